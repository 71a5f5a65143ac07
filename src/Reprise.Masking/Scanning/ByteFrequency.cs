namespace Reprise.Masking.Scanning;

/// <summary>How often bytes occur in transcripts: what is rare there is worth looking for.</summary>
internal static class ByteFrequency
{
    // In the order of their share in sessions of several agents; the first is eleven in a hundred bytes.
    private const string Order =
        " etnrsoai\\\"cldumhpf:g012-b/,_y4w.35k6879vTSCExA=RI()FPULMqNODB{}KGjQVHZ+WY;zJX'[]`&>*|@!#?<$%^~";

    // How often a small letter follows another, one row for each: five is as often as their shares let expect, each step
    // more is twice as often.
    private const string Pairs =
        "26761572546766164666563364"
        + "66556543464731535532744465"
        + "65545428348640725545535334"
        + "55457452643520524131433445"
        + "54563551331656346765375753"
        + "55445832753341624643543445"
        + "44327366753444535634344467"
        + "73227342644221624425534445"
        + "44664763245777655566162636"
        + "45445555576443556363765657"
        + "55347463654334565254454546"
        + "53276634743720633155663364"
        + "64247232643373684152533365"
        + "42674573544312553256552254"
        + "25560552368677654745767354"
        + "73246336543731654655743555"
        + "35342455475543448333965657"
        + "62557351636345623565465274"
        + "52416236645310553467535344"
        + "62426348632320652643625463"
        + "37565552543766464776443435"
        + "64337443764332346232354546"
        + "64355338655335746441344546"
        + "65443444565342377337455657"
        + "24334343354443686243345546"
        + "45455555576453457443566768";

    // Stretches of four bytes that are far more frequent than their pairs let expect.
    private const string Usual = "http,Priv,user,/use,:543,5432,_api,api_,link,logi,mode,sess,essi,d by,tial,fied";

    private const int Letters = 26;
    private const float Rare = 0.0004f;
    private const float UsualFactor = 64;
    private static readonly float[] Shares = Measure();

    /// <summary>The share of a byte, between 0 and 1.</summary>
    public static float Of(int b) => Shares[b];

    /// <summary>How often bytes are to be expected in a row, as a share of all positions: a guess good enough to compare.</summary>
    public static float OfRow(ReadOnlySpan<byte> row)
    {
        float share = 1;
        Span<char> text = stackalloc char[row.Length];
        for (int i = 0; i < row.Length; i++)
        {
            share *= Shares[row[i]];
            text[i] = (char)row[i];
            if (i > 0 && char.IsAsciiLetterLower(text[i - 1]) && char.IsAsciiLetterLower(text[i]))
                share *= MathF.ScaleB(1, Pairs[(text[i - 1] - 'a') * Letters + text[i] - 'a'] - '5');
        }
        return Usual.AsSpan().Contains(text, StringComparison.Ordinal) ? share * UsualFactor : share;
    }

    // A share falls with the rank about as Zipf has it.
    private static float[] Measure()
    {
        var shares = new float[256];
        for (int b = 0; b < shares.Length; b++)
            shares[b] = Rare;
        for (int rank = 0; rank < Order.Length; rank++)
            shares[Order[rank]] = 0.33f / (rank + 3);
        return shares;
    }
}

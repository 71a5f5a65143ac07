namespace Reprise.Masking.Scanning;

/// <summary>How often bytes occur in transcripts: what is rare there is worth looking for.</summary>
internal static class ByteFrequency
{
    // In the order of their share in sessions of several agents; the first is eleven in a hundred bytes.
    private const string Order =
        " etnrsoai\\\"cldumhpf:g012-b/,_y4w.35k6879vTSCExA=RI()FPULMqNODB{}KGjQVHZ+WY;zJX'[]`&>*|@!#?<$%^~";

    // Stretches of four bytes that are far more frequent than their bytes let expect.
    private const string Usual =
        "word ring http tion .com .org /use user User Priv logi Logi link _api api_ 5432 d by conf text data name path file "
        + "type test serv Serv clie Clie cess sess quer head proc ress mess cook auth uth_ pass prod expo impo func cont para";

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
        }
        return Usual.AsSpan().Contains(text, StringComparison.Ordinal) ? share * UsualFactor : share;
    }

    // A share falls with the rank about as Zipf has it.
    private static float[] Measure()
    {
        var shares = new float[256];
        shares.AsSpan().Fill(Rare);
        for (int rank = 0; rank < Order.Length; rank++)
            shares[Order[rank]] = 0.33f / (rank + 3);
        return shares;
    }
}

using Reprise.Masking.Reading;

namespace Reprise.Masking.Scanning;

/// <summary>Recognises placeholders that stand in the source already.</summary>
internal static class Existing
{
    private const int MaxKind = 64;
    private static readonly Alphabet KindCharacters = new("abcdefghijklmnopqrstuvwxyz0123456789-_.");
    private static readonly Alphabet FingerprintCharacters = new("abcdefghijklmnopqrstuvwxyz234567");

    /// <summary>What every placeholder starts with.</summary>
    public static ReadOnlySpan<byte> Prefix => "[masked:"u8;

    /// <summary>Returns the end of the placeholder that starts at a position, or -1.</summary>
    public static int EndOf(ReadOnlySpan<byte> data, int at)
    {
        if (!data[at..].StartsWith(Prefix))
            return -1;
        int p = at + Prefix.Length;
        int kind = p;
        while (p < data.Length && p - kind < MaxKind && KindCharacters.Contains(data[p]))
            p++;
        if (p == kind || p + Fingerprinter.Length + 1 >= data.Length || data[p] != ':')
            return -1;
        for (int i = 1; i <= Fingerprinter.Length; i++)
        {
            if (!FingerprintCharacters.Contains(data[p + i]))
                return -1;
        }
        p += Fingerprinter.Length + 1;
        return data[p] == ']' ? p + 1 : -1;
    }

    /// <summary>Tells whether a placeholder lies in a range or reaches into it.</summary>
    public static bool Touches(in View view, int start, int end)
    {
        int from = Math.Max(view.Low, start - MaxKind - Fingerprinter.Length - Prefix.Length - 2);
        ReadOnlySpan<byte> around = view.Data[from..end];
        for (int found = around.IndexOf(Prefix); found >= 0; )
        {
            int close = EndOf(view.Data, from + found);
            if (close > start)
                return true;
            from += found + 1;
            around = view.Data[from..end];
            found = around.IndexOf(Prefix);
        }
        return false;
    }
}

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

    /// <summary>The length of the longest placeholder.</summary>
    public static int MaxLength => Prefix.Length + MaxKind + Fingerprinter.Length + 2;

    /// <summary>Returns the length of the placeholder that the bytes start with, or -1.</summary>
    public static int LengthOf(ReadOnlySpan<byte> data)
    {
        if (!data.StartsWith(Prefix))
            return -1;
        int p = Prefix.Length;
        while (p < data.Length && p - Prefix.Length < MaxKind && KindCharacters.Contains(data[p]))
            p++;
        if (p == Prefix.Length || p + Fingerprinter.Length + 1 >= data.Length || data[p] != ':')
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
    /// <param name="data">All bytes.</param>
    /// <param name="low">Where the first placeholder may start.</param>
    /// <param name="start">The start of the range.</param>
    /// <param name="end">The end of the range.</param>
    public static bool Touches(ReadOnlySpan<byte> data, int low, int start, int end)
    {
        int from = Math.Max(low, start - MaxLength);
        int to = Math.Min(data.Length, end + Prefix.Length - 1);
        while (from < to)
        {
            int found = data[from..to].IndexOf(Prefix);
            if (found < 0)
                return false;
            from += found;
            int length = LengthOf(data[from..]);
            if (length > 0 && from + length > start)
                return true;
            from++;
        }
        return false;
    }
}

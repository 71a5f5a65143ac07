using Reprise.Masking.Reading;

namespace Reprise.Masking.Scanning;

/// <summary>Brings a key file to its payload, so that line numbers, marks of diffs and line ends do not change its fingerprint.</summary>
internal static class ArmourText
{
    private const int MinRun = 16;
    private static readonly Alphabet Payload = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>Keeps the runs of base64 that are long enough to be lines of it; returns their length.</summary>
    public static int Normalize(Span<byte> text)
    {
        bool marked = AreMarked(text);
        int n = 0;
        for (int at = 0; Next(text, ref at, out int start); )
        {
            // The mark of a diff is a character of base64.
            start += marked ? 1 : 0;
            text[start..at].CopyTo(text[n..]);
            n += at - start;
        }
        return n > 0 ? n : KeepPayload(text);
    }

    private static bool AreMarked(ReadOnlySpan<byte> text)
    {
        int runs = 0;
        for (int at = 0; Next(text, ref at, out int start); runs++)
        {
            if (text[start] != '+')
                return false;
        }
        return runs > 1;
    }

    // The next run; the last line of a key may be short and then mostly ends with padding.
    private static bool Next(ReadOnlySpan<byte> text, ref int at, out int start)
    {
        start = at;
        while (at < text.Length)
        {
            start = at;
            while (at < text.Length && Payload.Contains(text[at]))
                at++;
            if (at - start >= MinRun || (at - start > 2 && text[at - 1] == '='))
                return true;
            at = Math.Max(at, start + 1);
        }
        return false;
    }

    private static int KeepPayload(Span<byte> text)
    {
        int n = 0;
        foreach (byte b in text)
        {
            if (Payload.Contains(b))
                text[n++] = b;
        }
        return n;
    }
}

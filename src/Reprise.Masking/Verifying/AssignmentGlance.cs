using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>The quick test behind a word that may end a name: raw bytes only, no characters, no structure.</summary>
/// <remarks>It may only say no where the long test would: whatever it does not understand is a yes.</remarks>
internal static class AssignmentGlance
{
    private const int MaxName = 64;
    private const int MaxGap = 72;
    private const int MaxProse = 64;
    private const int MinValue = 6;
    private static readonly Alphabet NameCharacters = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.");
    private static readonly Alphabet Closers = new("\"'`])*}?! \t\\");
    private static readonly Alphabet Openers = new("\"'` \t*");
    private static readonly Alphabet ValueEnd = new("\"'`;,)]}<>|& \t\r\n\\({[$");

    /// <summary>Tells whether a value may follow a name that goes on or ends at <paramref name="after"/>.</summary>
    public static bool MayAssign(ReadOnlySpan<byte> data, int at, int after)
    {
        int p = Skip(data, after, NameCharacters, MaxName);
        if (p >= data.Length)
            return true;
        int end = p;
        bool quoted = data[p] is (byte)'"' or (byte)'\'' or (byte)'\\' or (byte)'`';
        p = Skip(data, p, Closers, MaxGap);
        if (p >= data.Length)
            return true;
        switch (data[p])
        {
            case (byte)'=' or (byte)':':
                p++;
                if (p < data.Length && data[p] is (byte)'=' or (byte)':' or (byte)'>')
                    p++;
                return MayBeValue(data, p, quoted);
            case (byte)'|' or (byte)'>' or (byte)'%' or (byte)'-' or 0x1b:
                return true;
            case (byte)',' or (byte)'\n' or (byte)'\r' or (byte)'{':
                return HasDigitOrCase(data, p);
            case (byte)'v' or (byte)'V' or (byte)'d' when quoted:
                return true;
            // An escape is a line end or a quote of a deeper layer: a value may stand behind it.
            case (byte)'n' or (byte)'r' or (byte)'t' or (byte)'u' or (byte)'x' or (byte)'e' or (byte)'0' when quoted && data[p - 1] == '\\':
                return HasDigitOrCase(data, p);
            default:
                _ = at;
                return data[end] is (byte)' ' or (byte)'\t' && MayBeProse(data, p);
        }
    }

    private static int Skip(ReadOnlySpan<byte> data, int at, in Alphabet alphabet, int max)
    {
        int limit = Math.Min(data.Length, at + max);
        while (at < limit && alphabet.Contains(data[at]))
            at++;
        return at;
    }

    private static bool MayBeValue(ReadOnlySpan<byte> data, int at, bool quotedName)
    {
        int p = Skip(data, at, Openers, MaxGap);
        if (p >= data.Length || data[p] is (byte)'\\' or 0x1b or >= 0x80 or (byte)'"' or (byte)'\'')
            return true;
        bool quoted = p > at && data[p - 1] is (byte)'"' or (byte)'\'' or (byte)'`';
        int end = p;
        bool digit = false;
        bool upper = false;
        bool lower = false;
        bool symbol = false;
        int limit = Math.Min(data.Length, p + 48);
        for (; end < limit && !(ValueEnd.Contains(data[end]) && (data[end] is not ((byte)'(' or (byte)'{' or (byte)'[' or (byte)'$' or (byte)';' or (byte)',' or (byte)'&' or (byte)'<' or (byte)'>' or (byte)'|' or (byte)')' or (byte)']' or (byte)'}') || !quoted)); end++)
        {
            byte b = data[end];
            digit |= b is >= (byte)'0' and <= (byte)'9';
            upper |= b is >= (byte)'A' and <= (byte)'Z';
            lower |= b is >= (byte)'a' and <= (byte)'z';
            symbol |= b is not ((byte)'.' or (byte)'_' or (byte)'-' or (byte)'/' or (byte)':') && !Alphabet.Alphanumeric.Contains(b);
        }
        int length = end - p;
        if (end >= data.Length || data[end] is (byte)'\\' or 0x1b or (byte)'$' || (!quoted && data[end] is (byte)'&' or (byte)'(' or (byte)'{' or (byte)'[' or (byte)';' or (byte)',' or (byte)')' or (byte)']' or (byte)'}' or (byte)'<' or (byte)'>' or (byte)'|' && IsLineStartValue(at, p)))
            return length >= MinValue ? digit || symbol || length >= 12 : length > 0 && (digit || symbol || data[end] is (byte)'\\' or 0x1b or (byte)'$' or (byte)'&' or (byte)';' or (byte)',') && HasDigitOrCase(data, p);
        _ = quotedName;
        return length >= MinValue && (digit || symbol || length >= 12 || (upper && lower && length >= 8));
    }

    // Right behind an equals sign a value may hold anything but blanks.
    private static bool IsLineStartValue(int at, int value) => at == value;

    private static bool MayBeProse(ReadOnlySpan<byte> data, int at)
    {
        ReadOnlySpan<byte> rest = data[at..Math.Min(data.Length, at + MaxProse)];
        int line = rest.IndexOf((byte)'\n');
        return (line < 0 ? rest : rest[..line]).IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
    }

    private static bool HasDigitOrCase(ReadOnlySpan<byte> data, int at) =>
        data[at..Math.Min(data.Length, at + 160)].IndexOfAnyInRange((byte)'0', (byte)'9') >= 0;
}

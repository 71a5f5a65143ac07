using System.Buffers;
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
    private const int MaxSample = 48;
    private const int MaxQuotes = 24;
    private static readonly Alphabet Closers = new("\"'`])*}?! \t\\");
    private static readonly Alphabet Openers = new("\"'` \t*");
    private static readonly Alphabet ValueEnd = new("\"'`;,)]}<>|& \t\r\n\\({[");
    private static readonly Alphabet MayGoOn = new(";,)]}<>|&({[");
    private static readonly Alphabet Between = new("\"'\\ \t:=");
    private static readonly SearchValues<byte> FiguresAndSigns = SearchValues.Create("0123456789~!@#$%^&*+="u8);

    /// <summary>Tells whether a value may belong to a name that holds the bytes from <paramref name="at"/> to <paramref name="after"/>.</summary>
    public static bool MayAssign(ReadOnlySpan<byte> data, int at, int after) =>
        MayPrecede(data, after) || MayBeQuoted(data, at, after);

    /// <summary>Tells whether a value may stand behind a name.</summary>
    public static bool MayPrecede(ReadOnlySpan<byte> data, int after)
    {
        int p = NameRun.End(data, after, MaxName);
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
                for (int n = 0; n < 3 && p < data.Length && data[p] is (byte)'=' or (byte)':' or (byte)'>'; n++)
                    p++;
                // The value may be a member of an object: "name": { "value": "…" }
                return MayBeValue(data, p)
                    || (p + 1 < data.Length && (data[p] == '{' || data[p + 1] == '{') && HasPairWord(data, p));
            case (byte)'|' or (byte)'>' or (byte)'%' or (byte)'-' or (byte)'+' or (byte)'&' or (byte)'<' or 0x1b or >= 0x80:
                return true;
            case (byte)',':
                return HasPairWord(data, p) || MayBeValue(data, p + 1) || data[p..].StartsWith(", with: "u8);
            case (byte)'(':
                return p == end && p + 1 < data.Length && data[p + 1] is (byte)'"' or (byte)'\'' or (byte)'\\';
            case (byte)'{' when data[p..].StartsWith("{ get;"u8):
                return true;
            case (byte)'\n' or (byte)'\r' or (byte)'{':
                return HasPairWord(data, p);
            case (byte)'v' or (byte)'V' or (byte)'d' or (byte)'o' or (byte)'w' when quoted:
                return true;
            // What is called with the name goes on: find('password').fill(
            case (byte)'.':
                return p > end && data[p - 1] == ')';
            // An escape is a line end, a tab or a quote of a deeper layer.
            case (byte)'n' or (byte)'r' when data[p - 1] == '\\':
                return HasPairWord(data, p);
            case (byte)'t' or (byte)'u' or (byte)'x' or (byte)'e' or (byte)'0' when data[p - 1] == '\\':
                return true;
            default:
                return data[end] is (byte)' ' or (byte)'\t' && MayBeProse(data, p);
        }
    }

    /// <summary>Tells whether a quote stands before a name that may enclose the value as well, or the value itself stands before it.</summary>
    /// <remarks>"NAME=some words", or the second of a pair: "value": "…", "name": "X"</remarks>
    public static bool MayBeQuoted(ReadOnlySpan<byte> data, int at, int after)
    {
        int p = NameRun.Start(data, at, MaxName);
        if (!IsQuoted(data, p))
            return false;
        int end = NameRun.End(data, after, MaxName);
        if (end >= data.Length || data[end] is (byte)'=' or (byte)':')
            return true;
        for (int n = 0; n < MaxQuotes && p > 0 && Between.Contains(data[p - 1]); n++)
            p--;
        return EndsWithName(data[..p]);
    }

    /// <summary>Tells whether a quote stands before a name; an escaped one reads like part of it.</summary>
    public static bool IsQuoted(ReadOnlySpan<byte> data, int name) =>
        name > 0
        && (
            data[name - 1] is (byte)'"' or (byte)'\''
            || (data[name - 1] == '\\' && (data[name..].StartsWith("u0022"u8) || data[name..].StartsWith("u0027"u8)))
        );

    private static bool EndsWithName(ReadOnlySpan<byte> text) =>
        text.EndsWith("name"u8) || text.EndsWith("key"u8) || text.EndsWith("Name"u8) || text.EndsWith("Key"u8);

    private static int Skip(ReadOnlySpan<byte> data, int at, in Alphabet alphabet, int max)
    {
        int limit = Math.Min(data.Length, at + max);
        while (at < limit && alphabet.Contains(data[at]))
            at++;
        return at;
    }

    private static bool MayBeValue(ReadOnlySpan<byte> data, int at)
    {
        int start = Skip(data, at, Openers, MaxGap);
        if (start >= data.Length || data[start] is (byte)'\\' or (byte)'&' or 0x1b or >= 0x80)
            return true;
        bool quoted = start > at && data[start - 1] is (byte)'"' or (byte)'\'' or (byte)'`';
        int end = start;
        bool mixed = false;
        bool upper = false;
        bool lower = false;
        int limit = Math.Min(data.Length, start + MaxSample);
        for (; end < limit && !Ends(data[end], quoted); end++)
        {
            byte b = data[end];
            upper |= b is >= (byte)'A' and <= (byte)'Z';
            lower |= b is >= (byte)'a' and <= (byte)'z';
            mixed |= b is >= (byte)'0' and <= (byte)'9' || !(Alphabet.Name.Contains(b) || b is (byte)'/' or (byte)':');
        }
        // What ends here may go on in a file of settings, or behind an escape.
        if (end >= limit || data[end] is (byte)'\\' or 0x1b || (!quoted && start == at && MayGoOn.Contains(data[end])))
            return true;
        int length = end - start;
        // A type stands between name and value.
        bool typed = !quoted && data[end] == ' ' && end + 1 < data.Length && data[end + 1] is (byte)'=' or (byte)'\\';
        return typed || (length >= MinValue && (mixed || length >= 12 || (upper && lower && length >= 8)));
    }

    private static bool Ends(byte b, bool quoted) =>
        quoted ? b is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'\n' or (byte)'\\' : ValueEnd.Contains(b);

    private static bool MayBeProse(ReadOnlySpan<byte> data, int at)
    {
        ReadOnlySpan<byte> rest = data[at..Math.Min(data.Length, at + MaxProse)];
        int line = rest.IndexOf((byte)'\n');
        return (line < 0 ? rest : rest[..line]).ContainsAny(FiguresAndSigns);
    }

    // "value" or "default": what a name and its value are joined by when they are attributes of one thing.
    private static bool HasPairWord(ReadOnlySpan<byte> data, int at)
    {
        ReadOnlySpan<byte> rest = data[at..Math.Min(data.Length, at + MaxGap)];
        return rest.IndexOf("alue"u8) >= 0 || rest.IndexOf("efault"u8) >= 0;
    }
}

using System.Buffers;
using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>How long a value can be at most, read from raw bytes.</summary>
/// <param name="Length">The number of characters.</param>
/// <param name="Start">Where it starts when it is known to the byte: without escapes, and with a certain end; otherwise -1.</param>
/// <param name="IsQuoted">Whether it stands between quotes.</param>
internal readonly record struct ValueBound(int Length, int Start = -1, bool IsQuoted = false)
{
    /// <summary>What is longer than this is long enough for any name.</summary>
    private const int MaxSample = 64;
    private const int MaxGap = 72;
    private const int MaxNextName = 40;
    private static readonly Alphabet Prefixes = new("rbfu@$RL");
    private static readonly Alphabet References = new("[{(");
    private static readonly SearchValues<byte> NotPlain = ByteSet.Where(b =>
        b is <= (byte)' ' or >= 0x80 || "\"'`\\<([;,)]}>|&".Contains((char)b, StringComparison.Ordinal)
    );

    private static readonly Alphabet CodeEnd = new(";,)]}>");
    private static readonly Alphabet MayEnd = new(";,)]}>|&");

    /// <summary>There is none.</summary>
    public static ValueBound None => new(0);

    /// <summary>It may be anything.</summary>
    public static ValueBound Unknown => new(int.MaxValue);

    /// <summary>Looks at a value that has to stand in quotes.</summary>
    public static ValueBound InQuotes(ReadOnlySpan<byte> data, int at)
    {
        int p = SkipMarks(data, at);
        if (p >= data.Length || data[p] is (byte)'>' or 0x1b)
            return Unknown;
        return data[p] is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'\\' ? Of(data, p, ValueForm.Line) : None;
    }

    /// <summary>Looks at a value.</summary>
    /// <param name="data">All bytes.</param>
    /// <param name="at">The position behind what joins it to its name.</param>
    /// <param name="form">How far it goes when it is not quoted.</param>
    public static ValueBound Of(ReadOnlySpan<byte> data, int at, ValueForm form)
    {
        int start = SkipMarks(data, at);
        if (start >= data.Length || data[start] is 0x1b or >= 0x80 or (byte)'&' || data[start..].StartsWith("'static"u8))
            return Unknown;
        int p = start;
        while (p < data.Length && p < start + 2 && Prefixes.Contains(data[p]))
            p++;
        if (p >= data.Length)
            return Unknown;
        if (data[p] is (byte)'"' or (byte)'\'' or (byte)'`')
            return Quoted(data, p, 0);
        if (data[p] == '\\')
        {
            int depth = Backslashes(data, p);
            int c = p + depth < data.Length ? data[p + depth] : -1;
            return c is '"' or '\'' ? Quoted(data, p + depth, depth)
                : c is 'n' or 'r' && p == start ? None
                : p == start || c is 'u' or 'x' ? Unknown
                : Bare(data, start, form);
        }
        return Bare(data, start, form);
    }

    private static ValueBound Quoted(ReadOnlySpan<byte> data, int at, int depth)
    {
        int quote = data[at];
        int start = at + 1;
        int limit = Math.Min(data.Length, start + MaxSample);
        if (IsReference(data, start))
            return None;
        bool plain = start < data.Length && data[start] != '{';
        for (int p = start; p < limit; )
        {
            int run = Backslashes(data, p);
            int c = p + run < data.Length ? data[p + run] : -1;
            if (c == '\n' || (run > 0 && c == 'n') || (c == quote && run <= depth) || (c == '"' && run < depth))
                return new ValueBound(p - start, plain ? start : -1, IsQuoted: true);
            plain &= run == 0 && c is < 0x80 and not '"';
            p += run + 1;
        }
        return Unknown;
    }

    private static ValueBound Bare(ReadOnlySpan<byte> data, int start, ValueForm form)
    {
        int limit = Math.Min(data.Length, start + MaxSample);
        bool mayHaveEnded = false;
        if (IsReference(data, start))
            return None;
        for (int p = start; p < limit; p++)
        {
            // Most characters end nothing and mean nothing.
            int plain = data[p..limit].IndexOfAny(NotPlain);
            if (plain < 0)
                return Unknown;
            p += plain;
            byte b = data[p];
            if (b == '\\' && !IsEnd(data, p))
                return Unknown;
            if (b <= ' ' || b is (byte)'"' or (byte)'\'' or (byte)'`' or (byte)'\\' || (b == '<' && p > start))
                return IsType(data, start, p) ? Unknown : Whole(data, start, p, mayHaveEnded);
            if (MayEnd.Contains(b) && Ends(data, start, p, form))
                return Whole(data, start, p, mayHaveEnded);
            // A call.
            if (b is (byte)'(' or (byte)'[' && form != ValueForm.Line && !mayHaveEnded)
                return None;
            // Whether a line is one of settings is not certain.
            mayHaveEnded |= b >= 0x80 || MayEnd.Contains(b);
        }
        return Unknown;
    }

    private static ValueBound Whole(ReadOnlySpan<byte> data, int start, int end, bool mayHaveEnded)
    {
        // What ends a statement does not belong to the value.
        while (end > start && data[end - 1] is (byte)',' or (byte)';')
            end--;
        return new ValueBound(end - start, mayHaveEnded ? -1 : start);
    }

    // Whether a bare value certainly ends at a sign that may also belong to it.
    private static bool Ends(ReadOnlySpan<byte> data, int start, int at, ValueForm form)
    {
        if (form == ValueForm.Code && CodeEnd.Contains(data[at]))
            return true;
        if (at + 1 >= data.Length || (form == ValueForm.Line && data[at] != '&'))
            return false;
        // Another name and its value follow.
        if (data[at] is (byte)'&' or (byte)';' or (byte)',' && IsNext(data, at + 1))
            return true;
        return data[at] switch
        {
            (byte)'&' => false,
            (byte)'|' => data[start..at].ContainsAnyExceptInRange((byte)'0', (byte)'9'),
            _ => !GoesOn(data, at + 1),
        };
    }

    private static bool IsNext(ReadOnlySpan<byte> data, int at)
    {
        int p = at;
        while (p < data.Length && p - at < MaxNextName && Alphabet.Name.Contains(data[p]))
            p++;
        return p > at && p < data.Length && data[p] == '=';
    }

    private static bool GoesOn(ReadOnlySpan<byte> data, int at)
    {
        at += Backslashes(data, at);
        return at >= data.Length
            || Alphabet.Alphanumeric.Contains(data[at]) && (data[at - 1] != '\\' || data[at] is (byte)'u' or (byte)'x');
    }

    // A type may stand between a name and its value.
    private static bool IsType(ReadOnlySpan<byte> data, int start, int end) =>
        end > start
        && (
            data[end - 1] == '='
            || (data[end] <= ' ' && end + 1 < data.Length && data[end + 1] is (byte)'=' or (byte)'\\' or <= (byte)' ')
        );

    // What starts like this refers to a value that is kept elsewhere.
    private static bool IsReference(ReadOnlySpan<byte> data, int start) =>
        start + 1 < data.Length
        && (
            (References.Contains(data[start]) && !data[start..].StartsWith("{noop}"u8))
            || (data[start] == '$' && data[start + 1] is (byte)'{' or (byte)'(')
        );

    // Whether an escape is a character at which a bare value ends; what is no escape is a backslash, at which it ends as well.
    private static bool IsEnd(ReadOnlySpan<byte> data, int at)
    {
        at += Backslashes(data, at);
        if (at + 4 >= data.Length)
            return false;
        return data[at] switch
        {
            (byte)'x' or (byte)'/' => false,
            (byte)'u' => data[at + 1] == '0' && data[at + 2] == '0' && data[at + 3] is (byte)'0' or (byte)'1',
            _ => true,
        };
    }

    private static int SkipMarks(ReadOnlySpan<byte> data, int at)
    {
        int limit = Math.Min(data.Length, at + MaxGap);
        while (at < limit && data[at] is (byte)' ' or (byte)'\t' or (byte)'*')
            at++;
        return at;
    }

    private static int Backslashes(ReadOnlySpan<byte> data, int at)
    {
        int p = at;
        while (p < data.Length && data[p] == '\\')
            p++;
        return p - at;
    }
}

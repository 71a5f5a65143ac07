using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Tells from raw bytes how long the value behind a name can be at most, and whether the name asks for a longer one.</summary>
/// <remarks>It reads what joins name and value as <see cref="Separator"/> does; whatever it does not understand is a yes.</remarks>
internal static class AssignmentOutlook
{
    private const int MaxName = 64;
    private const int MaxWholeName = 96;
    private const int MaxEscape = 12;
    private const int MaxClosers = 8;
    private const int MaxMarks = 48;
    private const int MaxBridge = 64;
    private static readonly Alphabet Closers = new("\"'`])*}?!\\");
    private static readonly Alphabet Quotes = new("\"'`\\");

    // What neither joins a name to a value nor may stand between the name and what does.
    private static readonly Alphabet Apart = new(",;/#$@^~");
    private static readonly Alphabet Bridge = new(" \t\n\r{\"',-+0123456789");
    private static readonly Alphabet BridgeEscapes = new("nrt\"'");
    private static readonly Alphabet Escapes = new("nrtbfev0");
    private static readonly Alphabet LineMarks = new(" +-\t#0123456789:|");

    /// <summary>Tells whether a secret may belong to a name.</summary>
    /// <param name="data">All bytes.</param>
    /// <param name="at">A position in the name.</param>
    /// <param name="after">A later one, behind which the name ends.</param>
    public static bool IsOpen(ReadOnlySpan<byte> data, int at, int after)
    {
        int end = NameRun.End(data, after, MaxName);
        int start = NameRun.Start(data, at, MaxWholeName);
        if (end - after == MaxName)
            return !IsTooLong(data[start..end]);
        ValueBound bound =
            end < data.Length && Apart.Contains(data[end]) && !IsParameter(data, end)
                ? ValueBound.None
                : Behind(data, start, end);
        bool precedes = bound.Length >= Values.MinLength && AssignmentGlance.MayPrecede(data, after);
        bool quoted = AssignmentGlance.IsQuoted(data, start) && AssignmentGlance.MayBeQuoted(data, at, after);
        if (!precedes && !quoted)
            return false;
        if (!IsPlain(data, ref start, end))
            return true;
        while (end > after && data[end - 1] is (byte)'.' or (byte)'-')
            end--;
        NameStrength strength = Names.Judge(data[start..end]);
        if (strength == NameStrength.None)
            return false;
        if (quoted)
            return true;
        if (bound.Length < Values.MinLengthOf(strength))
            return false;
        // A quote before the name may enclose the value as well.
        if (bound.Start < 0 || (!bound.IsQuoted && AssignmentGlance.IsQuoted(data, start)))
            return true;
        ReadOnlySpan<byte> value = data.Slice(bound.Start, bound.Length);
        return value.StartsWith("0x"u8) || Values.IsSecret(value, strength, literal: true);
    }

    // Whether a run is too long for a name wherever in its first bytes an escape may end, or in its last ones the name.
    private static bool IsTooLong(ReadOnlySpan<byte> run) =>
        run.Length > MaxWholeName + MaxEscape && run[^1] is not ((byte)'.' or (byte)'-') && run.IndexOf("--"u8) < 0;

    // ParameterKey=name,ParameterValue=value
    private static bool IsParameter(ReadOnlySpan<byte> data, int end) => data[end] == ',' && data[end..].StartsWith(",Param"u8);

    private static ValueBound Behind(ReadOnlySpan<byte> data, int start, int end)
    {
        int closed = end;
        bool quoted = false;
        for (; closed < data.Length && Closers.Contains(data[closed]); closed++)
            quoted |= Quotes.Contains(data[closed]);
        int p = closed;
        while (p < data.Length && data[p] is (byte)' ' or (byte)'\t')
            p++;
        // A dash may belong to the name or be what joins it to its value.
        if (p >= data.Length || closed - end > MaxClosers || data[end - 1] == '-')
            return ValueBound.Unknown;
        int next = p + 1 < data.Length ? data[p + 1] : -1;
        bool bare = p == end;
        switch (data[p])
        {
            case (byte)'=' when next == '~':
            case (byte)':' when next == ':' || (next == '/' && !quoted):
                return ValueBound.None;
            case (byte)'=' when next == '=':
                while (p < data.Length && data[p] == '=')
                    p++;
                return ValueBound.InQuotes(data, p);
            case (byte)'=':
                ValueForm form =
                    !bare ? ValueForm.Code
                    : MayBeginLine(data, start) ? ValueForm.Line
                    : ValueForm.Entry;
                return ValueBound.Of(data, next == '>' ? p + 2 : p + 1, form);
            // Behind the name of a variable of the shell its default value.
            case (byte)':' when next == '-' || (start > 0 && data[start - 1] == '{'):
                return ValueBound.Unknown;
            // The value may be a member of an object.
            case (byte)':' when next == '{' || (next == ' ' && quoted && p + 2 < data.Length && data[p + 2] == '{'):
                return ValueBound.Unknown;
            case (byte)':':
                return ValueBound.Of(
                    data,
                    next == '=' ? p + 2 : p + 1,
                    closed == end && MayBeginLine(data, start) ? ValueForm.Entry : ValueForm.Code
                );
            case (byte)'|' when next == '|':
                return p + 2 < data.Length && data[p + 2] == '=' ? ValueBound.Unknown : ValueBound.InQuotes(data, p + 2);
            // A cell of a table has blanks around it.
            case (byte)'|' when next is ' ' or '\t' or '\\':
                return ValueBound.Of(data, p + 1, ValueForm.Code);
            case (byte)'|':
                return ValueBound.None;
            // A method that sets it.
            case (byte)'(' when bare:
                return ValueBound.InQuotes(data, p + 1);
            case (byte)'<' when p == closed && next is not ('/' or '\\'):
                return ValueBound.None;
            case (byte)'{' when data[p..].StartsWith("{ get; "u8):
                return ValueBound.Unknown;
            case (byte)'?' or (byte)'+' or (byte)'!' when next == '=':
                return ValueBound.Unknown;
            case (byte)'?' when next is '?' or ':':
                return ValueBound.InQuotes(data, p + 2);
            case (byte)'?' or (byte)'+' or (byte)'!' when next != '\\':
                return ValueBound.None;
            case (byte)',' when !quoted && p == closed && !IsParameter(data, p):
                return ValueBound.None;
            case (byte)'\n' or (byte)'\r' or (byte)'{':
                return MayBridge(data, p) ? ValueBound.Unknown : ValueBound.None;
            case (byte)'n' or (byte)'r' when data[p - 1] == '\\':
                return MayBridge(data, p + 1) ? ValueBound.Unknown : ValueBound.None;
            case (byte)'t' or (byte)'u' or (byte)'x' or (byte)'e' or (byte)'0' when data[p - 1] == '\\':
                return ValueBound.Unknown;
            // What stands alone behind a blank is a value of its own, and too short for one.
            case (byte)';'
            or (byte)','
            or (byte)')'
            or (byte)']'
            or (byte)'}'
            or (byte)'>'
            or (byte)'<'
            or (byte)'&'
            or (byte)'|' when p > closed && !quoted && next == ' ':
                return IsTag(data, start) ? ValueBound.Unknown : ValueBound.None;
            default:
                return ValueBound.Unknown;
        }
    }

    // Between two attributes of one thing stand blanks, quotes and the marks of viewers, then the word for the value.
    private static bool MayBridge(ReadOnlySpan<byte> data, int at)
    {
        int limit = Math.Min(data.Length - 1, at + MaxBridge);
        for (int p = at; p < limit; p++)
        {
            byte b = data[p];
            if (Bridge.Contains(b) || b >= 0x80)
                continue;
            if (b != '\\')
                return (b is (byte)'v' or (byte)'V' && (data[p + 1] | 0x20) == 'a') || (b == 'd' && (data[p + 1] | 0x20) == 'e');
            while (p < limit && data[p] == '\\')
                p++;
            if (!BridgeEscapes.Contains(data[p]))
                return data[p] is (byte)'u' or (byte)'x';
        }
        return true;
    }

    // A value that is alone on its line goes on to the next blank.
    private static bool MayBeginLine(ReadOnlySpan<byte> data, int start)
    {
        int p = start;
        int low = Math.Max(0, p - MaxMarks);
        while (p > low && (LineMarks.Contains(data[p - 1]) || data[p - 1] >= 0x80))
            p--;
        return p <= low
            || data[p - 1] is (byte)'\n' or (byte)'\r' or (byte)'"' or (byte)'\\' or (byte)'n' or (byte)'r' or (byte)'t';
    }

    private static bool IsTag(ReadOnlySpan<byte> data, int start) =>
        start == 0 || data[start - 1] is (byte)'<' or (byte)'\\' or (byte)'%' || Alphabet.Name.Contains(data[start - 1]);

    // Whether the name is what it looks like: no escape and no colour code ends in it or goes on behind it.
    private static bool IsPlain(ReadOnlySpan<byte> data, ref int start, int end)
    {
        int p = end;
        while (p < data.Length && data[p] == '\\')
            p++;
        if (p >= data.Length || end - start >= MaxWholeName || (p > end && data[p] is (byte)'u' or (byte)'x'))
            return false;
        // A dash of a sentence.
        if (data[start..end].IndexOf("--"u8) > 0)
            return false;
        switch (start > 0 ? data[start - 1] : 0)
        {
            case '\\' when data[start] is (byte)'u' or (byte)'x':
            case '%' or '[' or ';' or 0x1b:
                return false;
            // The letter of a line end or another escape.
            case '\\' when Escapes.Contains(data[start]):
                start++;
                break;
        }
        return start < end;
    }
}

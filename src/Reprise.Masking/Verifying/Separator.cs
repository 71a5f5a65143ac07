using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Finds what joins a name to its value: equals, colon, arrow, a table cell, a tag, a call, a word.</summary>
internal static class Separator
{
    private const int MaxBridge = 48;
    private const int MaxWords = 4;

    /// <summary>Looks behind a name.</summary>
    /// <param name="view">What may be looked at.</param>
    /// <param name="start">Where the name starts.</param>
    /// <param name="end">Where it ends.</param>
    /// <param name="flag">Whether it is an option of a command line, whose value may follow a blank.</param>
    /// <param name="strength">What the name promises.</param>
    /// <param name="value">Where the value starts.</param>
    /// <param name="wholeLine">Whether the value goes on to the next blank whatever it is made of.</param>
    /// <param name="prose">Whether only words join them.</param>
    public static bool Find(
        in View view,
        int start,
        int end,
        bool flag,
        NameStrength strength,
        out int value,
        out bool wholeLine,
        out bool prose
    )
    {
        (value, wholeLine, prose) = (end, false, false);
        var reader = new Reader(view, end);
        bool quoted = false;
        int closed = 0;
        for (
            int c = reader.Peek;
            closed < 6 && c is '"' or '\'' or '`' or ']' or ')' or '*' or '}' or '?' or '!';
            c = reader.Peek, closed++
        )
        {
            quoted |= c is '"' or '\'' or '`';
            reader.Take();
        }
        int blanks = reader.SkipBlanks();
        int sep = reader.Peek;
        switch (sep)
        {
            case '=':
                reader.Take();
                if (reader.Peek is '=' or '~')
                    return false;
                reader.TryTake('>');
                wholeLine = blanks == 0 && closed == 0 && IsLineStart(view, start);
                break;
            case ':':
                reader.Take();
                if (reader.Peek == ':' || (reader.Peek == '/' && !quoted))
                    return false;
                reader.TryTake('=');
                SkipType(ref reader);
                break;
            case '-' when reader.TryTake("->"u8):
                break;
            case '|':
                reader.Take();
                if (reader.TryTake('|') && !reader.TryTake('='))
                    return false;
                break;
            case '<' when blanks > 0:
                reader.Take();
                if (!reader.TryTake('-'))
                    return false;
                break;
            case '>' when quoted || (closed == 0 && IsTag(view, start)):
                reader.Take();
                break;
            case '%' when reader.TryTake("%3d"u8):
                break;
            case ',' when quoted:
                reader.Take();
                reader.SkipSpace();
                if (!IsPairWord(ref reader) && reader.Peek is not ('"' or '\'' or '`'))
                    return false;
                break;
            default:
                if (quoted || sep == '\n' || sep == '\r' || sep == '{')
                {
                    if (!Bridge(ref reader))
                        return FindProse(view, end, strength, out value, out prose);
                    break;
                }
                if (blanks > 0 && (flag || IsDirective(view, start)))
                {
                    _ =
                        (
                            reader.TryTake("--body"u8)
                            || reader.TryTake("--value"u8)
                            || reader.TryTake("--secret-string"u8)
                            || reader.TryTake("-b"u8)
                        ) && (reader.TryTake('=') || reader.SkipBlanks() > 0);
                    break;
                }
                return FindProse(view, end, strength, out value, out prose);
        }
        reader.SkipBlanks();
        // Bold text in Markdown closes after the separator.
        while (reader.Peek == '*')
            reader.Take();
        reader.SkipBlanks();
        value = reader.At;
        return true;
    }

    private static void SkipType(ref Reader reader)
    {
        int start = reader.At;
        reader.SkipBlanks();
        _ = reader.TryTake('&');
        _ = reader.TryTake("'static "u8);
        if (
            (reader.TryTake("string"u8) || reader.TryTake("secretstr"u8) || reader.TryTake("str"u8))
            && (reader.SkipBlanks() >= 0)
            && reader.TryTake('=')
        )
            return;
        reader.At = start;
    }

    // Name and value are attributes of one thing: name: X, value: "…"
    private static bool Bridge(ref Reader reader)
    {
        int from = reader.At;
        for (int n = 0; n < MaxBridge && !reader.IsEnd; n++)
        {
            int c = reader.Peek;
            if (c is 'v' or 'V' or 'd' && IsPairWord(ref reader))
                return true;
            if (
                c is not (' ' or '\t' or '\n' or '\r' or '{' or '"' or '\'' or ',' or '-' or '+' or '→')
                && !(c is >= '0' and <= '9' || c == Logical.NonAscii)
            )
                break;
            reader.Take();
        }
        reader.At = from;
        return false;
    }

    private static bool IsPairWord(ref Reader reader)
    {
        int from = reader.At;
        if (reader.Peek is '"' or '\'')
            reader.Take();
        if (reader.TryTake("value"u8) || reader.TryTake("default"u8))
        {
            if (reader.Peek is '"' or '\'')
                reader.Take();
            reader.SkipBlanks();
            if (reader.TryTake('=') || reader.TryTake(':'))
                return true;
        }
        reader.At = from;
        return false;
    }

    private static bool FindProse(in View view, int end, NameStrength strength, out int value, out bool prose)
    {
        (value, prose) = (end, true);
        if (strength < NameStrength.Weak)
            return false;
        var reader = new Reader(view, end);
        int from = reader.At;
        if (reader.SkipBlanks(24) == 0)
            return false;
        // A column of a table, or a value in quotes right behind its name.
        bool column = view.Bytes(from, reader.At).Contains((byte)'\t') || reader.At - from > 1 || view[from] == '\\';
        bool joined = Joined(ref reader);
        for (int word = 0; !joined && word < MaxWords && strength == NameStrength.Password && SkipWord(ref reader); word++)
            joined = Joined(ref reader);
        if (!joined)
        {
            reader.At = from;
            reader.SkipBlanks(24);
            if (strength != NameStrength.Password && !column && reader.Peek is not ('"' or '\'' or '`'))
                return false;
        }
        reader.SkipBlanks();
        value = reader.At;
        return true;
    }

    // "is", "lautet", "=": what says that the value comes.
    private static bool Joined(ref Reader reader)
    {
        if (
            !reader.TryTake("is "u8)
            && !reader.TryTake("was "u8)
            && !reader.TryTake("lautet "u8)
            && !reader.TryTake("ist "u8)
            && !reader.TryTake("est "u8)
            && !reader.TryTake("es "u8)
            && !reader.TryTake("to "u8)
            && !reader.TryTake("= "u8)
            && !reader.TryTake(": "u8)
            && !reader.TryTake("is: "u8)
        )
            return false;
        _ =
            reader.TryTake("now "u8)
            || reader.TryTake("set to "u8)
            || reader.TryTake("still "u8)
            || reader.TryTake("currently "u8);
        return true;
    }

    private static bool SkipWord(ref Reader reader)
    {
        int n = 0;
        for (; n < 20 && char.IsAsciiLetter((char)Math.Max(reader.Peek, 0)); n++)
            reader.Take();
        return n > 0 && (reader.SkipBlanks(2) > 0 || reader.Peek == ':');
    }

    private static bool IsTag(in View view, int start) =>
        start > view.Low && view[start - 1] is (byte)'<'
        || (start >= view.Low + 6 && view[start - 1] is (byte)'c' or (byte)'C' && Edge.IsEscapeEnd(view, start));

    // ENV NAME value, setx NAME value, aws configure set NAME value
    private static bool IsDirective(in View view, int start) =>
        view.IsBefore(start, "ENV "u8)
        || view.IsBefore(start, "setx "u8)
        || view.IsBefore(start, "setenv "u8)
        || view.IsBefore(start, " set "u8)
        || view.IsBefore(start, "g:set "u8)
        || view.IsBefore(start, " -x "u8)
        || view.IsBefore(start, "ARG "u8)
        || view.IsBefore(start, " -gx "u8)
        || view.IsBefore(start, " add "u8);

    /// <summary>Tells whether nothing but marks of viewers and shells stands before a name on its line.</summary>
    private static bool IsLineStart(in View view, int start)
    {
        int p = start;
        int low = Math.Max(view.Low, start - 48);
        if (p - 7 >= low && view.IsBefore(p, "export "u8))
            p -= 7;
        while (
            p > low
            && view.Glimpse(p - 1)
                is (byte)' '
                    or (byte)'+'
                    or (byte)'-'
                    or (byte)'\t'
                    or (byte)'#'
                    or >= 0x80
                    or (>= (byte)'0' and <= (byte)'9')
                    or (byte)':'
                    or (byte)'|'
        )
            p--;
        return p <= view.Low || (p > low && Edge.IsLineStart(view, p)) || (p > low && view.IsBefore(p, "\\t"u8));
    }
}

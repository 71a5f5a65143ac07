namespace Reprise.Masking.Reading;

/// <summary>Tells where a token may begin.</summary>
internal static class Edge
{
    private static readonly Alphabet ColourEnd = new("mKJHGABCDhl");

    /// <summary>Tells from one byte whether a word may begin at <paramref name="at"/>; a yes has to be looked into.</summary>
    public static bool MayBeLeft(ReadOnlySpan<byte> data, int at)
    {
        if (at < 2 || !Alphabet.Alphanumeric.Contains(data[at - 1]))
            return true;
        int c = data[at - 1];
        return data[at - 2] == '\\' || Alphabet.Hex.Contains(c) || ColourEnd.Contains(c);
    }

    /// <summary>Tells from a few bytes whether <see cref="IsLeft"/> may be true.</summary>
    public static bool MayBeTokenStart(ReadOnlySpan<byte> data, int at)
    {
        if (at < 2 || !Alphabet.Alphanumeric.Contains(data[at - 1]))
            return true;
        int c = data[at - 1];
        return data[at - 2] == '\\'
            || (Alphabet.Hex.Contains(c) && MayEndEscape(data, at))
            || (ColourEnd.Contains(c) && MayEndColour(data, at));
    }

    private static bool MayEndEscape(ReadOnlySpan<byte> data, int at) =>
        at < 6 || data[at - 6] == '\\' || data[at - 4] == '\\' || data[at - 3] == '%' || data[at - 5] == '%';

    private static bool MayEndColour(ReadOnlySpan<byte> data, int at)
    {
        int p = at - 2;
        while (p >= 0 && data[p] is >= (byte)'0' and <= (byte)'9' or (byte)';')
            p--;
        return p < 0 || data[p] == '[';
    }

    /// <summary>Tells whether what stands before <paramref name="at"/> cannot be part of a token.</summary>
    /// <param name="view">What may be looked at.</param>
    /// <param name="at">The position of the first byte of the token.</param>
    /// <param name="strict">Whether dash, underscore and dot also count as part of a longer word.</param>
    public static bool IsLeft(in View view, int at, bool strict)
    {
        if (at <= view.Low)
            return true;
        int c = view[at - 1];
        if (!Alphabet.Alphanumeric.Contains(c))
        {
            if (!strict || c is not ('-' or '_' or '.'))
                return true;
            // Dashes that begin a word belong to a diff or a list, not to the token.
            return c == '-' && IsFirstDash(view, at - 1);
        }
        return IsEscapeEnd(view, at);
    }

    /// <summary>Tells whether an escape sequence, a percent escape or a colour code ends right before <paramref name="at"/>.</summary>
    public static bool IsEscapeEnd(in View view, int at)
    {
        int low = view.Low;
        int c = view.Glimpse(at - 1);
        if (at - 2 >= low && view.Glimpse(at - 2) == '\\' && c is 'n' or 'r' or 't' or 'b' or 'f' or 'e' or 'v' or '0')
            return true;
        if (Alphabet.Hex.Contains(c))
        {
            if (
                at - 6 >= low
                && view.Glimpse(at - 6) == '\\'
                && view.Glimpse(at - 5) == 'u'
                && Logical.Hex(view.Bytes(at - 4, at), 0, 4, 4, out int unit)
            )
                return unit >= 128 || !Alphabet.Alphanumeric.Contains(unit);
            if (
                at - 4 >= low
                && view.Glimpse(at - 4) == '\\'
                && view.Glimpse(at - 3) == 'x'
                && Logical.Hex(view.Bytes(at - 2, at), 0, 2, 2, out unit)
            )
                return unit >= 128 || !Alphabet.Alphanumeric.Contains(unit);
            if (at - 3 >= low && view.Glimpse(at - 3) == '%' && Logical.Hex(view.Bytes(at - 2, at), 0, 2, 2, out unit))
                return unit >= 128 || !Alphabet.Alphanumeric.Contains(unit);
            if (
                at - 5 >= low
                && view.Glimpse(at - 5) == '%'
                && view.Glimpse(at - 4) == '2'
                && view.Glimpse(at - 3) == '5'
                && Logical.Hex(view.Bytes(at - 2, at), 0, 2, 2, out _)
            )
                return true;
        }
        return ColourEnd.Contains(c) && IsColourEnd(view, at);
    }

    /// <summary>Tells whether a line begins at <paramref name="at"/>: the start of the view, a line end or its escape before it.</summary>
    public static bool IsLineStart(in View view, int at)
    {
        if (at <= view.Low)
            return true;
        int c = view.Glimpse(at - 1);
        return c is '\n' or '\r' or '"' || (c is 'n' or 'r' && at - 2 >= view.Low && view[at - 2] == '\\');
    }

    /// <summary>Tells whether a quote stands right before <paramref name="at"/>, and behind how many backslashes.</summary>
    public static bool IsQuoteBefore(in View view, int at, out int quote, out int depth)
    {
        (quote, depth) = (0, 0);
        if (at <= view.Low)
            return false;
        int p = at - 1;
        if (view[p] is (byte)'"' or (byte)'\'')
            quote = view[p];
        else if (view.IsBefore(at, "u0022"u8) || view.IsBefore(at, "u0027"u8))
            (quote, p) = (view[p] == '2' ? '"' : '\'', at - 5);
        if (quote == 0)
            return false;
        while (p - depth > view.Low && view[p - depth - 1] == '\\')
            depth++;
        return p == at - 1 || depth > 0;
    }

    private static bool IsFirstDash(in View view, int at)
    {
        int p = at;
        for (int n = 0; n < 3 && p > view.Low && view[p - 1] == '-'; n++)
            p--;
        if (p <= view.Low)
            return true;
        int c = view[p - 1];
        return !(Alphabet.Alphanumeric.Contains(c) || c is '-' or '_' or '.') || IsEscapeEnd(view, p);
    }

    /// <summary>Returns where the line that holds a position begins, or a number of bytes before it when it begins earlier.</summary>
    public static int LineStart(in View view, int at, int maxBack)
    {
        int low = Math.Max(view.Low, at - maxBack);
        int p = at;
        while (
            p > low && view.Glimpse(p - 1) != '\n' && !(view.Glimpse(p - 1) == 'n' && p - 2 >= low && view.Glimpse(p - 2) == '\\')
        )
            p--;
        return p;
    }

    private static bool IsColourEnd(in View view, int at)
    {
        int p = at - 2;
        int low = Math.Max(view.Low, at - 24);
        while (p >= low && (view.Glimpse(p) is >= (byte)'0' and <= (byte)'9' or (byte)';'))
            p--;
        if (p - 1 < low || view.Glimpse(p) != '[')
            return false;
        // The escape character itself or the end of one of its spellings: 001b, x1b, 033, e.
        return view.Glimpse(p - 1) is 0x1b or (byte)'b' or (byte)'B' or (byte)'3' or (byte)'e';
    }
}

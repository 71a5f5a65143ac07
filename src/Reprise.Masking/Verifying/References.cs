using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Tells values that refer to one kept elsewhere: variables, templates, calls, expressions of code.</summary>
internal static class References
{
    // What says so wherever it stands.
    private static readonly TextList Anywhere = new(
        "${ $( #{ {{ <% %( process.env os.environ getenv import.meta secrets. ENC[ /run/secrets/ fromJSON( :// ()"
    );

    // What says so in a value without quotes: it is an expression.
    private static readonly TextList InCode = new(
        "=> -> :: ^. && || !== === != </ /> env. config. settings. var. self. this. args. opts. options. params. props. ctx. req. row."
    );

    private static readonly Alphabet HoleCharacters = new(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:|,()"
    );

    /// <summary>Tells whether the text is a reference.</summary>
    /// <param name="text">Decoded and folded.</param>
    /// <param name="quoted">Whether it stands between quotes: what looks like an operator then is none.</param>
    public static bool Is(ReadOnlySpan<byte> text, bool quoted = false)
    {
        if (text.Length == 0 || StartsAsOne(text, quoted) || IsFormat(text))
            return true;
        return Anywhere.IsIn(text) || HasHole(text) || (!quoted && (InCode.IsIn(text) || IsIndexed(text)));
    }

    private static bool StartsAsOne(ReadOnlySpan<byte> text, bool quoted)
    {
        byte first = text[0];
        return first switch
        {
            (byte)'<' => !quoted || text[^1] == '>',
            (byte)'[' or (byte)'{' or (byte)'(' or (byte)'`' => true,
            (byte)'$' => text.Length > 1 && !IsHash(text) && (!quoted || IsVariable(text[1..])),
            (byte)'%' => text[^1] == '%',
            (byte)'-' => text.StartsWith("--"u8),
            (byte)'@' or (byte)'!' or (byte)'*' or (byte)'&' => IsVariable(text[1..])
                && !text.ContainsAnyInRange((byte)'0', (byte)'9'),
            _ => false,
        };
    }

    private static bool IsVariable(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0 || !(char.IsAsciiLetter((char)text[0]) || text[0] == '_'))
            return false;
        foreach (byte b in text)
        {
            if (!Alphabet.Name.Contains(b) && b != ':')
                return false;
        }
        return true;
    }

    // %s and its like as a word of their own.
    private static bool IsFormat(ReadOnlySpan<byte> text)
    {
        int at = text.IndexOf("%s"u8);
        return at >= 0
            && (at == 0 || !char.IsAsciiLetterOrDigit((char)text[at - 1]))
            && (at + 2 == text.Length || !char.IsAsciiLetterOrDigit((char)text[at + 2]));
    }

    // A hole to be filled: a name between braces.
    private static bool HasHole(ReadOnlySpan<byte> text)
    {
        int open = text.IndexOf((byte)'{');
        int close = open < 0 ? -1 : text[open..].IndexOf((byte)'}');
        return close >= 0 && !HoleCharacters.HasOutside(text.Slice(open + 1, close - 1));
    }

    // The value broke off where an argument or an index begins.
    private static bool IsIndexed(ReadOnlySpan<byte> text) => text[^1] is (byte)'(' or (byte)'[' or (byte)'{';

    // $6$salt$… is a password hash, not a variable.
    private static bool IsHash(ReadOnlySpan<byte> text) => text.Length > 20 && text[2..6].Contains((byte)'$');
}

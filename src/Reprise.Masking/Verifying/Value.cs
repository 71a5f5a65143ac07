using System.Buffers;
using System.Text;
using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>A value behind a name: where it stands and how it is quoted.</summary>
/// <param name="Start">The raw position of its first character.</param>
/// <param name="End">The raw position after its last character.</param>
/// <param name="Quoted">Whether quotes enclose it.</param>
internal readonly record struct Value(int Start, int End, bool Quoted)
{
    private const int MaxCharacters = 8192;
    private const int MaxName = 40;
    private const int MaxEnclosed = 96;

    // What is not found at once counts as that many characters, so that a value of nothing else is not dear.
    private const int EscapeCost = 8;

    private static readonly Alphabet Closers = new(")]},;");

    // All that may end a bare value or start an escape.
    private static readonly SearchValues<byte> NotPlain = ByteSet.Where(b =>
        b is <= (byte)' ' or >= 128 || "\"'`\\;,)]}<>|&".Contains((char)b, StringComparison.Ordinal)
    );

    /// <summary>Whether it may be the end of something else: a quote that closed what was open before looks like one that opens.</summary>
    public bool IsClosing(in View view) => Quoted && Closers.Contains(view.Peek(Start)) && Start < End;

    /// <summary>Reads the value at a position; blanks were skipped.</summary>
    public static Value Read(in View view, int at, ValueForm form)
    {
        var reader = new Reader(view, at);
        SkipPrefix(ref reader);
        if (reader.TryTakeEntity(out int entity))
            return ReadEntity(view, ref reader, entity);
        int quote = reader.Peek;
        if (quote is '"' or '\'' or '`')
            return ReadQuoted(view, ref reader, quote);
        if (quote == Logical.NonAscii && ClosingOf(view, reader.At, out int inside) is { } close)
            return ReadTypographic(view, inside, close);
        int end = at;
        for (int n = 0; n < MaxCharacters; n += EscapeCost)
        {
            reader.At = view.PlainEnd(end, Math.Min(view.High, end + MaxCharacters - n), NotPlain);
            n += reader.At - end;
            end = reader.At;
            if (n >= MaxCharacters || reader.IsEnd || Ends(view, ref reader, at, form))
                break;
            end = reader.At;
        }
        return Trim(view, at, end, form);
    }

    // Takes the next character unless a bare value ends before it.
    private static bool Ends(in View view, ref Reader reader, int start, ValueForm form)
    {
        int at = reader.At;
        int c = reader.Peek;
        if (c == Logical.NonAscii)
        {
            int next = view.NextRune(at, out Rune rune);
            if (form != ValueForm.Line && !Folded.IsWordLetter(rune))
                return true;
            reader.At = next;
            return false;
        }
        if (c <= ' ' || c is '"' or '\'' or '`' or '\\' || (c == '<' && at > start))
            return true;
        reader.Take();
        return c switch
        {
            '&' => EndsAtAmpersand(view, reader.At),
            ';' or ',' => at == start
                || form == ValueForm.Code
                || (form != ValueForm.Line && (!GoesOn(view, reader.At) || IsNext(view, reader.At))),
            ')' or ']' or '}' or '>' or '<' => form == ValueForm.Code || (form != ValueForm.Line && !GoesOn(view, reader.At)),
            '|' => form != ValueForm.Line && !IsNumberBefore(view, start, at),
            _ => false,
        };
    }

    // The number of an application and its secret, joined by a bar, are one token.
    private static bool IsNumberBefore(in View view, int start, int at) =>
        at - start >= 12 && !view.Bytes(start, at).ContainsAnyExceptInRange((byte)'0', (byte)'9');

    private static bool GoesOn(in View view, int at) => Alphabet.Alphanumeric.Contains(view.Peek(at));

    private static bool EndsAtAmpersand(in View view, int at)
    {
        int c = view.Peek(at);
        return c <= ' ' || c is '&' or '"' or '\'' or '#' || IsNext(view, at) || IsEntity(view, at);
    }

    /// <summary>Tells whether another name and its value begin at a position.</summary>
    public static bool IsNext(in View view, int at)
    {
        int end = view.RunEnd(at, Alphabet.Name, MaxName, out int length);
        return length > 0 && view.Peek(end) == '=';
    }

    private static bool IsEntity(in View view, int at)
    {
        ReadOnlySpan<byte> data = view.Bytes(at, Math.Min(view.High, at + 5));
        return data.StartsWith("quot;"u8) || data.StartsWith("amp;"u8) || data.StartsWith("lt;"u8) || data.StartsWith("gt;"u8);
    }

    /// <summary>Reads to the closing quote; the reader stands on the opening one.</summary>
    private static Value ReadQuoted(in View view, ref Reader reader, int quote)
    {
        int depth = reader.Depth;
        reader.Take();
        int start = reader.At;
        for (int n = 0; n < MaxCharacters && !reader.IsEnd; n++)
        {
            int c = reader.Peek;
            if (
                c == '\n'
                || (c == quote && reader.Depth <= depth)
                || (c == '"' && (reader.Depth < depth || (quote != '"' && IsStructure(view, reader.At))))
            )
                break;
            reader.Take();
        }
        return new Value(start, reader.At, true);
    }

    /// <summary>Reads to a closing quote whose opening one stands before the name.</summary>
    /// <param name="view">What may be looked at.</param>
    /// <param name="start">Where the value starts.</param>
    /// <param name="quote">The quote.</param>
    /// <param name="depth">The number of backslashes before the opening one.</param>
    public static Value ReadTo(in View view, int start, int quote, int depth)
    {
        var reader = new Reader(view, start);
        for (int n = 0; n < MaxEnclosed && !reader.IsEnd; n++)
        {
            int c = reader.Peek;
            if (c is '\n' or '\r' or '"' or '\'' or '`' or '{' or '}')
                return new Value(start, reader.At, c == quote && reader.Depth == depth);
            reader.Take();
        }
        return new Value(start, start, false);
    }

    // A double quote behind which a document goes on was not closed by the quote we look for.
    private static bool IsStructure(in View view, int at) => view.Peek(view.Next(at, out _)) is ',' or ':' or '}' or ']';

    private static Value ReadEntity(in View view, ref Reader reader, int quote)
    {
        int start = reader.At;
        for (int n = 0; n < MaxCharacters && !reader.IsEnd; n++)
        {
            int c = reader.Peek;
            int end = reader.At;
            if (c is '\n' or '"' or '<' or '>' || (c == '&' && reader.TryTakeEntity(out int other) && other == quote))
                return new Value(start, end, true);
            reader.Take();
        }
        return new Value(start, reader.At, true);
    }

    private static Value ReadTypographic(in View view, int start, int close)
    {
        int p = start;
        for (int n = 0; n < MaxName * 2 && p < view.High; n++)
        {
            int next = view.NextRune(p, out Rune rune);
            if (rune.Value == close || rune.Value == '\n')
                return new Value(start, p, rune.Value == close);
            p = next;
        }
        return new Value(start, start, false);
    }

    private static int? ClosingOf(in View view, int at, out int inside)
    {
        inside = view.NextRune(at, out Rune rune);
        return rune.Value switch
        {
            '“' => '”',
            '„' => '“',
            '«' => '»',
            '»' => '«',
            '‘' => '’',
            '‚' => '‘',
            _ => null,
        };
    }

    private static void SkipPrefix(ref Reader reader)
    {
        int from = reader.At;
        for (int c = reader.Peek, n = 0; n < 2 && c is 'r' or 'b' or 'f' or 'u' or '@' or '$' or 'R' or 'L'; c = reader.Peek, n++)
            reader.Take();
        if (reader.Peek is not ('"' or '\'' or '`'))
            reader.At = from;
    }

    // What ends a sentence or a statement does not belong to a bare value.
    private static Value Trim(in View view, int start, int end, ValueForm form)
    {
        while (
            end > start
            && (
                view[end - 1] is (byte)',' or (byte)';'
                || (form == ValueForm.Prose && view[end - 1] is (byte)'.' or (byte)':' or (byte)'?')
            )
        )
            end--;
        return new Value(start, end, false);
    }
}

/// <summary>How far a value without quotes goes.</summary>
internal enum ValueForm : byte
{
    /// <summary>To whatever ends an expression.</summary>
    Code,

    /// <summary>An entry of a file: punctuation belongs to it when the word goes on behind.</summary>
    Entry,

    /// <summary>To the next blank, as in files of environment variables and arguments of commands.</summary>
    Line,

    /// <summary>A word of a sentence.</summary>
    Prose,
}

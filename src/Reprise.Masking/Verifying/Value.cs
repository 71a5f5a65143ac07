using System.Buffers;
using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>A value behind a name: where it stands and how it is quoted.</summary>
/// <param name="Start">The raw position of its first character.</param>
/// <param name="End">The raw position after its last character.</param>
/// <param name="Quoted">Whether quotes enclose it.</param>
internal readonly record struct Value(int Start, int End, bool Quoted)
{
    private const int MaxCharacters = 8192;

    // What is not found at once counts as that many characters, so that a value of nothing else is not dear.
    private const int EscapeCost = 8;

    // All that may end a bare value or start an escape.
    private static readonly SearchValues<byte> NotPlain = SearchValues.Create([
        .. Enumerable
            .Range(0, 256)
            .Select(b => (byte)b)
            .Where(b => b is <= (byte)' ' or >= 128 || "\"'`\\;,)]}<>|&".Contains((char)b, StringComparison.Ordinal)),
    ]);

    /// <summary>Whether it is certainly a value although it is bare: in a file of settings it is, in code it may be a name.</summary>
    public bool Literal { get; init; }

    /// <summary>Reads the value at the reader's position; blanks were skipped.</summary>
    /// <param name="view">What may be looked at.</param>
    /// <param name="at">Where it starts.</param>
    /// <param name="wholeLine">Whether it goes on to the next blank, as in files of environment variables.</param>
    public static Value Read(in View view, int at, bool wholeLine)
    {
        var reader = new Reader(view, at);
        SkipPrefix(ref reader);
        int quote = reader.Peek;
        if (quote is '"' or '\'' or '`')
            return ReadQuoted(view, ref reader, quote);
        reader.At = at;
        int end = at;
        for (int n = 0; n < MaxCharacters; n += EscapeCost)
        {
            reader.At = view.PlainEnd(end, Math.Min(view.High, end + MaxCharacters - n), NotPlain);
            n += reader.At - end;
            end = reader.At;
            if (n >= MaxCharacters || reader.IsEnd || Ends(view, ref reader, end == at, wholeLine))
                break;
            end = reader.At;
        }
        return Trim(view, at, end);
    }

    // Takes the next character unless a bare value ends before it.
    private static bool Ends(in View view, ref Reader reader, bool first, bool wholeLine)
    {
        int c = reader.Peek;
        if (
            c <= ' '
            || c is '"' or '\'' or '`' or '\\'
            || c == Logical.NonAscii && !wholeLine
            || (!wholeLine && c is ';' or ',' or ')' or ']' or '}' or '<' or '>' or '|')
            || (c == '&' && (!wholeLine || IsEntity(view, reader.At)))
            || (c == '<' && !first)
        )
            return true;
        reader.Take();
        return false;
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
            if (c == '\n' || (c == quote && reader.Depth <= depth) || (c == '"' && reader.Depth < depth))
                return new Value(start, reader.At, true);
            reader.Take();
        }
        return new Value(start, reader.At, true);
    }

    private static void SkipPrefix(ref Reader reader)
    {
        for (int c = reader.Peek, n = 0; n < 2 && c is 'r' or 'b' or 'f' or 'u' or '@' or '$' or 'R' or 'L'; c = reader.Peek, n++)
            reader.Take();
    }

    // What ends a sentence or a statement does not belong to a bare value.
    private static Value Trim(in View view, int start, int end)
    {
        while (end > start && view[end - 1] is (byte)'.' or (byte)',' or (byte)';' or (byte)':' or (byte)'?')
            end--;
        return new Value(start, end, false);
    }

    private static bool IsEntity(in View view, int at)
    {
        ReadOnlySpan<byte> data = view.Bytes(at, Math.Min(view.High, at + 6));
        return data.StartsWith("&quot;"u8)
            || data.StartsWith("&#39;"u8)
            || data.StartsWith("&amp;"u8)
            || data.StartsWith("&lt;"u8)
            || data.StartsWith("&gt;"u8);
    }
}

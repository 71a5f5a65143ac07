using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds tokens in pieces: written as several string literals, or broken into lines by a terminal.</summary>
/// <param name="body">The shape of the whole.</param>
/// <param name="loose">Whether the literal before it is unmistakable.</param>
/// <param name="random">Whether the whole must look random.</param>
internal readonly struct TokenPieces(Body body, bool loose, bool random)
{
    private const int MaxGap = 40;
    private const int MaxPieces = 12;
    private const int MinPiece = 4;
    private const int MaxText = 1024;
    private const int MaxColumns = 260;
    private const int MinColumns = 60;
    private const int Terminal = 80;

    private static readonly Alphabet Gap = new("\"'`+,. \t\r\n\\()&_");
    private static readonly Alphabet Characters = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/=~!:$@,");

    /// <summary>Masks each piece when together they have the shape.</summary>
    public bool Join(in View view, int start, int after, BodyMatch first, Rule rule, RegionList regions)
    {
        int c = view.Peek(first.End);
        if (c is '"' or '\'' or '`')
            return first.Fit == BodyFit.Short && first.Length >= MinPiece && Join(view, start, after, first.End, 0, rule, regions);
        if (c is not ('\n' or '\r'))
            return false;
        int line = Edge.LineStart(view, start, MaxColumns);
        int columns = view.Length(line, first.End);
        if (columns < MinColumns || (first.Fit == BodyFit.Whole && columns != Terminal))
            return false;
        return Join(view, start, after, first.End, columns, rule, regions);
    }

    private bool Join(in View view, int start, int after, int firstEnd, int columns, Rule rule, RegionList regions)
    {
        Span<byte> text = stackalloc byte[MaxText];
        Span<(int Start, int End)> pieces = stackalloc (int, int)[MaxPieces];
        int length = view.Copy(after, firstEnd, text);
        if (length < 0)
            return false;
        pieces[0] = (start, firstEnd);
        var scratch = new Sight();
        for (int count = 1, end = firstEnd; count < MaxPieces; count++)
        {
            int next = columns > 0 ? NextLine(view, end) : NextPiece(view, end);
            if (next < 0)
                return false;
            int before = length;
            end = view.RunEnd(next, Characters, columns > 0 ? columns : int.MaxValue, out int n);
            int copied = n < (columns > 0 ? 1 : MinPiece) ? -1 : view.Copy(next, end, text[length..]);
            if (copied < 0)
                return false;
            length += copied;
            BodyMatch match = body.Match(Over(text[..length], scratch), 0);
            bool full = match.Fit == BodyFit.Short && match.End == length;
            if (full && (columns == 0 || n == columns))
            {
                pieces[count] = (next, end);
                continue;
            }
            if (!IsWhole(match, text, columns, before, view.Peek(end)))
                return false;
            pieces[count] = (next, Skip(view, next, match.End - before));
            foreach ((int from, int to) in pieces[..(count + 1)])
                regions.Add(view, new Region(from, to, rule.Kind, rule.Grade));
            return true;
        }
        return false;
    }

    // What goes on in the next line is part of the token when the line was full, or when the length is right to the character.
    private bool IsWhole(BodyMatch match, ReadOnlySpan<byte> text, int columns, int before, int follower)
    {
        if (match.Fit != BodyFit.Whole || match.End <= before || Placeholder.Is(text[..match.End]))
            return false;
        bool exact = body.MinLength == body.MaxLength;
        if (columns > 0 && (follower is '=' or ':' || (!exact && columns != Terminal)))
            return false;
        return !(random || !(loose || exact)) || Randomness.IsRandom(text[..match.End]);
    }

    private static View Over(ReadOnlySpan<byte> text, Sight sight)
    {
        sight.Begin(0, 0);
        return new View
        {
            Data = text,
            Sight = sight,
            Low = 0,
            High = text.Length,
            FarHigh = text.Length,
            Place = Place.Text,
        };
    }

    private static int Skip(in View view, int at, int characters)
    {
        for (int i = 0; i < characters; i++)
            at = view.Next(at, out _);
        return at;
    }

    private static int NextLine(in View view, int at)
    {
        if (view.Peek(at) == '\r')
            at = view.Next(at, out _);
        return view.Peek(at) == '\n' ? view.Next(at, out _) : -1;
    }

    // A piece follows after a closing quote, something that joins or nothing but blanks, and an opening quote.
    private static int NextPiece(in View view, int at)
    {
        int quotes = 0;
        int limit = Math.Min(view.High, at + MaxGap);
        while (at < limit)
        {
            int next = view.Next(at, out int c);
            if (!Gap.Contains(c))
                return quotes == 2 ? at : -1;
            quotes += c is '"' or '\'' or '`' ? 1 : 0;
            at = next;
        }
        return -1;
    }
}

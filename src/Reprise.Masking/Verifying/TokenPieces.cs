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
    private const int MinMore = 8;
    private const int MaxText = 1024;
    private const int MaxColumns = 260;
    private const int MinColumns = 60;
    private const int Terminal = 80;

    private static readonly Alphabet Gap = new("\"'`+,. \t\r\n\\()&_0123456789|");
    private static readonly Alphabet Characters = new(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.+/=~!:$@,"
    );

    /// <summary>Masks each piece when together they have the shape.</summary>
    public bool Join(in View view, int start, int after, BodyMatch first, Rule rule, RegionList regions)
    {
        int c = view.Peek(first.End);
        bool quoted = c is '"' or '\'' or '`';
        if (quoted ? first.Length < MinPiece : c is not ('\n' or '\r'))
            return false;
        int columns = quoted ? 0 : view.Length(Edge.LineStart(view, start, MaxColumns), first.End);
        if (!quoted && (columns < MinColumns || (first.Fit == BodyFit.Whole && columns != Terminal)))
            return false;
        Span<byte> text = stackalloc byte[MaxText];
        int length = view.Copy(after, first.End, text);
        if (length < 0 || (first.Fit == BodyFit.Whole && length >= body.MaxLength))
            return false;
        Span<(int Start, int End)> pieces = stackalloc (int, int)[MaxPieces];
        pieces[0] = (start, first.End);
        int count = Collect(view, first, columns, text, length, pieces);
        foreach ((int from, int to) in pieces[..count])
            regions.Add(view, new Region(from, to, rule.Kind, rule.Grade));
        return count > 0;
    }

    /// <summary>Tells from raw bytes whether a token that breaks off may go on elsewhere, or in an escape.</summary>
    /// <param name="data">All bytes.</param>
    /// <param name="start">Where its body starts.</param>
    /// <param name="end">Where it breaks off.</param>
    public static bool MayGoOn(ReadOnlySpan<byte> data, int start, int end)
    {
        int p = end;
        while (p < data.Length && data[p] == '\\')
            p++;
        if (p >= data.Length)
            return false;
        bool escaped = p > end;
        return data[p] switch
        {
            (byte)'"' or (byte)'\'' or (byte)'`' => end - start >= MinPiece
                && p + 1 < data.Length
                && (Gap.Contains(data[p + 1]) || data[p + 1] >= 0x80),
            (byte)'\n' or (byte)'\r' => !escaped && MayBeFull(data, end),
            (byte)'n' or (byte)'r' => escaped && MayBeFull(data, end),
            (byte)'u' or (byte)'x' or (byte)'/' => escaped,
            _ => false,
        };
    }

    // A line that a terminal broke is long: none starts within so many bytes.
    private static bool MayBeFull(ReadOnlySpan<byte> data, int end)
    {
        ReadOnlySpan<byte> line = data[Math.Max(0, end - MinColumns)..end];
        return !line.Contains((byte)'\n') && line.IndexOf("\\n"u8) < 0;
    }

    // Adds pieces while they belong to the token; returns their number, 0 when they do not make one.
    private int Collect(
        in View view,
        BodyMatch first,
        int columns,
        Span<byte> text,
        int length,
        Span<(int Start, int End)> pieces
    )
    {
        int whole = 0;
        var scratch = new Sight();
        int end = first.End;
        bool complete = first.Fit == BodyFit.Whole;
        for (int count = 1; count < pieces.Length; count++)
        {
            int next = columns > 0 ? NextLine(view, end) : NextPiece(view, end, complete);
            if (next < 0)
                return whole;
            int before = length;
            end = view.RunEnd(next, Characters, columns > 0 ? columns : int.MaxValue, out int n);
            // The name of the next member of an object is none of it.
            if (columns == 0 && IsMember(view, end))
                return whole;
            int copied = n < (columns > 0 ? 1 : MinPiece) ? -1 : view.Copy(next, end, text[length..]);
            if (copied < 0)
                return whole;
            length += copied;
            BodyMatch match = body.Match(Over(text[..length], scratch), 0);
            bool full = match.End == length && (columns == 0 || n == columns);
            if (IsWhole(match, text, columns, before, complete, view.Peek(end)))
                whole = count + 1;
            else if (match.Fit != BodyFit.Short || !full)
                return whole;
            pieces[count] = (next, Skip(view, next, match.End - before));
            complete = match.Fit == BodyFit.Whole;
            if (!full || length >= body.MaxLength)
                return whole;
        }
        return whole;
    }

    private static bool IsMember(in View view, int end) =>
        view.Peek(end) is '"' or '\'' && view.Peek(view.Next(end, out _)) == ':';

    // What goes on in the next piece is part of the token when the line was full, or when the length is right to the character.
    private bool IsWhole(BodyMatch match, ReadOnlySpan<byte> text, int columns, int before, bool complete, int follower)
    {
        if (match.Fit != BodyFit.Whole || match.End <= before || Placeholder.Is(text[..match.End]))
            return false;
        bool exact = body.MinLength == body.MaxLength;
        if (columns > 0 && (follower is '=' or ':' or '\'' or '"' || (!exact && columns != Terminal)))
            return false;
        // A token that could end before is only continued by what looks like more of it.
        if (complete && !IsMore(text[before..match.End]))
            return false;
        return !(random || !(loose || exact)) || Randomness.IsRandom(text[..match.End]);
    }

    private static bool IsMore(ReadOnlySpan<byte> text) =>
        text.Length >= MinMore
            ? Randomness.IsRandom(text)
            : text.Length >= MinPiece && text.ContainsAnyInRange((byte)'0', (byte)'9') && Randomness.Classes(text) >= 3;

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
    private static int NextPiece(in View view, int at, bool complete)
    {
        int quotes = 0;
        bool plus = false;
        int limit = Math.Min(view.High, at + MaxGap);
        while (at < limit)
        {
            at = view.Next(at, out int c);
            if (!Gap.Contains(c) && c != Logical.NonAscii)
                return -1;
            plus |= c == '+';
            quotes += c is '"' or '\'' or '`' ? 1 : 0;
            // What could be a token by itself goes on only where something joins it to more.
            if (quotes == 2)
                return plus || !complete ? at : -1;
        }
        return -1;
    }
}

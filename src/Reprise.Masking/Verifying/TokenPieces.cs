using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds tokens that are written as several string literals: <c>'ghp_abc' + 'def'</c>.</summary>
internal static class TokenPieces
{
    private const int MaxGap = 40;
    private const int MaxPieces = 12;
    private static readonly Alphabet Gap = new("\"'`+,. \t\r\n\\()&_");

    /// <summary>Masks each piece when together they are long enough.</summary>
    public static bool Join(in View view, Body body, int start, int after, BodyMatch first, Rule rule, RegionList regions)
    {
        int c = view.Peek(first.End);
        if (c is not ('"' or '\'' or '`') || first.Length < 4)
            return false;
        Span<(int Start, int End)> pieces = stackalloc (int, int)[MaxPieces];
        pieces[0] = (start, first.End);
        int count = 1;
        int total = first.Length;
        int p = first.End;
        while (count < MaxPieces && total < body.MinLength)
        {
            int next = NextPiece(view, p);
            if (next < 0)
                break;
            p = view.RunEnd(next, body.Last, out int length);
            if (length < 4)
                break;
            pieces[count++] = (next, p);
            total += length;
        }
        if (count < 2 || total < body.MinLength)
            return false;
        for (int i = 0; i < count; i++)
            regions.Add(view, new Region(pieces[i].Start, pieces[i].End, rule.Kind, rule.Grade));
        return true;
    }

    // A piece follows after a closing quote, something that joins, and an opening quote.
    private static int NextPiece(in View view, int at)
    {
        int quotes = 0;
        bool joined = false;
        int limit = Math.Min(view.High, at + MaxGap);
        while (at < limit)
        {
            int next = view.Next(at, out int c);
            if (!Gap.Contains(c))
                return quotes == 2 && joined ? at : -1;
            quotes += c is '"' or '\'' or '`' ? 1 : 0;
            joined |= c is '+' or ',' or '.' or '&' or '\n' or '\\';
            at = next;
        }
        return -1;
    }
}

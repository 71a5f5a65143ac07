using Reprise.Masking.Reading;
using Reprise.Masking.Rules;

namespace Reprise.Masking.Personal;

/// <summary>Finds telephone numbers: with the code of a country, as they are written in North America, or called so.</summary>
internal sealed class PhonePattern : TextPattern
{
    private const int MinFigures = 7;
    private const int MinWithCountry = 9;

    public override string Kind => "phone-number";

    public override Grade Grade => Grade.Weak;

    public override string Identity => "phone-number:1";

    public override bool TryFind(in Passage passage, int from, out TextMatch match)
    {
        ReadOnlySpan<char> text = passage.Text;
        Span<char> figures = stackalloc char[FigureGroups.MaxFigures];
        Span<int> ends = stackalloc int[FigureGroups.MaxFigures];
        Span<int> lengths = stackalloc int[FigureGroups.MaxFigures];
        int p = from;
        while (p < text.Length)
        {
            int digit = text[p..].IndexOfAnyInRange('0', '9');
            if (digit < 0)
                break;
            // The sign or the bracket before the first figure.
            int start = p + digit;
            if (start > p && text[start - 1] == '(')
                start--;
            if (start > p && text[start - 1] == '+')
                start--;
            passage.Sight.Begin(start, start);
            var groups = new FigureGroups(figures, ends, lengths);
            p = groups.Read(passage, start);
            int end = End(passage, start, groups);
            if (end < 0)
                continue;
            match = new TextMatch(start, end);
            return true;
        }
        match = default;
        return false;
    }

    // Returns where the number ends, or -1.
    private static int End(in Passage passage, int start, in FigureGroups groups)
    {
        if (groups.Figures.Length < MinFigures || IsPart(passage, start, groups.End))
            return -1;
        if (passage[start] == '+')
            return EndWithCountry(passage, start, groups);
        if (IsNorthAmerican(passage, start, groups))
            return groups.End;
        bool isCalledSo =
            !groups.IsTooLong
            && !groups.IsOther
            && NumberWords.IsPhone(passage, start)
            && !Digits.IsJsonNumber(passage, start, groups.End);
        return isCalledSo ? groups.End : -1;
    }

    private static int EndWithCountry(in Passage passage, int start, in FigureGroups groups)
    {
        ReadOnlySpan<char> figures = groups.Figures;
        // A line that a patch adds begins with the same sign; then the usual lengths only.
        if (groups.Lengths.Length == 1 && figures.Length is < 11 or > 13 && IsLineStart(passage, start))
            return -1;
        if (figures[0] == '1')
            return figures.Length >= 11 && IsArea(figures[1..]) && !char.IsAsciiDigit(passage[groups.EndOf(11)])
                ? groups.EndOf(11)
                : -1;
        return !groups.IsTooLong && !groups.IsOther && figures.Length >= MinWithCountry && CallingCodes.Knows(figures)
            ? groups.End
            : -1;
    }

    private static bool IsLineStart(in Passage passage, int at) => at == 0 ? passage.IsLine : passage[at - 1] == '\n';

    // (415) 555-2671, 415-555-2671, 1-415-555-2671
    private static bool IsNorthAmerican(in Passage passage, int start, in FigureGroups groups)
    {
        bool isLong = groups.Lengths is [1, 3, 3, 4] && groups.Figures[0] == '1';
        if (!isLong && groups.Lengths is not [3, 3, 4])
            return false;
        bool isBracketed = passage[start] == '(' && passage[start + 4] == ')' && passage[groups.End - 5] is '-' or ' ' or '.';
        bool isDashed = passage[groups.End - 5] == '-' && passage[groups.End - 9] == '-' && passage[start] != '(';
        return (isBracketed || isDashed) && IsArea(groups.Figures[(isLong ? 1 : 0)..]);
    }

    // Neither the area nor the exchange begins with 0 or 1.
    private static bool IsArea(ReadOnlySpan<char> figures) => figures[0] >= '2' && figures[3] >= '2';

    private static bool IsPart(in Passage passage, int start, int end)
    {
        char before = passage[start - 1];
        char after = passage[end];
        return Digits.IsWord(before)
            || before is '-' or '.' or '+' or ')' or ']' or '%' or '$' or '\\'
            || (before is '/' or ',' or ':' && char.IsAsciiDigit(passage[start - 2]))
            || Digits.IsWord(after)
            || after is '%' or '*' or '$'
            || (after is '-' or ':' or ',' or '.' or '/' or '@' or '=' or '+' && Digits.IsWord(passage[end + 1]));
    }
}

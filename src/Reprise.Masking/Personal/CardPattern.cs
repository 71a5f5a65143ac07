using Reprise.Masking.Reading;
using Reprise.Masking.Rules;

namespace Reprise.Masking.Personal;

/// <summary>Finds the numbers of payment cards: the ranges of their issuers, their length and their check digit.</summary>
internal sealed class CardPattern : TextPattern
{
    private const int MinFigures = 14;
    private const int MaxFigures = 19;

    public override string Kind => "card-number";

    public override Grade Grade => Grade.Weak;

    public override string Identity => "card-number:1";

    public override bool TryFind(in Passage passage, int from, out TextMatch match)
    {
        ReadOnlySpan<char> text = passage.Text;
        int p = from;
        while (p < text.Length)
        {
            int digit = text[p..].IndexOfAnyInRange('0', '9');
            if (digit < 0)
                break;
            p += digit;
            passage.Sight.Begin(p, p);
            int end = Read(passage, p, out bool isCard);
            if (isCard)
            {
                match = new TextMatch(p, end);
                return true;
            }
            p = end;
        }
        match = default;
        return false;
    }

    // Reads one number with its groups; none that begins inside it is looked at.
    private static int Read(in Passage passage, int start, out bool isCard)
    {
        isCard = false;
        Span<char> figures = stackalloc char[MaxFigures];
        Span<int> groups = stackalloc int[MaxFigures + 1];
        int n = 0;
        int group = 0;
        char separator = '\0';
        int p = start;
        for (; ; p++)
        {
            char c = passage[p];
            if (char.IsAsciiDigit(c))
            {
                if (n == MaxFigures)
                    return End(passage, p);
                figures[n++] = c;
                groups[group]++;
                continue;
            }
            bool isBetween = c is ' ' or '-' && char.IsAsciiDigit(passage[p + 1]) && (separator == '\0' || c == separator);
            if (!isBetween)
                break;
            separator = c;
            group++;
        }
        if (n < MinFigures || IsPart(passage, start, p))
            return p;
        ReadOnlySpan<int> lengths = groups[..(group + 1)];
        bool isGrouped = lengths.Length > 1;
        isCard =
            CardIssuers.Knows(figures[..n])
            && Checks(figures[..n])
            && (isGrouped ? IsPrinted(lengths) : IsPlausible(passage, start, p));
        return p;
    }

    // A number without groups may be anything; those of one hundred that are no card, two or three pass all other tests.
    private static bool IsPlausible(in Passage passage, int start, int end) =>
        (end - start is 15 or 16 || NumberWords.IsCard(passage, start))
        && !NumberWords.IsId(passage, start)
        && !Digits.IsJsonNumber(passage, start, end);

    private static int End(in Passage passage, int p)
    {
        while (char.IsAsciiDigit(passage[p]))
            p++;
        return p;
    }

    // 0.4111111111111111, 4111-ab, x4111, 4111*t
    private static bool IsPart(in Passage passage, int start, int end)
    {
        char before = passage[start - 1];
        char after = passage[end];
        return Digits.IsWord(before)
            || before is '.' or '-' or '+' or '#' or '*' or '/' or '^'
            || Digits.IsWord(after)
            || after is '*' or '%' or '^'
            || (after is '-' or '.' or '/' && Digits.IsWord(passage[end + 1]));
    }

    private static bool IsPrinted(ReadOnlySpan<int> groups) =>
        groups is [4, 4, 4, 4] or [4, 4, 4, 4, 3] or [4, 4, 4, 4, 2] or [4, 4, 4, 4, 1] or [4, 6, 5] or [4, 6, 4];

    // The formula of Luhn.
    private static bool Checks(ReadOnlySpan<char> figures)
    {
        int sum = 0;
        for (int i = 0; i < figures.Length; i++)
        {
            int figure = figures[^(i + 1)] - '0';
            if (i % 2 == 1)
                figure = figure * 2 > 9 ? figure * 2 - 9 : figure * 2;
            sum += figure;
        }
        return sum % 10 == 0;
    }
}

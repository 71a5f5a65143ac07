using Reprise.Masking.Reading;

namespace Reprise.Masking.Personal;

/// <summary>The figures of a number that is written in groups.</summary>
/// <param name="figures">Room for the figures.</param>
/// <param name="ends">Room for the positions behind each.</param>
/// <param name="lengths">Room for the lengths of the groups.</param>
internal ref struct FigureGroups(Span<char> figures, Span<int> ends, Span<int> lengths)
{
    /// <summary>The most figures that are read: no number of a telephone has more than 15.</summary>
    public const int MaxFigures = 16;

    private const int MaxBetween = 3;

    private readonly Span<char> _figures = figures;
    private readonly Span<int> _ends = ends;
    private readonly Span<int> _lengths = lengths;
    private int _count;
    private int _groups;

    /// <summary>The figures.</summary>
    public readonly ReadOnlySpan<char> Figures => _figures[.._count];

    /// <summary>How many figures each group has.</summary>
    public readonly ReadOnlySpan<int> Lengths => _lengths[.._groups];

    /// <summary>Behind the last figure.</summary>
    public readonly int End => _ends[_count - 1];

    /// <summary>Whether there are more figures than any telephone has.</summary>
    public readonly bool IsTooLong => _count == MaxFigures;

    /// <summary>Whether the groups are those of a date or of a number with a fraction.</summary>
    public bool IsOther { get; private set; }

    /// <summary>Returns the position behind a number of figures.</summary>
    public readonly int EndOf(int figures) => _ends[figures - 1];

    /// <summary>Reads a number with its sign and brackets; returns where to go on.</summary>
    public int Read(in Passage passage, int start)
    {
        int p = start;
        int last = start;
        bool hasDots = true;
        bool goesOn = false;
        while (_count < MaxFigures)
        {
            char c = passage[p];
            if (char.IsAsciiDigit(c))
            {
                if (!goesOn)
                    _lengths[_groups++] = 0;
                hasDots &= goesOn || _groups == 1 || passage[p - 1] == '.';
                goesOn = true;
                _figures[_count] = c;
                _ends[_count++] = last = ++p;
                _lengths[_groups - 1]++;
                continue;
            }
            goesOn = false;
            if (p - last >= MaxBetween || !IsBetween(c) || (c == '+' && p > start))
                break;
            p++;
        }
        IsOther =
            (Lengths is [4, 2, 2, ..] && _figures[0] is '1' or '2') || Lengths is [2, 2, 4] || (hasDots && _groups is 2 or 4);
        return Math.Max(last, start + 1);
    }

    private static bool IsBetween(char c) =>
        c is ' ' or '-' or '.' or '/' or '(' or ')' or '+' or '\u00a0' or '\u2011' or '\u2013';
}

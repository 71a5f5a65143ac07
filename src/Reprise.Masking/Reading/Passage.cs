namespace Reprise.Masking.Reading;

/// <summary>A string or a line without its escapes, as a pattern sees it.</summary>
internal readonly ref struct Passage
{
    /// <summary>The text; of a long one a part.</summary>
    public required ReadOnlySpan<char> Text { get; init; }

    /// <summary>The name of the JSON member that the string belongs to, in raw bytes; empty when there is none.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>Whether this is a line of a text; else it is a string.</summary>
    public bool IsLine { get; init; }

    /// <summary>What a pattern looked at, in UTF-16 units: for a match it begins anew.</summary>
    public required Sight Sight { get; init; }

    /// <summary>Returns a character, or 0 before the start and behind the end.</summary>
    public char this[int at]
    {
        get
        {
            if ((uint)at >= (uint)Text.Length)
                return '\0';
            Sight.Add(at, at + 1);
            return Text[at];
        }
    }
}

/// <summary>A match of a pattern, in UTF-16 units.</summary>
/// <param name="Start">Where it starts.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct TextMatch(int Start, int End);

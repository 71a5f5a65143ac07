using System.Collections.Frozen;

namespace Reprise.Masking.Verifying;

/// <summary>A set of lower-case words.</summary>
internal sealed class WordSet
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _words;

    /// <param name="words">Separated by blanks or line ends.</param>
    public WordSet(string words) =>
        _words = words
            .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .ToFrozenSet(StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Tells whether the word is in the set.</summary>
    public bool Contains(ReadOnlySpan<char> word) => _words.Contains(word);
}

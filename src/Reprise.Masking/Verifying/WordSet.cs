namespace Reprise.Masking.Verifying;

/// <summary>A set of lower-case words.</summary>
/// <remarks>It is asked about every word of every name, and mostly has to say no: the first letter and the length tell.</remarks>
internal sealed class WordSet
{
    private const int Letters = 32;
    private const int MaxLength = 63;

    // For each first letter, modulo 32, the lengths of the words that begin with it.
    private readonly ulong[] _lengths = new ulong[Letters];
    private readonly string?[] _words;

    /// <param name="words">Separated by blanks or line ends.</param>
    public WordSet(string words)
    {
        string[] all = words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        _words = new string[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)all.Length * 2)];
        foreach (string word in all)
        {
            _lengths[word[0] % Letters] |= 1UL << Math.Min(word.Length, MaxLength);
            int slot = Slot(word);
            while (_words[slot] is { } other && other != word)
                slot = (slot + 1) & (_words.Length - 1);
            _words[slot] = word;
        }
    }

    /// <summary>Tells whether the word is in the set.</summary>
    public bool Contains(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || (_lengths[word[0] % Letters] >> Math.Min(word.Length, MaxLength) & 1) == 0)
            return false;
        for (int slot = Slot(word); _words[slot] is { } other; slot = (slot + 1) & (_words.Length - 1))
        {
            if (word.SequenceEqual(other))
                return true;
        }
        return false;
    }

    private int Slot(ReadOnlySpan<char> word)
    {
        uint hash = 2166136261;
        foreach (char c in word)
            hash = (hash ^ c) * 16777619;
        return (int)(hash & (uint)(_words.Length - 1));
    }
}

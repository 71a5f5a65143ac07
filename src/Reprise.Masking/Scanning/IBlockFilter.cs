namespace Reprise.Masking.Scanning;

/// <summary>Looks at a block of positions at once for those where a window may stand.</summary>
internal interface IBlockFilter
{
    /// <summary>The number of positions; at most 64.</summary>
    static abstract int Size { get; }

    /// <summary>The number of candidates that most blocks have at most.</summary>
    static abstract int Usual { get; }

    /// <summary>Returns the positions as bits: all where a window stands, and some more.</summary>
    /// <param name="block">The first position; as many bytes as there are positions and three more can be read.</param>
    ulong Candidates(ref byte block);
}

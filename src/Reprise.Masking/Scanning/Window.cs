namespace Reprise.Masking.Scanning;

/// <summary>How far a decision may look: the same everywhere, so that no answer depends on how the input was cut.</summary>
internal static class Window
{
    /// <summary>The number of bytes after the start of an anchor that a verifier may look at.</summary>
    public const int Ahead = 64 * 1024;

    /// <summary>The number of bytes before it.</summary>
    public const int Behind = 4 * 1024;

    /// <summary>The length of the longest literal.</summary>
    public const int MaxLiteral = 1024;

    /// <summary>Bytes that many before the next position to be looked at can no longer become part of a region.</summary>
    public const int Settled = Behind + MaxLiteral;

    /// <summary>The length of the longest region; overlapping finds are not joined beyond it.</summary>
    public const int MaxRegion = 96 * 1024;
}

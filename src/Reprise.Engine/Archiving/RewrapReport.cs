namespace Reprise.Archiving;

/// <summary>What wrapping data keys anew did.</summary>
/// <param name="Entries">The entries that were changed.</param>
/// <param name="Parts">The sealed files that were written.</param>
/// <param name="Rewrapped">The boxes that were wrapped anew.</param>
/// <param name="Unchanged">The boxes that had the right recipients already.</param>
/// <param name="Unopenable">The boxes that no key at hand opens; they stay as they are.</param>
/// <param name="NeedsOldKeys">Whether something was left that only a key opens that is no recipient any more.</param>
/// <param name="Left">What was left because it is damaged.</param>
public sealed record RewrapReport(
    int Entries,
    int Parts,
    long Rewrapped,
    long Unchanged,
    long Unopenable,
    bool NeedsOldKeys,
    IReadOnlyList<ArchiveDamage> Left
);

/// <summary>How far a long piece of work is.</summary>
/// <param name="Done">What is done.</param>
/// <param name="Total">All of it.</param>
public readonly record struct WorkDone(long Done, long Total);

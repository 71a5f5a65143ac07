using Reprise.Capturing;

namespace Reprise.Cli.Json;

/// <summary>What <c>doctor</c> prints.</summary>
/// <param name="Entries">The number of entries that were checked.</param>
/// <param name="Damaged">The entries that are damaged or missing.</param>
/// <param name="Orphans">Sealed originals that belong to no entry.</param>
/// <param name="Vault">The keys.</param>
/// <param name="Interrupted">Whether the last capture did not come to its end; the next one puts things in order.</param>
/// <param name="IndexUsable">Whether the index can be used.</param>
/// <param name="Fixed">What was moved, and where it is now, below the home.</param>
/// <param name="SetAside">All that lies aside, below the home.</param>
internal sealed record DoctorShape(
    int Entries,
    DamagedEntryShape[] Damaged,
    DamageShape[] Orphans,
    KeysShape Vault,
    bool Interrupted,
    bool IndexUsable,
    string[] Fixed,
    string[] SetAside,
    UnknownShape[] Unknown
);

/// <summary>Records that no reader knows; they are archived.</summary>
internal sealed record UnknownShape(string Agent, string? Version, long Sessions, long Records);

/// <summary>An entry that is damaged or missing.</summary>
/// <param name="Source">Whether its agent still has the session.</param>
/// <param name="Cure"><c>capture</c>, <c>fix</c> or <c>backup</c>.</param>
internal sealed record DamagedEntryShape(string Entry, DamageShape[] Problems, bool Source, string Cure)
{
    public static DamagedEntryShape Of(DamagedEntry entry) =>
        new(
            entry.Name,
            [.. entry.Problems.Select(DamageShape.Of)],
            entry.HasSource,
            entry.Cure switch
            {
                EntryCure.Capture => "capture",
                EntryCure.Replace => "fix",
                _ => "backup",
            }
        );
}

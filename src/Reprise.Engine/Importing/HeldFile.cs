using Reprise.Reading;

namespace Reprise.Importing;

/// <summary>A native file that an import found, with all states that it has of it.</summary>
/// <param name="Path">The path it had, with <c>/</c> between its parts and none at the start.</param>
/// <param name="Versions">The states, the oldest first.</param>
internal sealed record HeldFile(string Path, IReadOnlyList<HeldVersion> Versions)
{
    /// <summary>The latest state.</summary>
    public HeldVersion Latest => Versions[^1];
}

/// <summary>A state of a native file.</summary>
/// <param name="TimeUtc">When it was kept, UTC.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record HeldVersion(DateTime TimeUtc, HeldContent Content)
{
    /// <summary>Whether the file has this state today where it is kept, so that no other is newer, whatever the times say.</summary>
    public bool IsNow { get; init; }
}

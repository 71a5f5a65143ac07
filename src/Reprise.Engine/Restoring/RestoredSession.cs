using Reprise.Protocol;

namespace Reprise.Restoring;

/// <summary>What restoring one session did, or would do.</summary>
/// <param name="Session">The session.</param>
/// <param name="Generation">The generation that was restored, from 1.</param>
/// <param name="Folder">The folder that its files lie below.</param>
/// <param name="Files">The files of its footprint.</param>
public sealed record RestoredSession(SessionKey Session, int Generation, string Folder, IReadOnlyList<RestoredFile> Files)
{
    /// <summary>Whether every file is, or would be, as it was captured.</summary>
    public bool IsComplete => Files.All(f => f.Outcome is RestoreOutcome.Written or RestoreOutcome.Identical);
}

/// <summary>What restoring did, or would do, with one file.</summary>
/// <param name="Path">The path below the folder, with <c>/</c> between its parts.</param>
/// <param name="Target">The absolute path; null when the archived path is refused.</param>
/// <param name="Length">The size in bytes.</param>
/// <param name="LastWriteUtc">The time of the last change, UTC.</param>
/// <param name="Outcome">What was done.</param>
/// <param name="Problem">Why it was not written; null when it was or need not be.</param>
public sealed record RestoredFile(
    string Path,
    string? Target,
    long Length,
    DateTime LastWriteUtc,
    RestoreOutcome Outcome,
    string? Problem
);

/// <summary>What restoring does with a file.</summary>
public enum RestoreOutcome
{
    /// <summary>It is written, or would be.</summary>
    Written,

    /// <summary>It is there already, byte for byte.</summary>
    Identical,

    /// <summary>Something else is there, which is not overwritten.</summary>
    Conflict,

    /// <summary>It cannot be written or its content cannot be had.</summary>
    Failed,
}

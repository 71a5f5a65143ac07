using Reprise.Protocol;

namespace Reprise.Reading;

/// <summary>All native files of one session, as discovery saw them.</summary>
public sealed record SessionFootprint
{
    /// <summary>The session.</summary>
    public required SessionKey Key { get; init; }

    /// <summary>The folder that the relative paths start from: the agent's home, or the folder named by a person.</summary>
    public required string Root { get; init; }

    /// <summary>The files, the transcript first.</summary>
    public required IReadOnlyList<SourceFile> Files { get; init; }

    /// <summary>The title that the agent keeps outside the session's files; null when there is none.</summary>
    public SourceText? Title { get; init; }

    /// <summary>What people call the machine that the session is from; null for this one.</summary>
    public string? Host { get; init; }

    /// <summary>Whether the agent itself has put the session into its archive.</summary>
    public bool IsArchivedByAgent { get; init; }
}

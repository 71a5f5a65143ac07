namespace Reprise.Restoring;

/// <summary>How a session is restored.</summary>
public sealed record RestoreOptions
{
    /// <summary>The folder to restore into; null for the place that the session was captured from.</summary>
    public string? Folder { get; init; }

    /// <summary>The generation to restore, from 1; null for the latest.</summary>
    public int? Generation { get; init; }

    /// <summary>Whether files with other content are overwritten. Default: they are left alone and reported.</summary>
    public bool Force { get; init; }

    /// <summary>Whether nothing is written, only reported.</summary>
    public bool DryRun { get; init; }
}

namespace Reprise.Reading;

/// <summary>Many small files of one session that are read as one text, with one file on a line: what to read, not what was read.</summary>
/// <remarks>
/// Agents that keep every part of a message in a file of its own have thousands of them for a session. They are read by
/// <c>SourceMasker</c> alone, and restored as the files they were (<c>docs/design/0004-rows.md</c>).
/// </remarks>
public sealed record SourceBundle
{
    /// <summary>The files, in the order in which they are read; what only grows first.</summary>
    public required IReadOnlyList<BundledFile> Files { get; init; }
}

/// <summary>One of the files of a bundle.</summary>
/// <param name="Path">The absolute path.</param>
/// <param name="RelativePath">The path below the agent's home, with <c>/</c> between its parts.</param>
/// <param name="Length">The length in bytes when it was seen.</param>
/// <param name="LastWriteUtc">The time of the last change, UTC.</param>
public sealed record BundledFile(string Path, string RelativePath, long Length, DateTime LastWriteUtc);

using Reprise.Masking;
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

    /// <summary>The states that an import found of the session beside this one, the oldest first.</summary>
    public IReadOnlyList<SessionFootprint> Earlier { get; init; } = [];

    /// <summary>All states, the oldest first and this one last.</summary>
    public IEnumerable<SessionFootprint> States => Earlier.Append(this with { Earlier = [] });

    /// <summary>Puts together what was found of one session in two places.</summary>
    public SessionFootprint With(SessionFootprint other)
    {
        SessionFootprint[] states = [.. States.Concat(other.States).OrderBy(state => state.Files.Max(file => file.LastWriteUtc))];
        return states[^1] with { Earlier = states[..^1] };
    }

    /// <summary>Whether an import found it: it adds to what is archived and never replaces more by less.</summary>
    public bool IsImported { get; init; }

    /// <summary>Whether its agent has it no more.</summary>
    public bool IsGone { get; init; }

    /// <summary>Whether it is a changed copy, masked by another program: nothing is taken of it that the archive has.</summary>
    public bool IsMaskedCopy { get; init; }

    /// <summary>Whether the agent itself has put the session into its archive.</summary>
    public bool IsArchivedByAgent { get; init; }

    /// <summary>Describes a session of which one file is known, as it is recognised by its content.</summary>
    /// <param name="key">The session.</param>
    /// <param name="path">The file.</param>
    /// <param name="root">The folder that relative paths start from.</param>
    /// <param name="role">What the file is.</param>
    /// <param name="shape">How its bytes are to be understood.</param>
    /// <returns>Null when there is no such file.</returns>
    internal static SessionFootprint? OfFile(SessionKey key, string path, string root, FileRole role, TextShape shape) =>
        new FileInfo(path) is { Exists: true } file ? OfFile(key, file, root, role, shape) : null;

    /// <summary>Makes the footprint of a session with one file that was looked at already.</summary>
    internal static SessionFootprint OfFile(SessionKey key, FileInfo file, string root, FileRole role, TextShape shape) =>
        new()
        {
            Key = key,
            Root = root,
            Files =
            [
                new SourceFile
                {
                    Path = file.FullName,
                    RelativePath = Path.GetRelativePath(root, file.FullName).Replace('\\', '/'),
                    Role = role,
                    Shape = shape,
                    Length = file.Length,
                    LastWriteUtc = file.LastWriteTimeUtc,
                },
            ],
        };
}

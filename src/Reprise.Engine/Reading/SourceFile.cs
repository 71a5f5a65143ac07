using Reprise.Masking;

namespace Reprise.Reading;

/// <summary>A native file of an agent as discovery saw it: its place and its state, not its content.</summary>
public sealed record SourceFile
{
    private readonly long? _changeMark;

    /// <summary>The absolute path; for rows, bundles and held content, a name for people.</summary>
    public required string Path { get; init; }

    /// <summary>The path below the agent's home, with <c>/</c> between its parts.</summary>
    public required string RelativePath { get; init; }

    /// <summary>What the file is in its session's footprint.</summary>
    public required FileRole Role { get; init; }

    /// <summary>How its bytes are to be understood.</summary>
    public required TextShape Shape { get; init; }

    /// <summary>The length in bytes when it was seen; for rows, about what they take.</summary>
    public required long Length { get; init; }

    /// <summary>The time of the last change, UTC.</summary>
    public required DateTime LastWriteUtc { get; init; }

    /// <summary>The rows that are read in the place of a file; null when this is one.</summary>
    public SourceRows? Rows { get; init; }

    /// <summary>The small files that are read in the place of one; null when this is one.</summary>
    public SourceBundle? Bundle { get; init; }

    /// <summary>The content when an import found it, which need not lie at <see cref="Path"/>; null for files and rows.</summary>
    public HeldContent? Held { get; init; }

    /// <summary>
    /// Whether the file is the text compressed with Zstandard: <see cref="RelativePath"/> is that of the text, as if it lay there,
    /// while <see cref="Path"/> and <see cref="Length"/> are those of the compressed file.
    /// </summary>
    public bool IsCompressed { get; init; }

    /// <summary>Whether the text is put together from rows or small files, or unpacked, and there is no such file.</summary>
    public bool IsGathered => Rows is not null || Bundle is not null || IsCompressed;

    /// <summary>The relative path that the same content had in an older layout of the agent; null when there is none.</summary>
    public string? FormerPath { get; init; }

    /// <summary>A number that is another one when the content is: for a file, the time of its last change in ticks.</summary>
    public long ChangeMark
    {
        get => _changeMark ?? LastWriteUtc.Ticks;
        init => _changeMark = value;
    }
}

/// <summary>What a file is in the footprint of a session.</summary>
public enum FileRole : byte
{
    /// <summary>The session's own records.</summary>
    Transcript,

    /// <summary>The records of a subagent that belongs to the session.</summary>
    Subagent,

    /// <summary>A small file that tells facts about the session or a subagent.</summary>
    Metadata,

    /// <summary>Output of a tool that was too long for the transcript.</summary>
    ToolResult,

    /// <summary>A copy of a file as it was before the agent edited it.</summary>
    FileHistory,

    /// <summary>Any other file of the session.</summary>
    Other,
}

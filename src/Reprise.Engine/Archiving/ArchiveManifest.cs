using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Archiving;

/// <summary>What one entry of the archive holds: the truth about a session, written whole on each capture.</summary>
public sealed record ArchiveManifest
{
    /// <summary>The version of the archive format. Source: docs/design/0001-archive.md.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The random bytes of an id, which is written in hexadecimal.</summary>
    internal const int IdBytes = 8;
    internal const int IdDigits = 2 * IdBytes;

    public int Format { get; init; } = CurrentFormat;

    /// <summary>A random id: the name of the entry's folder in the vault, and what its sealed originals are bound to.</summary>
    public string Id { get; init; } = "";
    public required string Agent { get; init; }
    public required string NativeId { get; init; }

    /// <summary>Tells copies of one session apart that lie in different places with different content; 0 for the first.</summary>
    public int Copy { get; init; }

    /// <summary>The home that the files' paths start from.</summary>
    public required string Root { get; init; }

    /// <summary>What people call the machine that the session is from; null for this one.</summary>
    public string? Host { get; init; }

    /// <summary>Counts the captures that changed the entry; the index says which one it has seen.</summary>
    public int Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The masked title that the agent keeps outside the session's files; null when there is none.</summary>
    public string? Title { get; init; }

    /// <summary>When the session was first missed in the agent's home; null while it is there.</summary>
    public DateTimeOffset? DeletedAt { get; init; }

    /// <summary>The oldest version of the masking rules that something in the entry was masked with.</summary>
    public required string Rules { get; init; }

    public IReadOnlyList<ArchivedFile> Files { get; init; } = [];
    public IReadOnlyList<ArchivedSegment> Segments { get; init; } = [];
    public IReadOnlyList<ArchivedPart> VaultParts { get; init; } = [];

    /// <summary>The session.</summary>
    public SessionKey Key => new(new AgentId(Agent), NativeId);

    /// <summary>How many states of the session there are: one, and one more for each time its records were rewritten.</summary>
    public int Generations => 1 + Files.Where(f => f.Role == FileRole.Transcript).Sum(f => f.Versions.Count - 1);

    /// <summary>The native bytes of the current state.</summary>
    public long SourceBytes => Files.Sum(f => f.Current.Length);

    /// <summary>The bytes on disk, manifest and vault parts left out.</summary>
    public long ArchivedBytes => Segments.Sum(s => s.Length);
}

/// <summary>A native file and its states.</summary>
public sealed record ArchivedFile
{
    /// <summary>The path below the root, with <c>/</c> between its parts.</summary>
    public required string Path { get; init; }

    public required FileRole Role { get; init; }

    public required TextShape Shape { get; init; }

    /// <summary>The database below the root that the rows came from; null for a file.</summary>
    public string? Database { get; init; }

    /// <summary>The states, the current one last.</summary>
    public required IReadOnlyList<FileVersion> Versions { get; init; }

    /// <summary>The latest state.</summary>
    public FileVersion Current => Versions[^1];
}

/// <summary>A state of a native file.</summary>
public sealed record FileVersion
{
    private readonly long? _sourceLength;

    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>The time of the native file's last change, UTC.</summary>
    public required DateTime LastWriteUtc { get; init; }

    /// <summary>The permissions as a number; null when the file came from Windows.</summary>
    public int? Mode { get; init; }

    /// <summary>The native bytes captured.</summary>
    public required long Length { get; init; }

    /// <summary>The native file's length at that time: more than <see cref="Length"/> while a torn last line waits.</summary>
    public long SourceLength
    {
        get => _sourceLength ?? Length;
        init => _sourceLength = value;
    }

    /// <summary>What showed that rows had not changed; null for a file, whose time shows it.</summary>
    public long? ChangeMark { get; init; }

    /// <summary>A keyed hash of the first and last bytes before the tail: shows that a longer file only grew.</summary>
    public required string Edges { get; init; }

    public required IReadOnlyList<FileSlice> Slices { get; init; }

    /// <summary>What was masked in the whole state, each secret once, by kind and fingerprint; null when nothing was.</summary>
    public IReadOnlyList<ArchivedFinding>? Findings { get; init; }

    /// <summary>The part of <see cref="Findings"/> that stands in the tail and goes when the tail is taken again.</summary>
    public IReadOnlyList<ArchivedFinding>? TailFindings { get; init; }

    /// <summary>Where complete lines end, in native bytes.</summary>
    public long LinesLength => Length - Slices.Where(s => s.IsTail).Sum(s => s.OriginalLength);
}

/// <summary>A secret that was masked in a file, without its value.</summary>
/// <param name="Kind">The kind of secret.</param>
/// <param name="Fingerprint">Its keyed fingerprint.</param>
/// <param name="Count">How often it was masked.</param>
public sealed record ArchivedFinding(string Kind, string Fingerprint, int Count);

/// <summary>A run of a file's masked bytes in a segment.</summary>
public sealed record FileSlice
{
    private readonly long? _originalLength;

    public required int Segment { get; init; }

    /// <summary>The first byte in the decompressed segment.</summary>
    public required long Offset { get; init; }

    /// <summary>The masked bytes.</summary>
    public required int Length { get; init; }

    /// <summary>The native bytes they stand for.</summary>
    public long OriginalLength
    {
        get => _originalLength ?? Length;
        init => _originalLength = value;
    }

    /// <summary>The SHA-256 of the bytes, native and masked; null when something was masked, see <see cref="Original"/>.</summary>
    public string? Sha256 { get; init; }

    /// <summary>A keyed hash of the native bytes; null when nothing was masked.</summary>
    public string? Original { get; init; }

    /// <summary>The vault part that holds what was masked; null when nothing was, or nothing was kept.</summary>
    public int? Part { get; init; }

    /// <summary>The item in that part.</summary>
    public int? Item { get; init; }

    /// <summary>
    /// What has to be put back after <see cref="Item"/>, in this order: the slice was masked again after it was captured.
    /// Null when it was not, or nothing had been masked before.
    /// </summary>
    public IReadOnlyList<SealedItem>? Under { get; init; }

    /// <summary>Whether it is a last line without a line end, which is taken again when the file grows.</summary>
    public bool IsTail { get; init; }
}

/// <summary>A place in the vault: what was masked in one slice at one time.</summary>
/// <param name="Part">The part.</param>
/// <param name="Item">The item in it.</param>
public readonly record struct SealedItem(int Part, int Item);

/// <summary>A compressed file of the entry.</summary>
public sealed record ArchivedSegment
{
    public required int Number { get; init; }
    public required string Name { get; init; }
    public required long Length { get; init; }
    public required long RawLength { get; init; }

    /// <summary>The SHA-256 of the compressed bytes.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>A sealed file in the vault.</summary>
public sealed record ArchivedPart
{
    public required int Number { get; init; }

    /// <summary>The number of its first box, which is sealed into the box.</summary>
    public required int FirstBox { get; init; }

    /// <summary>How many boxes it has: one for each capture that masked something.</summary>
    public int Boxes { get; init; }

    /// <summary>How many items the boxes have together: one for each slice with secrets.</summary>
    public int Items { get; init; }
    public required long Length { get; init; }

    /// <summary>The SHA-256 of the sealed bytes.</summary>
    public required string Sha256 { get; init; }
}

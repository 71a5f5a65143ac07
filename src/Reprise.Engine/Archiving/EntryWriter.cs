using System.Security.Cryptography;
using Reprise.Files;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>Writes what is new of one session. Nothing is seen of it before <see cref="Commit"/> and all of it after.</summary>
public sealed class EntryWriter : IDisposable
{
    /// <summary>A smaller last segment is written again together with what is new, so that segments do not multiply.</summary>
    private const int MergeBelowBytes = 1024 * 1024;

    private readonly SessionArchive _archive;
    private readonly ArchiveEntry? _previous;
    private readonly VaultSealer? _sealer;
    private readonly string _folder;
    private readonly Dictionary<string, ArchivedFile> _files = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];
    private readonly Dictionary<int, ArchivedSegment> _segments = [];
    private readonly List<string> _obsolete = [];
    private readonly SealedPart _sealed = new();
    private readonly List<FileSlice> _slices = [];
    private readonly FindingTally _findings = new();
    private readonly int _part;
    private SegmentWriter? _transcript;
    private SegmentWriter? _others;
    private SegmentWriter? _current;
    private int _nextSegment = 1;
    private bool _committed;

    internal EntryWriter(SessionArchive archive, ArchiveEntry? previous, VaultSealer? sealer, string folder)
    {
        _archive = archive;
        _previous = previous;
        _sealer = sealer;
        _folder = folder;
        if (previous is null)
        {
            _part = 1;
            return;
        }
        foreach (ArchivedFile file in previous.Manifest.Files)
            Put(file);
        foreach (ArchivedSegment segment in previous.Manifest.Segments)
            _segments[segment.Number] = segment;
        _nextSegment = previous.Manifest.Segments.Select(s => s.Number).DefaultIfEmpty().Max() + 1;
        _part = previous.Manifest.VaultParts.Select(p => p.Number).DefaultIfEmpty().Max() + 1;
    }

    /// <summary>Whether the entry would hold no file.</summary>
    public bool IsEmpty => _files.Count == 0;

    /// <summary>Starts a file: the blocks that follow are its content.</summary>
    /// <param name="role">What it is in the footprint: transcripts have segments of their own.</param>
    public void BeginFile(FileRole role)
    {
        _slices.Clear();
        _findings.Clear();
        _current = role == FileRole.Transcript ? _transcript ??= Open(true) : _others ??= Open(false);
    }

    /// <summary>Adds the next block of the file.</summary>
    /// <param name="block">The masked bytes.</param>
    /// <param name="comparison">The keyed hash of the native bytes; null when nothing was masked.</param>
    /// <param name="isTail">Whether it is a last line without a line end.</param>
    public void Append(MaskedBlock block, string? comparison, bool isTail)
    {
        SegmentWriter segment = _current ?? throw new InvalidOperationException("No file was begun.");
        int offset = segment.Append(block.Bytes);
        int? item = block.HasFindings && _sealer is not null ? _sealed.Add(block) : null;
        var slice = new FileSlice
        {
            Segment = segment.Number,
            Offset = offset,
            Length = block.Bytes.Length,
            OriginalLength = block.OriginalLength,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(block.Bytes)),
            Original = comparison,
            Part = item is null ? null : _part,
            Item = item,
            IsTail = isTail,
        };
        _slices.Add(slice);
        _findings.Add(block, isTail);
        if (segment.IsFull)
            Roll();
    }

    /// <summary>Ends the file as a state that replaces its current one, which stays as an older state.</summary>
    public void EndFile(SourceFile file, FileVersion version) =>
        Put(
            new ArchivedFile
            {
                Path = file.RelativePath,
                Role = file.Role,
                Shape = file.Shape,
                Versions = [.. Versions(file), Complete(version, [.. _slices])],
            }
        );

    /// <summary>Ends the file as a state that has all of its current one and more, and takes its place.</summary>
    public void EndReplacedFile(SourceFile file, FileVersion version)
    {
        FileVersion[] versions = Versions(file);
        FileVersion whole = Complete(version, [.. _slices]);
        Put(_files[file.RelativePath] with { Versions = [.. versions.SkipLast(1), whole] });
    }

    /// <summary>Ends the file as its current state with more content behind its complete lines.</summary>
    public void EndGrownFile(SourceFile file, FileVersion version)
    {
        FileVersion[] versions = Versions(file);
        IEnumerable<FileSlice> lines = versions[^1].Slices.Where(s => !s.IsTail);
        _findings.AddLines(versions[^1]);
        FileVersion grown = Complete(version, Join([.. lines, .. _slices]));
        Put(_files[file.RelativePath] with { Versions = [.. versions[..^1], grown] });
    }

    /// <summary>Notes that a file lies in another place now.</summary>
    public ArchivedFile Move(string from, string to)
    {
        ArchivedFile moved = _files[from] with { Path = to };
        _files.Remove(from);
        _order[_order.IndexOf(from)] = to;
        return _files[to] = moved;
    }

    /// <summary>Notes that a file has the same content but was touched.</summary>
    public void Touch(SourceFile file, DateTime lastWriteUtc)
    {
        ArchivedFile archived = _files[file.RelativePath];
        Put(archived with { Versions = [.. archived.Versions.SkipLast(1), archived.Current with { LastWriteUtc = lastWriteUtc }] });
    }

    /// <summary>Makes what was written the entry's content.</summary>
    /// <param name="manifest">What is to be said about the session; files, segments and parts are filled in here.</param>
    /// <param name="name">The name of the entry when it is new.</param>
    public ArchiveEntry Commit(ArchiveManifest manifest, string name)
    {
        string entryName = _previous?.Name ?? _archive.FreeName(name);
        Close(ref _transcript);
        Close(ref _others);
        var parts = (_previous?.Manifest.VaultParts ?? []).ToList();
        manifest = manifest with { Revision = (_previous?.Manifest.Revision ?? 0) + 1 };
        // The originals first: a manifest must never point to a part that is not there.
        if (_sealed.Items > 0 && _sealer is not null)
            parts.Add(WritePart(manifest, entryName));
        manifest = manifest with
        {
            Files = [.. _order.Select(path => _files[path])],
            Segments = [.. _segments.Values.OrderBy(s => s.Number)],
            VaultParts = parts,
        };
        AtomicFile.Write(Path.Combine(_folder, ManifestFile.Name), ManifestFile.Format(manifest));
        _committed = true;
        if (_previous is null)
            _archive.Publish(_folder, entryName);
        foreach (string path in _obsolete)
            File.Delete(path);
        return _archive.Open(entryName, manifest);
    }

    private ArchivedPart WritePart(ArchiveManifest manifest, string entryName)
    {
        byte[] part = _sealed.Seal(_sealer!, ArchiveEntry.SealName(manifest, _part));
        string folder = _archive.VaultFolder(entryName);
        PrivateFolder.Create(folder);
        AtomicFile.Write(Path.Combine(folder, ArchiveEntry.PartName(_part)), part);
        return new ArchivedPart
        {
            Number = _part,
            Length = part.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(part)),
        };
    }

    private FileVersion Complete(FileVersion version, FileSlice[] slices) =>
        version with
        {
            Slices = slices,
            Findings = _findings.All,
            TailFindings = _findings.Tail,
        };

    private FileVersion[] Versions(SourceFile file) =>
        _files.TryGetValue(file.RelativePath, out ArchivedFile? archived) ? [.. archived.Versions] : [];

    private void Put(ArchivedFile file)
    {
        if (!_files.ContainsKey(file.Path))
            _order.Add(file.Path);
        _files[file.Path] = file;
    }

    private SegmentWriter Open(bool transcript)
    {
        string ending = transcript ? "transcript.jsonl.br" : "files.br";
        int number = _nextSegment++;
        var writer = new SegmentWriter(number, $"{number:D4}-{ending}");
        ArchivedSegment? last = _segments
            .Values.Where(s => s.Name.EndsWith(ending, StringComparison.Ordinal))
            .MaxBy(s => s.Number);
        if (last is not null && last.RawLength < MergeBelowBytes && _previous is not null)
            Merge(last, writer);
        return writer;
    }

    // The whole old segment goes to the front of the new one, so slices keep their offsets.
    private void Merge(ArchivedSegment last, SegmentWriter writer)
    {
        writer.Append(new SegmentReader(_folder, [last]).Read(last.Number));
        _segments.Remove(last.Number);
        _obsolete.Add(Path.Combine(_folder, last.Name));
        foreach (string path in _order)
        {
            ArchivedFile file = _files[path];
            if (file.Versions.Any(v => v.Slices.Any(s => s.Segment == last.Number)))
                _files[path] = file with { Versions = [.. file.Versions.Select(v => Move(v, last.Number, writer.Number))] };
        }
    }

    private static FileVersion Move(FileVersion version, int from, int to) =>
        version with
        {
            Slices = [.. version.Slices.Select(s => s.Segment == from ? s with { Segment = to } : s)],
        };

    // Slices without secrets that lie side by side in the open segment become one: a session that grows a thousand
    // times must not have a thousand of them.
    private FileSlice[] Join(List<FileSlice> slices)
    {
        for (int i = slices.Count - 2; i >= 0; i--)
        {
            FileSlice a = slices[i];
            FileSlice b = slices[i + 1];
            bool joins =
                a.Segment == b.Segment
                && a.Segment == _current?.Number
                && a.Offset + a.Length == b.Offset
                && a.Original is null
                && b.Original is null
                && !b.IsTail
                && a.Length + b.Length <= MaskedSource.BlockBytes;
            if (!joins)
                continue;
            ReadOnlySpan<byte> both = _current!.Raw.Slice((int)a.Offset, a.Length + b.Length);
            slices[i] = a with
            {
                Length = both.Length,
                OriginalLength = a.OriginalLength + b.OriginalLength,
                Sha256 = Convert.ToHexStringLower(SHA256.HashData(both)),
            };
            slices.RemoveAt(i + 1);
        }
        return [.. slices];
    }

    private void Roll()
    {
        bool transcript = ReferenceEquals(_current, _transcript);
        if (transcript)
            Close(ref _transcript);
        else
            Close(ref _others);
        _current = transcript ? _transcript = Open(true) : _others = Open(false);
    }

    private void Close(ref SegmentWriter? writer)
    {
        if (writer is { Length: > 0 })
            _segments[writer.Number] = writer.Write(_folder);
        writer?.Dispose();
        writer = null;
    }

    public void Dispose()
    {
        _transcript?.Dispose();
        _others?.Dispose();
        _sealed.Dispose();
        if (!_committed && _previous is null && Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }
}

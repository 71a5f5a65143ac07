using System.Text;
using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Redacting;
using Reprise.Sealing;
using Reprise.Searching;

namespace Reprise.Tests.Indexing;

/// <summary>A home with sessions that were masked, archived and indexed stage by stage.</summary>
internal sealed class IndexedHome : IDisposable
{
    private readonly string _folder;
    private readonly bool _isTemporary;
    private readonly SourceMasker _masker;
    private readonly SessionArchive _archive;
    private readonly SessionIndex _index;
    private readonly IndexWriter _writer;
    private long _nextSession = 1;

    public IndexedHome(string? folder = null)
    {
        _isTemporary = folder is null;
        _folder = folder ?? Directory.CreateTempSubdirectory("reprise-home-").FullName;
        Home = new RepriseHome(Path.Combine(_folder, "home"));
        PrivateFolder.Create(Home.Folder);
        _masker = new SourceMasker(MaskingRules.BuiltIn, HomeKeys.LoadOrCreate(Home, seal: false));
        _archive = new SessionArchive(Home);
        _index = SessionIndex.OpenWrite(Home.Index);
        _writer = new IndexWriter(_index);
    }

    public RepriseHome Home { get; }

    /// <summary>Opens the reader of an archived file, as the program does.</summary>
    /// <summary>Reads archived files and hides nothing.</summary>
    public static RecordReaders Readers { get; } = new(OpenReader, RedactionSet.None);

    public static RecordReader? OpenReader(SessionKey key, ArchivedFile file) =>
        AgentCatalog.Find(key.Agent)?.CreateReader(file.Role, file.Path, key.NativeId, []) is { } reader
            ? new RecordReader(reader.Read, reader.Complete)
            : null;

    /// <summary>Captures a session of one transcript.</summary>
    /// <param name="agent">The agent's name.</param>
    /// <param name="id">The native id.</param>
    /// <param name="lines">The records.</param>
    /// <param name="copy">Which copy of the session it is.</param>
    /// <param name="change">Changes what the index knows of it.</param>
    public IndexedSession Add(
        string agent,
        string id,
        IEnumerable<string> lines,
        int copy = 0,
        Action<IndexedSession>? change = null
    )
    {
        string path = Path.Combine(_folder, "native", $"{copy}", $"{id}.jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, string.Concat(lines.Select(line => line + "\n")), new UTF8Encoding(false));
        var info = new FileInfo(path);
        var file = new SourceFile
        {
            Path = path,
            RelativePath = info.Name,
            Role = FileRole.Transcript,
            Shape = TextShape.JsonLines,
            Length = info.Length,
            LastWriteUtc = info.LastWriteTimeUtc,
        };
        var footprint = new SessionFootprint
        {
            Key = new SessionKey(new AgentId(agent), id),
            Root = info.DirectoryName!,
            Files = [file],
        };
        return Add(footprint, copy, change);
    }

    /// <summary>Captures a session.</summary>
    public IndexedSession Add(SessionFootprint footprint, int copy = 0, Action<IndexedSession>? change = null)
    {
        IAgent agent = AgentCatalog.Find(footprint.Key.Agent)!;
        var session = new IndexedSession
        {
            Id = _nextSession++,
            Key = footprint.Key,
            Copy = copy,
            Root = footprint.Root,
            SourcePath = footprint.Files[0].RelativePath,
        };
        var now = new DateTimeOffset(2026, 6, 5, 14, 30, 0, TimeSpan.Zero);
        using EntryWriter entryWriter = _archive.Write(null, null);
        using var feed = new SessionFeed(session, null, replaces: false, _writer.Write);
        for (int i = 0; i < footprint.Files.Count; i++)
        {
            feed.BeginFile(i);
            AddFile(agent, footprint, footprint.Files[i], entryWriter, feed);
        }
        var manifest = new ArchiveManifest
        {
            Agent = footprint.Key.Agent.Value,
            NativeId = footprint.Key.NativeId,
            Copy = copy,
            Root = footprint.Root,
            CreatedAt = now,
            UpdatedAt = now,
            Rules = _masker.Rules.Version,
        };
        ArchiveEntry entry = entryWriter.Commit(
            manifest,
            SessionArchive.NameOf(session.StartedAt ?? now, session.Project, footprint.Key.NativeId)
        );
        session.Entry = entry.Name;
        session.SourceBytes = entry.Manifest.SourceBytes;
        session.ArchivedBytes = entry.Manifest.ArchivedBytes;
        feed.Complete([.. footprint.Files.Select(f => new IndexedFile(f.RelativePath, f.Length, f.LastWriteUtc.Ticks, []))], []);
        // Completing sums up tokens and models; what a test wants comes last.
        change?.Invoke(session);
        _writer.Write(session);
        return session;
    }

    /// <summary>Makes visible what was added and opens it for reading.</summary>
    public SessionIndex OpenRead()
    {
        _writer.Commit();
        return SessionIndex.OpenRead(Home);
    }

    private void AddFile(IAgent agent, SessionFootprint footprint, SourceFile file, EntryWriter entry, SessionFeed feed)
    {
        using MaskedSource source = _masker.Open(file);
        (_, long end) = source.Extent(0, takeTornTail: true);
        source.Select(0, end, 0);
        entry.BeginFile(file.Role);
        SessionReader? reader = agent.CreateReader(file.Role, file.RelativePath, footprint.Key.NativeId, []);
        var splitter = new RecordSplitter(file.Shape, 0);
        while (source.Read(out MaskedBlock? block))
        {
            entry.Append(block, block.HasFindings ? _masker.Compare(block.HashOriginal()) : null, isTail: false);
            splitter.Add(block);
            while (reader is not null && splitter.Next(out MaskedRecord record))
                Feed(record);
        }
        if (reader is not null && splitter.Last(out MaskedRecord last))
            Feed(last);
        reader?.Complete(feed);
        entry.EndFile(
            file,
            new FileVersion
            {
                CapturedAt = DateTimeOffset.UnixEpoch,
                LastWriteUtc = source.LastWriteUtc,
                Length = end,
                SourceLength = source.Length,
                Edges = "",
                Slices = [],
            }
        );

        void Feed(in MaskedRecord record)
        {
            feed.BeginRecord(record.Offset, record.Utf8.Length);
            reader.Read(record, feed);
        }
    }

    public void Dispose()
    {
        _writer.Commit();
        _writer.Dispose();
        _index.Dispose();
        if (_isTemporary)
            Directory.Delete(_folder, recursive: true);
    }
}

using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;
using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Benchmarks.Harness;
using Reprise.Capturing;
using Reprise.Discovery;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Benchmarks.Capture;

/// <summary>Takes a home through the stages of a capture one after the other on one thread, and times each of them.</summary>
/// <remarks>It uses the engine's own types; only the archive's files are not written, so that the disk has no say.</remarks>
internal sealed class StageCosts : IDisposable
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private readonly SilentSink _silent = new();
    private readonly StageClock _clock = new();
    private readonly MemoryStream _archive = new();
    private readonly SourceMasker _masker;
    private readonly SessionIndex _index;
    private readonly IndexWriter _writer;
    private long _sessions;

    private StageCosts(RepriseHome home)
    {
        PrivateFolder.Create(home.Folder);
        _masker = new SourceMasker(MaskingRules.BuiltIn, HomeKeys.LoadOrCreate(home, seal: false));
        _index = SessionIndex.OpenWrite(home.Index);
        _writer = new IndexWriter(_index);
    }

    /// <summary>The native bytes that went through.</summary>
    public long SourceBytes { get; private set; }

    /// <summary>The bytes they were compressed to.</summary>
    public long CompressedBytes { get; private set; }

    /// <summary>The bytes of text that were indexed.</summary>
    public long TextBytes { get; private set; }

    /// <summary>The time of a stage.</summary>
    public TimeSpan this[Stage stage] => _clock[stage];

    /// <summary>Measures all stages.</summary>
    /// <param name="userHome">Where the agents' folders lie.</param>
    /// <param name="home">An empty folder, for the index.</param>
    public static StageCosts Measure(string userHome, RepriseHome home)
    {
        using var costs = new StageCosts(home);
        TimeSpan start = ThreadTime.Now;
        var discovery = new SessionDiscovery(new AgentEnvironment(userHome, _ => null), []);
        IReadOnlyList<DiscoveredRoot> roots = discovery.FindAll(AgentCatalog.All, new DiscoveryContext(_ => null));
        costs._clock.Add(Stage.Discover, start);
        foreach (DiscoveredRoot root in roots)
        {
            foreach (SessionFootprint session in root.Sessions)
                costs.Take(root.Agent, session);
        }
        start = ThreadTime.Now;
        costs._writer.Commit();
        costs._index.Shrink();
        costs._clock.Add(Stage.Index, start);
        return costs;
    }

    private void Take(IAgent agent, SessionFootprint footprint)
    {
        var session = new IndexedSession
        {
            Id = ++_sessions,
            Key = footprint.Key,
            Entry = footprint.Key.NativeId,
            Root = footprint.Root,
        };
        using var feed = new SessionFeed(session, known: null, replaces: false, Send);
        _archive.SetLength(0);
        for (int i = 0; i < footprint.Files.Count; i++)
            Take(agent, footprint, i, feed);
        TimeSpan indexed = _clock[Stage.Index];
        TimeSpan start = ThreadTime.Now;
        feed.Complete([], []);
        start = _clock.Add(Stage.Collect, start);
        _clock.Subtract(Stage.Collect, _clock[Stage.Index] - indexed);
        Compress(_archive.GetBuffer().AsSpan(0, (int)_archive.Length));
        _clock.Add(Stage.Compress, start);
    }

    private void Take(IAgent agent, SessionFootprint footprint, int ordinal, SessionFeed feed)
    {
        SourceFile file = footprint.Files[ordinal];
        TimeSpan start = ThreadTime.Now;
        SourceBytes += ReadAll(file.Path);
        TimeSpan read = _clock.Add(Stage.Read, start) - start;
        // The masker reads the file itself; what that costs is known from the line above.
        _clock.Subtract(Stage.Mask, read);

        var place = new FilePlace(footprint.Key, file.RelativePath, file.Role, file.Shape, ordinal);
        FileNormalizer? normalizer = FileNormalizer.Create(agent, place, state: [], offset: 0, feed, RedactionSet.None);
        SessionReader? reader = agent.CreateReader(file.Role, file.RelativePath, footprint.Key.NativeId, []);
        var splitter = new RecordSplitter(file.Shape, 0);
        start = ThreadTime.Now;
        using MaskedSource source = _masker.Open(file);
        source.Select(0, source.Length, 0);
        while (source.Read(out MaskedBlock? block))
        {
            start = _clock.Add(Stage.Mask, start);
            SHA256.HashData(block.Bytes);
            _clock.Add(Stage.Hash, start);
            _archive.Write(block.Bytes);
            Normalize(block, splitter, reader, normalizer);
            start = ThreadTime.Now;
        }
        _clock.Add(Stage.Mask, start);
        normalizer?.Complete(hasTail: false);
    }

    // The records are read twice, the second time into the index: what that costs more is the way to the index.
    private void Normalize(MaskedBlock block, RecordSplitter splitter, SessionReader? reader, FileNormalizer? normalizer)
    {
        TimeSpan start = ThreadTime.Now;
        splitter.Add(block);
        while (splitter.Next(out MaskedRecord record))
            reader?.Read(record, _silent);
        TimeSpan parsed = _clock.Add(Stage.Parse, start);
        TimeSpan indexed = _clock[Stage.Index];
        normalizer?.Add(block);
        _clock.Add(Stage.Collect, parsed);
        _clock.Subtract(Stage.Collect, parsed - start + _clock[Stage.Index] - indexed);
    }

    private void Send(IndexBatch batch)
    {
        TimeSpan start = ThreadTime.Now;
        TextBytes += batch.TextBytes;
        _writer.Write(batch);
        _clock.Add(Stage.Index, start);
    }

    private long ReadAll(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path, options: FileOptions.SequentialScan);
        long offset = 0;
        for (int read; (read = RandomAccess.Read(handle, _buffer, offset)) > 0; )
            offset += read;
        return offset;
    }

    private void Compress(ReadOnlySpan<byte> raw)
    {
        for (int length; !raw.IsEmpty; raw = raw[length..])
        {
            length = Math.Min(raw.Length, SegmentWriter.FullBytes);
            byte[] output = ArrayPool<byte>.Shared.Rent(BrotliEncoder.GetMaxCompressedLength(length) + 64);
            CompressedBytes += SegmentWriter.Compress(raw[..length], output);
            ArrayPool<byte>.Shared.Return(output);
        }
    }

    public void Dispose()
    {
        _writer.Dispose();
        _index.Dispose();
    }
}

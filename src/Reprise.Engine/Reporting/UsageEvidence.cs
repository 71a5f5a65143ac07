using System.Text;
using Reprise.Archiving;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Sealing;
using Reprise.Searching;
using Reprise.Usage;

namespace Reprise.Reporting;

/// <summary>Shows from which records a session's figures come, by reading its archive entry once more.</summary>
/// <param name="archive">The archive.</param>
/// <param name="readers">Read the archived files.</param>
/// <param name="index">Says which record counts.</param>
/// <param name="pricer">Tells what responses cost.</param>
public sealed class UsageEvidence(SessionArchive archive, RecordReaders readers, SessionIndex index, SlicePricer pricer)
{
    private readonly HashSet<long> _judged = [];

    /// <summary>Reads all records of a session that tell usage, in the order of its files.</summary>
    /// <exception cref="Files.RepriseException">The entry is missing or damaged.</exception>
    public IEnumerable<ToldUsage> Read(IndexedSession session)
    {
        Dictionary<long, HeldResponse> held = LoadHeld(session);
        ArchiveEntry entry = archive.Open(session.Entry);
        var sink = new EvidenceSink();
        _judged.Clear();
        for (int ordinal = 0; ordinal < entry.Manifest.Files.Count; ordinal++)
        {
            ArchivedFile file = entry.Manifest.Files[ordinal];
            if (readers.Open(entry.Manifest.Key, file) is not { } reader)
                continue;
            var splitter = new RecordSplitter(file.Shape, 0);
            sink.Record = 0;
            foreach (MaskedBlock block in entry.Read(file.Current))
            {
                splitter.Add(block);
                while (ReadNext(splitter, reader, sink))
                {
                    foreach (Told told in sink.Take())
                        yield return Judge(told, file.Path, ordinal, session, held);
                }
            }
            if (splitter.Last(out MaskedRecord last))
                sink.Read(reader, last);
            reader.Complete(sink);
            foreach (Told told in sink.Take())
                yield return Judge(told, file.Path, ordinal, session, held);
        }
    }

    private static bool ReadNext(RecordSplitter splitter, RecordReader reader, EvidenceSink sink)
    {
        if (!splitter.Next(out MaskedRecord record))
            return false;
        sink.Read(reader, record);
        return true;
    }

    private ToldUsage Judge(Told told, string path, int file, IndexedSession session, Dictionary<long, HeldResponse> held)
    {
        long hash = ResponseHash.Of(session.Key, Encoding.UTF8.GetBytes(told.Key), told.IsLocalKey);
        bool isHeld = held.TryGetValue(hash, out HeldResponse row);
        // One record may tell a response twice, and counts once.
        bool isRow = isHeld && row.File == file && row.Position == told.Position && _judged.Add(hash);
        UsageFate fate = isRow ? FateOf(row) : UsageFate.Repeated;
        return new ToldUsage
        {
            File = path,
            Record = told.Record,
            Key = told.Key,
            Label = isHeld ? row.Response.Label : told.Label,
            At = told.At,
            Tokens = ResponseFigures.Believed(told.Tokens),
            Fate = fate,
            CountsIn = fate == UsageFate.Copied && row.Owner is { } owner ? index.Load(owner)?.Key : null,
            Cost = fate is UsageFate.Counted or UsageFate.Doubtful ? CostOf(row.Response) : default,
        };
    }

    private static UsageFate FateOf(HeldResponse row) =>
        row.Response.IsNothing ? UsageFate.Empty
        : row.Owner is not null ? UsageFate.Copied
        : row.Response.IsDoubtful ? UsageFate.Doubtful
        : UsageFate.Counted;

    private SliceCost CostOf(LedgerResponse response)
    {
        var sum = new SliceSum();
        sum.Add(response);
        foreach (UsageSlice slice in sum.Slices)
            return pricer.Of(slice);
        return default;
    }

    private Dictionary<long, HeldResponse> LoadHeld(IndexedSession session)
    {
        using var responses = new SessionResponses(index);
        return responses.ReadAll(session.Id).ToDictionary(held => held.Hash);
    }

    private readonly record struct Told(
        long Record,
        long Position,
        string Key,
        bool IsLocalKey,
        UsageLabel Label,
        DateTimeOffset? At,
        TokenUsage Tokens
    );

    /// <summary>Keeps what is told of usage, and nothing else.</summary>
    private sealed class EvidenceSink : SilentSink
    {
        private readonly List<Told> _told = [];
        private long _position;

        public long Record { get; set; }

        public void Read(RecordReader reader, in MaskedRecord record)
        {
            Record++;
            _position = record.Offset;
            reader.Read(record, this);
        }

        public Told[] Take()
        {
            Told[] told = [.. _told];
            _told.Clear();
            return told;
        }

        public override void Usage(in ResponseUsage usage) =>
            _told.Add(
                new Told(
                    Record,
                    _position,
                    Encoding.UTF8.GetString(usage.Key),
                    usage.IsLocalKey,
                    new UsageLabel(
                        Encoding.UTF8.GetString(usage.Model),
                        Encoding.UTF8.GetString(usage.Provider),
                        Encoding.UTF8.GetString(usage.Tier)
                    ),
                    usage.Timestamp,
                    usage.Tokens
                )
            );
    }
}

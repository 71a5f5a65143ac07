using System.Text;
using Reprise.Archiving;
using Reprise.Databases;
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
        Dictionary<long, Counted> counted = LoadCounted(session);
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
                        yield return Judge(told, file.Path, ordinal, session, counted);
                }
            }
            if (splitter.Last(out MaskedRecord last))
                sink.Read(reader, last);
            reader.Complete(sink);
            foreach (Told told in sink.Take())
                yield return Judge(told, file.Path, ordinal, session, counted);
        }
    }

    private static bool ReadNext(RecordSplitter splitter, RecordReader reader, EvidenceSink sink)
    {
        if (!splitter.Next(out MaskedRecord record))
            return false;
        sink.Read(reader, record);
        return true;
    }

    private ToldUsage Judge(Told told, string path, int file, IndexedSession session, Dictionary<long, Counted> counted)
    {
        long hash = ResponseHash.Of(session.Key, Encoding.UTF8.GetBytes(told.Key), told.IsLocalKey);
        counted.TryGetValue(hash, out Counted? row);
        // One record may tell a response twice, and counts once.
        bool isRow = row is not null && row.File == file && row.Position == told.Position && _judged.Add(hash);
        UsageFate fate =
            row is null || !isRow ? UsageFate.Repeated
            : row.Owner is not null ? UsageFate.Copied
            : row.Response.IsDoubtful ? UsageFate.Doubtful
            : row.Response.IsNothing ? UsageFate.Empty
            : UsageFate.Counted;
        return new ToldUsage
        {
            File = path,
            Record = told.Record,
            Key = told.Key,
            Label = row?.Response.Label ?? told.Label,
            At = told.At,
            Tokens = ResponseFigures.Believed(told.Tokens),
            Fate = fate,
            CountsIn = isRow ? row?.Owner : null,
            Cost = fate is UsageFate.Counted or UsageFate.Doubtful && row is not null ? CostOf(row.Response) : default,
        };
    }

    private SliceCost CostOf(LedgerResponse response)
    {
        var sum = new SliceSum();
        sum.Add(response);
        foreach (UsageSlice slice in sum.Slices)
            return pricer.Of(slice);
        return default;
    }

    private Dictionary<long, Counted> LoadCounted(IndexedSession session)
    {
        using var responses = new SessionResponses(index);
        using var reader = new ResponseReader(index.Database);
        Dictionary<long, long> copies = responses.FindCopies(session.Id);
        var places = new Dictionary<long, (int File, long Position)>();
        using (SqliteStatement query = index.Database.Prepare("SELECT hash, file, position FROM responses WHERE session = ?1"))
        {
            query.Integer(1, session.Id);
            while (query.Step())
                places.Add(query.Integer(0), ((int)query.Integer(1), query.Integer(2)));
        }
        var counted = new Dictionary<long, Counted>();
        long? lastActive = session.LastActiveAt?.ToUnixTimeMilliseconds();
        foreach ((long hash, LedgerResponse response) in reader.Read(session.Id, lastActive, session.ParentId is not null))
        {
            SessionKey? owner = copies.TryGetValue(hash, out long id) ? index.Load(id)?.Key : null;
            counted.Add(hash, new Counted(places[hash].File, places[hash].Position, response, owner));
        }
        return counted;
    }

    private sealed record Counted(int File, long Position, LedgerResponse Response, SessionKey? Owner);

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

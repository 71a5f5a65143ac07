using Reprise.Archiving;
using Reprise.Databases;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Searching;

/// <summary>Looks through the archived files of one session.</summary>
internal sealed class SessionScan(
    SearchQuery query,
    RawNeedle? needle,
    HitFinder finder,
    IndexedSession session,
    SessionIndex index,
    RecordReaders readers
)
{
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);
    private readonly List<SearchHit> _hits = [];
    private Dictionary<int, IndexedMessage[]>? _messages;
    private long _position;

    /// <summary>Finds the hits in the order of the files.</summary>
    public List<SearchHit> Run(CancellationToken stop)
    {
        ArchiveManifest manifest = finder.Entry.Manifest;
        bool hasHidden = !readers.Redactions.IsEmpty && index.HasRedacted(session.Id);
        for (int file = 0; file < manifest.Files.Count && _hits.Count < query.Max; file++)
        {
            if (readers.Open(manifest.Key, manifest.Files[file]) is not { } reader)
                continue;
            // What stands in the place of something hidden is found in no record.
            if (needle is null || hasHidden)
                ReadAll(file, reader, stop);
            else
                ReadWhereNeedleIs(file, needle, stop);
        }
        return _hits;
    }

    /// <summary>Reads a file from its start, as a capture does, so that every message is told with its id.</summary>
    private void ReadAll(int file, RecordReader reader, CancellationToken stop)
    {
        ArchivedFile archived = finder.Entry.Manifest.Files[file];
        Dictionary<(long, string?), IndexedMessage> messages = [];
        foreach (IndexedMessage message in Messages(file))
            messages.TryAdd((message.Position, message.NativeId), message);
        var collector = new MessageCollector();
        SessionSink redacted = readers.Redact(session.Key, collector);
        var splitter = new RecordSplitter(archived.Shape, 0);
        foreach (MaskedBlock block in finder.Entry.Read(archived.Current))
        {
            stop.ThrowIfCancellationRequested();
            splitter.Add(block);
            while (_hits.Count < query.Max && splitter.Next(out MaskedRecord record))
                ReadRecord(record);
        }
        if (_hits.Count < query.Max && splitter.Last(out MaskedRecord last))
            ReadRecord(last);
        reader.Complete(redacted);
        AddTold();

        void ReadRecord(in MaskedRecord record)
        {
            _position = record.Offset;
            reader.Read(record, redacted);
            AddTold();
        }

        void AddTold()
        {
            foreach (MessageText text in collector.Messages)
            {
                if (messages.TryGetValue((_position, text.Key), out IndexedMessage? message))
                    Add(message, finder.Match(text));
            }
            collector.Clear();
        }
    }

    private void ReadWhereNeedleIs(int file, RawNeedle wanted, CancellationToken stop)
    {
        var seam = new byte[2 * wanted.Length];
        int seamLength = 0;
        long start = 0;
        long next = 0;
        foreach (FileSlice slice in finder.Entry.Manifest.Files[file].Current.Slices)
        {
            stop.ThrowIfCancellationRequested();
            ReadOnlySpan<byte> bytes = finder.Entry.Bytes(slice).Span;
            // A place may lie across two slices: the end of the one and the start of the other are searched together.
            int head = Math.Min(wanted.Length, bytes.Length);
            bytes[..head].CopyTo(seam.AsSpan(seamLength));
            next = ReadWhereNeedleIs(file, wanted, seam.AsSpan(0, seamLength + head), start - seamLength, next, start);
            next = ReadWhereNeedleIs(file, wanted, bytes, start, next, start + bytes.Length);
            seamLength = Math.Min(wanted.Length, bytes.Length);
            bytes[^seamLength..].CopyTo(seam);
            start += bytes.Length;
        }
    }

    private long ReadWhereNeedleIs(int file, RawNeedle wanted, ReadOnlySpan<byte> bytes, long start, long next, long end)
    {
        while (next < end && _hits.Count < query.Max)
        {
            int from = (int)Math.Max(0, next - start);
            int found = wanted.IndexIn(bytes[from..]);
            if (found < 0)
                break;
            next = Read(file, start + from + found);
        }
        return next;
    }

    /// <summary>Reads the messages that a place may belong to.</summary>
    /// <returns>Where to go on searching.</returns>
    private long Read(int file, long place)
    {
        IndexedMessage[] messages = Messages(file);
        int after = FirstAfter(messages, place);
        bool added = false;
        long next = place + 1;
        for (int i = after - 1; i >= 0 && messages[i].End > place; i--)
        {
            added |= TryAdd(messages[i], Record(messages[i]));
            next = Math.Max(next, messages[i].End);
        }
        // Told late: the message has the place of a later record.
        if (!added && after < messages.Length)
        {
            long late = messages[after].Position;
            for (int i = after; i < messages.Length && messages[i].Position == late; i++)
                TryAdd(messages[i], Record(messages[i]));
        }
        return next;
    }

    private bool TryAdd(IndexedMessage message, ReadOnlySpan<byte> record) => Add(message, finder.Match(message, record));

    private bool Add(IndexedMessage message, MatchedText? matched)
    {
        if (matched is null)
            return false;
        string key = message.NativeId ?? $"#{message.Id}";
        if (_hits.Count < query.Max && _found.Add(key))
            _hits.Add(finder.Hit(message, matched, 0));
        return true;
    }

    private byte[] Record(IndexedMessage message) =>
        finder.Entry.Read(finder.Entry.Manifest.Files[message.File], message.Position, message.Length);

    private static int FirstAfter(IndexedMessage[] messages, long place)
    {
        int low = 0;
        int high = messages.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (messages[middle].Position <= place)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private IndexedMessage[] Messages(int file)
    {
        _messages ??= Load().GroupBy(message => message.File).ToDictionary(group => group.Key, group => group.ToArray());
        return _messages.TryGetValue(file, out IndexedMessage[]? messages) ? messages : [];
    }

    private List<IndexedMessage> Load()
    {
        var sql = new SqlConditions();
        sql.And($"m.session = {sql.Value(session.Id)}");
        IndexedMessage.AddConditions(sql, query);
        using SqliteStatement statement = index.Database.Prepare(
            $"SELECT {IndexedMessage.Columns} FROM messages m WHERE {sql} ORDER BY m.file, m.position, m.id"
        );
        sql.Bind(statement);
        var messages = new List<IndexedMessage>();
        while (statement.Step())
            messages.Add(IndexedMessage.Read(statement));
        return messages;
    }
}

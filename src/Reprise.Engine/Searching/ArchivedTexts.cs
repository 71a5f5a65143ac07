using Reprise.Archiving;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Searching;

/// <summary>Reads the texts of indexed messages of one session back from its archive entry. For one thread at a time.</summary>
internal sealed class ArchivedTexts(ArchiveEntry entry, RecordReaders readers)
{
    /// <summary>How far before a record another one is looked for that told its message late.</summary>
    private const int WindowBytes = 128 * 1024;

    private readonly MessageCollector _collector = new();
    private readonly SessionRedactor? _redactor = readers.Redactions.For(entry.Manifest.Key);
    private RedactingSink? _sink;

    public ArchiveEntry Entry { get; } = entry;

    /// <summary>Gives what the record of a message says of it.</summary>
    public List<MessageText> Read(IndexedMessage message) => Read(message, Record(message));

    /// <summary>Gives what a record says of a message.</summary>
    /// <returns>One text in nearly all cases; several when the record does not tell which is meant.</returns>
    public List<MessageText> Read(IndexedMessage message, ReadOnlySpan<byte> record)
    {
        if (Open(message) is not { } reader)
            return [];
        _collector.Clear();
        reader.Read(new MaskedRecord(record, message.Position), Sink(message));
        return Choose(message);
    }

    /// <summary>Gives what records before a message's own say of it.</summary>
    /// <remarks>Some agents write a prompt in one record and say in a later one whether it was typed; the index has the later one.</remarks>
    public List<MessageText> ReadLate(IndexedMessage message)
    {
        if (Open(message) is not { } reader)
            return [];
        long start = Math.Max(0, message.Position - WindowBytes);
        byte[] window = Entry.Read(Entry.Manifest.Files[message.File], start, (int)(message.End - start));
        int own = (int)Math.Min(window.Length, message.Position - start);
        ReadOnlySpan<byte> before = window.AsSpan(0, own);
        if (start > 0)
            before = before[(before.IndexOf((byte)'\n') + 1)..];
        SessionSink sink = Sink(message);
        while (!before.IsEmpty)
        {
            int end = before.IndexOf((byte)'\n');
            reader.Read(new MaskedRecord(end < 0 ? before : before[..end], 0), sink);
            before = end < 0 ? default : before[(end + 1)..];
        }
        _collector.Clear();
        reader.Read(new MaskedRecord(window.AsSpan(own), message.Position), sink);
        reader.Complete(sink);
        // A reader that starts in the middle may take for typed what it would not have, and the other way round.
        return [.. _collector.Messages.Where(text => text.Role == message.Role)];
    }

    // A reader that starts in the middle may not know the message's id; the index does.
    private SessionSink Sink(IndexedMessage message)
    {
        if (_redactor is null)
            return _collector;
        _sink ??= new RedactingSink(_redactor, _collector);
        _sink.OnlyMessage = message.NativeId ?? "";
        return _sink;
    }

    private byte[] Record(IndexedMessage message) =>
        message.File < Entry.Manifest.Files.Count
            ? Entry.Read(Entry.Manifest.Files[message.File], message.Position, message.Length)
            : [];

    private RecordReader? Open(IndexedMessage message) =>
        message.File < Entry.Manifest.Files.Count ? readers.Open(Entry.Manifest.Key, Entry.Manifest.Files[message.File]) : null;

    // A reader that starts in the middle numbers messages differently: then role and kind must do.
    private List<MessageText> Choose(IndexedMessage message)
    {
        var chosen = new List<MessageText>();
        foreach (MessageText text in _collector.Messages)
        {
            if (text.Key is not null && text.Key == message.NativeId && text.Role == message.Role)
                chosen.Add(text);
        }
        if (chosen.Count > 0)
            return chosen;
        foreach (MessageText text in _collector.Messages)
        {
            if (text.Role == message.Role && text.Kind == message.Kind)
                chosen.Add(text);
        }
        return chosen;
    }
}

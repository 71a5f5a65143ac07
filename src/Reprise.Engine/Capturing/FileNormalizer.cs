using Reprise.Agents;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Leads the masked blocks of one file through its agent's reader into the index.</summary>
internal sealed class FileNormalizer
{
    private readonly SessionReader _reader;
    private readonly RecordSplitter _splitter;
    private readonly SessionFeed _feed;
    private readonly SessionSink _sink;

    private FileNormalizer(SessionReader reader, RecordSplitter splitter, SessionFeed feed, SessionSink sink)
    {
        _reader = reader;
        _splitter = splitter;
        _feed = feed;
        _sink = sink;
    }

    /// <summary>Makes one for a file.</summary>
    /// <param name="agent">Whose file it is.</param>
    /// <param name="file">What it is, and its session.</param>
    /// <param name="state">What an earlier one saved; empty to start at the first record.</param>
    /// <param name="offset">Where the first block starts in the masked file.</param>
    /// <param name="feed">Takes what is read.</param>
    /// <param name="redactions">What is not to be found.</param>
    /// <returns>Null when the agent reads nothing from such a file.</returns>
    public static FileNormalizer? Create(
        IAgent agent,
        FilePlace file,
        byte[] state,
        long offset,
        SessionFeed feed,
        RedactionSet redactions
    )
    {
        ReadOnlySpan<byte> saved = FileState.Reader(state);
        SessionReader? reader = agent.CreateReader(file.Role, file.Path, file.Session.NativeId, saved);
        if (reader is null)
            return null;
        feed.BeginFile(file.Ordinal);
        SessionRedactor? redactor = redactions.For(file.Session, feed.AddRedaction);
        SessionSink redacted = redactor is null ? feed : new RedactingSink(redactor, feed);
        return new FileNormalizer(reader, new RecordSplitter(file.Shape, offset), feed, new FindingSink(feed, redacted));
    }

    /// <summary>Reads the records that end in a block.</summary>
    public void Add(MaskedBlock block)
    {
        _splitter.Add(block);
        while (_splitter.Next(out MaskedRecord record))
            Read(record);
    }

    /// <summary>Reads what no block follows.</summary>
    /// <param name="hasTail">Whether the last record has no line end and may be taken again with more behind it.</param>
    /// <returns>The state to go on from.</returns>
    public byte[] Complete(bool hasTail)
    {
        if (_splitter.Last(out MaskedRecord record))
            Read(record);
        for (int i = 0; i < _splitter.Oversized; i++)
            _feed.Count(SessionCount.OversizedRecord);
        byte[] state = _reader.SaveState();
        long told = _feed.MessagesTold;
        _reader.Complete(_sink);
        return FileState.Of(state, isProvisional: hasTail || _feed.MessagesTold != told);
    }

    private void Read(in MaskedRecord record)
    {
        _feed.BeginRecord(record.Offset, record.Utf8.Length);
        try
        {
            _reader.Read(record, _sink);
        }
        catch (Exception error)
            when (error is IndexOutOfRangeException or ArgumentException or InvalidOperationException or OverflowException)
        {
            // A fault of a reader costs the record its place in the index, and nothing else: the archive has it, and the same
            // happens whenever the session is indexed again.
            _feed.Count(SessionCount.DamagedRecord);
        }
    }
}

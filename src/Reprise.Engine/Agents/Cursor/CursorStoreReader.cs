using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Cursor;

/// <summary>Reads the database of one conversation of the command line: blobs by hash, and last the row that names the root.</summary>
/// <remarks>
/// Blobs are messages or lists of blobs, and lie in the order in which they were written. Which of them are the conversation, in which
/// order and how often, shows only the root, so they are kept until it comes.
/// </remarks>
internal sealed class CursorStoreReader : SessionReader
{
    /// <summary>Lists in lists; more are a circle.</summary>
    private const int MaxDepth = 32;

    /// <summary>A conversation of more messages and lists is told as far as this.</summary>
    private const int MaxVisited = 1_000_000;

    private readonly RowLines _lines = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly JsonTape _tape = new();
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);
    private readonly CursorStoreMessages _messages;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private int _told;
    private int _visited;

    public CursorStoreReader() => _messages = new CursorStoreMessages(_scratch);

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_lines.TryParse(record.Utf8, _scratch, out RowLine line))
            sink.Count(SessionCount.DamagedRecord);
        else if (line.Table.SequenceEqual("blobs"u8))
            _blobs[System.Text.Encoding.UTF8.GetString(line.Id)] = RowLine.Bytes(line["data"u8], _scratch).ToArray();
        else if (line.Table.SequenceEqual("meta"u8) && line.Id.SequenceEqual("0"u8))
            ReadMeta(line, sink);
        else if (!line.IsHead && !line.Table.SequenceEqual("meta"u8))
            sink.Count(SessionCount.UnknownRecord);
    }

    private void ReadMeta(in RowLine line, SessionSink sink)
    {
        if (!_lines.TryParseJson(line["value"u8], _scratch, out JsonValue meta) || !meta.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        sink.Fact(SessionFact.GeneratedTitle, meta["name"u8].Text(_scratch));
        sink.Fact(SessionFact.ParentSession, meta["subagentInfo"u8]["parentAgentId"u8].Text(_scratch));
        if (RecordTime.Of(meta["createdAt"u8]) is { } created)
            sink.Activity(created);
        _messages.Model = meta["lastUsedModel"u8].Text(_scratch).ToArray();
        string root = System.Text.Encoding.UTF8.GetString(meta["latestRootBlobId"u8].Text(_scratch));
        if (_blobs.ContainsKey(root))
            Walk(root, depth: 0, sink);
        else if (_blobs.Count > 0)
            TellAll(sink);
    }

    // Without its root the conversation is what was written, in that order.
    private void TellAll(SessionSink sink)
    {
        sink.Count(SessionCount.DamagedRecord);
        foreach ((string id, byte[] blob) in _blobs)
            Tell(id, blob, sink);
    }

    private void Walk(string id, int depth, SessionSink sink)
    {
        // Lists may name themselves, or each other again and again.
        if (depth > MaxDepth || _visited++ > MaxVisited || !_blobs.TryGetValue(id, out byte[]? blob) || !_open.Add(id))
            return;
        if (blob.AsSpan().StartsWith("{"u8))
        {
            Tell(id, blob, sink);
        }
        else
        {
            // Field 1 of the list names its children by their hashes; other fields are about files and previews.
            foreach (byte[] child in CursorBlobList.Children(blob))
                Walk(Convert.ToHexStringLower(child), depth + 1, sink);
        }
        _open.Remove(id);
    }

    private void Tell(string id, byte[] blob, SessionSink sink)
    {
        if (!blob.AsSpan().StartsWith("{"u8))
            return;
        _scratch.Reset();
        if (_tape.TryParse(blob, out JsonValue message) && message["role"u8].IsString)
            _messages.Read(id, _told++, message, sink);
        else
            sink.Count(SessionCount.DamagedRecord);
    }
}

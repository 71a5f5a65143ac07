using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Codex;

/// <summary>Reads a session of any release: lines with a payload, lines without one, or one document.</summary>
internal sealed class CodexReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly CodexState _state;
    private readonly CodexMeta _meta;
    private readonly CodexPrompts _prompts;
    private readonly CodexItems _items;
    private readonly CodexEvents _events;

    /// <param name="sessionId">The session that the file is.</param>
    /// <param name="state">What an earlier reader of the file saved.</param>
    public CodexReader(string sessionId, ReadOnlySpan<byte> state)
    {
        _state = CodexState.Load(state);
        if (_state.HeaderId.Length == 0)
            _state.HeaderId = Encoding.UTF8.GetBytes(sessionId);
        _meta = new CodexMeta(_state, _scratch);
        _prompts = new CodexPrompts(_state);
        _items = new CodexItems(_state, _prompts, _meta, _scratch);
        _events = new CodexEvents(_state, _prompts, _meta, _scratch);
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue line) || !line.IsObject)
            sink.Count(SessionCount.DamagedRecord);
        else if (line["payload"u8].IsObject)
            ReadEnvelope(line, sink);
        else if (line["session"u8].IsObject && line["items"u8].IsArray)
            ReadDocument(line, sink);
        else
            ReadBare(line, sink);
    }

    public override void Complete(SessionSink sink) => _prompts.TellCandidate(sink, isFinal: true);

    public override byte[] SaveState() => _state.Save();

    private void ReadEnvelope(JsonValue line, SessionSink sink)
    {
        JsonValue payload = line["payload"u8];
        ReadOnlySpan<byte> type = line["type"u8].Text(_scratch);
        DateTimeOffset? at = RecordTime.Of(line["timestamp"u8]);
        if (at is { } alive)
            sink.Activity(alive);
        bool isInherited = line["ordinal"u8].IsPresent && line["ordinal"u8].Long() < _state.FirstOwnOrdinal;
        if (type.SequenceEqual("session_meta"u8))
            _meta.ReadHeader(payload, sink);
        else if (type.SequenceEqual("turn_context"u8))
            _meta.ReadTurn(payload, sink);
        else if (isInherited)
            return;
        else if (type.SequenceEqual("response_item"u8))
            _items.Read(payload, at, isBare: false, sink);
        else if (type.SequenceEqual("event_msg"u8))
            _events.Read(payload, at, sink);
        else if (type.SequenceEqual("token_usage_record"u8))
            _events.ReadUsageRecord(payload, at, isSide: false, sink);
        else if (type.SequenceEqual("compacted"u8))
            ReadCompacted(payload, at, sink);
        else if (!CodexRecords.IsEnvelope(type))
            sink.Count(SessionCount.UnknownRecord);
    }

    private void ReadDocument(JsonValue document, SessionSink sink)
    {
        _meta.ReadOldHeader(document["session"u8], sink);
        foreach (JsonValue item in document["items"u8].Elements)
            _items.Read(item, null, isBare: true, sink);
    }

    private void ReadBare(JsonValue line, SessionSink sink)
    {
        if (line["type"u8].IsString && CodexRecords.IsItem(line["type"u8].Text(_scratch)))
            _items.Read(line, RecordTime.Of(line["timestamp"u8]), isBare: true, sink);
        else if (line["id"u8].IsString && line["timestamp"u8].IsString && !line["type"u8].IsPresent)
            _meta.ReadOldHeader(line, sink);
        else if (!line["record_type"u8].IsString)
            sink.Count(SessionCount.UnknownRecord);
    }

    private void ReadCompacted(JsonValue payload, DateTimeOffset? at, SessionSink sink)
    {
        _prompts.TellCandidate(sink, isFinal: false);
        sink.Count(SessionCount.Compaction);
        JsonValue usage = payload["latest_token_usage_record"u8];
        ReadOnlySpan<byte> response = payload["compaction_response_id"u8].Text(_scratch);
        // The record of it stands before; that it was for the compaction is said only here.
        if (!response.IsEmpty && usage["response_id"u8].Is(response))
            _events.ReadUsageRecord(usage, at, isSide: true, sink);
        ReadOnlySpan<byte> text = payload["message"u8].Text(_scratch);
        if (text.IsEmpty)
            return;
        sink.BeginMessage(_prompts.OtherHead(MessageRole.Assistant, MessageKind.Summary, at));
        sink.Block(BlockKind.Text, text);
        sink.EndMessage();
    }
}

using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>Reads the events that GitHub's Copilot agent logs, in its own program and in editors.</summary>
internal sealed class CopilotEvents
{
    private readonly Utf8Scratch _scratch;
    private readonly CopilotState _state = new();
    private readonly CopilotFacts _facts;
    private readonly CopilotMessages _messages;
    private readonly CopilotUsage _usage;

    /// <param name="scratch">Room for texts.</param>
    public CopilotEvents(Utf8Scratch scratch)
    {
        _scratch = scratch;
        _facts = new CopilotFacts(_state, scratch);
        _usage = new CopilotUsage(_state, scratch);
        _messages = new CopilotMessages(_state, _usage, scratch);
    }

    /// <summary>Reads an event.</summary>
    public void Read(JsonValue record, SessionSink sink)
    {
        ReadOnlySpan<byte> type = record["type"u8].Text(_scratch);
        if (!CopilotRecords.IsKnown(type))
        {
            sink.Count(SessionCount.UnknownRecord);
            return;
        }
        var row = new CopilotRow
        {
            Data = record["data"u8],
            Id = record["id"u8].Text(_scratch),
            Timestamp = RecordTime.Of(record["timestamp"u8]),
            Subagent = SubagentOf(record),
        };
        if (row.Timestamp is { } at)
            sink.Activity(at);
        if (!row.Subagent.IsEmpty && _state.Subagents.Add(row.Subagent))
            sink.Fact(SessionFact.Subagent, row.Subagent);
        if (type.StartsWith("session."u8))
            ReadSession(type, row, sink);
        else if (type.StartsWith("subagent."u8))
            ReadSubagent(type, record, sink);
        else
            _messages.Read(type, row, sink);
    }

    public void Save(StateWriter state) => _state.Save(state);

    public void Load(StateReader state) => _state.Load(state);

    private void ReadSession(ReadOnlySpan<byte> type, in CopilotRow row, SessionSink sink)
    {
        if (type.SequenceEqual("session.shutdown"u8))
            _usage.ReadShutdown(row, sink);
        else if (!_facts.Read(type, row, sink))
            _messages.ReadNotice(type, row, sink);
    }

    private void ReadSubagent(ReadOnlySpan<byte> type, JsonValue record, SessionSink sink)
    {
        ReadOnlySpan<byte> call = record["data"u8]["toolCallId"u8].Text(_scratch);
        if (!type.SequenceEqual("subagent.started"u8) || call.IsEmpty)
            return;
        // Its events are known by the call that started it, or by a name of its own; either way it is one.
        ReadOnlySpan<byte> own = record["agentId"u8].Text(_scratch);
        if (!own.IsEmpty)
            _state.Agents.Set(own, call);
        if (_state.Subagents.Add(call))
            sink.Fact(SessionFact.Subagent, call);
    }

    private ReadOnlySpan<byte> SubagentOf(JsonValue record)
    {
        ReadOnlySpan<byte> call = record["data"u8]["parentToolCallId"u8].Text(_scratch);
        if (!call.IsEmpty || record["type"u8].Raw.StartsWith("subagent."u8))
            return call;
        ReadOnlySpan<byte> own = record["agentId"u8].Text(_scratch);
        return own.IsEmpty ? own
            : _state.Agents.Find(own) is { } started ? started
            : own;
    }
}

/// <summary>An event with what all of them have.</summary>
internal readonly ref struct CopilotRow
{
    public JsonValue Data { get; init; }

    public ReadOnlySpan<byte> Id { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The subagent it belongs to; empty in the main thread.</summary>
    public ReadOnlySpan<byte> Subagent { get; init; }

    /// <summary>Whether it belongs to the main thread, which alone is counted.</summary>
    public bool IsMain => Subagent.IsEmpty;

    /// <summary>Makes the head of a message.</summary>
    public MessageHead Head(ReadOnlySpan<byte> key, MessageRole role, MessageKind kind, ReadOnlySpan<byte> model = default) =>
        new()
        {
            Key = key,
            Role = role,
            Kind = kind,
            Timestamp = Timestamp,
            Subagent = Subagent,
            Model = model,
        };
}

using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Qwen;

/// <summary>Reads a session in lines, or the records of one subagent.</summary>
internal sealed class QwenReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly byte[] _subagent;
    private readonly QwenFacts _facts;
    private readonly QwenMessages _messages;

    /// <param name="sessionId">The session that the file belongs to.</param>
    /// <param name="subagent">The subagent whose records they are; empty for a session's own.</param>
    /// <param name="state">What an earlier reader of the file saved.</param>
    public QwenReader(string sessionId, string subagent, ReadOnlySpan<byte> state)
    {
        _subagent = Encoding.UTF8.GetBytes(subagent);
        _facts = new QwenFacts(Encoding.UTF8.GetBytes(sessionId), _scratch);
        _messages = new QwenMessages(_scratch);
        if (StateReader.Open(state, StateVersion) is { } saved)
        {
            _facts.Load(saved);
            _messages.Load(saved);
        }
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue line) || !line.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        ReadOnlySpan<byte> subtype = line["subtype"u8].Text(_scratch);
        if (!QwenRecords.IsType(line["type"u8].Text(_scratch)) || !(subtype.IsEmpty || QwenRecords.IsSubtype(subtype)))
        {
            sink.Count(SessionCount.UnknownRecord);
            return;
        }
        ReadOnlySpan<byte> subagent = _subagent;
        if (subagent.IsEmpty && (line["isSidechain"u8].IsTrue || line["agentId"u8].IsString))
            subagent = line["agentId"u8].IsString ? line["agentId"u8].Text(_scratch) : "sidechain"u8;
        var row = new QwenRow
        {
            Row = line,
            Uuid = line["uuid"u8].Text(_scratch),
            Subtype = subtype,
            Timestamp = RecordTime.Of(line["timestamp"u8]),
            Subagent = subagent,
        };
        if (row.Timestamp is { } at)
            sink.Activity(at);
        _facts.Read(row, sink);
        _messages.Read(row, sink);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        _facts.Save(state);
        _messages.Save(state);
        return state.ToArray();
    }
}

/// <summary>A record with what all of them have.</summary>
internal readonly ref struct QwenRow
{
    public JsonValue Row { get; init; }

    public ReadOnlySpan<byte> Uuid { get; init; }

    /// <summary>What is special about it; empty for what people, the model and tools say.</summary>
    public ReadOnlySpan<byte> Subtype { get; init; }

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

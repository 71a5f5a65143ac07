using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Kimi;

/// <summary>
/// Reads the log of an agent: the operations of Kimi Code, the messages between Kimi CLI and its screen, or what Kimi CLI gives
/// the model. Which of them a record is it says itself.
/// </summary>
internal sealed class KimiReader : SessionReader
{
    private const byte StateVersion = 2;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly RecordNumbers _numbers = new();
    private readonly byte[] _subagent;
    private readonly KimiOperations _operations;
    private readonly KimiWire _wire;
    private readonly KimiMessages _messages;
    private bool _isSubagentTold;

    /// <param name="subagent">The subagent whose log it is; empty for the main agent's.</param>
    /// <param name="state">What an earlier reader of the file saved.</param>
    public KimiReader(string subagent, ReadOnlySpan<byte> state)
    {
        _subagent = Encoding.UTF8.GetBytes(subagent);
        _messages = new KimiMessages(_scratch);
        _operations = new KimiOperations(_messages, _scratch);
        _wire = new KimiWire(_scratch);
        if (StateReader.Open(state, StateVersion) is not { } saved)
            return;
        _numbers.Load(saved);
        _isSubagentTold = saved.Bool();
        _operations.Load(saved);
        _wire.Load(saved);
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
        TellSubagent(sink);
        ReadOnlySpan<byte> number = _numbers.KeyOf(default);
        DateTimeOffset? timestamp = RecordTime.Of(Time(line));
        if (timestamp is { } at)
            sink.Activity(at);
        var row = new KimiRow
        {
            Row = line,
            Key = _subagent.Length == 0 ? number : _scratch.Join(_scratch.Join(_subagent, "/"u8), number),
            Timestamp = timestamp,
            Subagent = _subagent,
        };
        if (line["message"u8]["payload"u8].IsObject)
            _wire.Read(row, line["message"u8], sink);
        else if (line["role"u8].IsString)
            _messages.Read(row, line, sink);
        else
            _operations.Read(row, sink);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        _numbers.Save(state);
        state.Add(_isSubagentTold);
        _operations.Save(state);
        _wire.Save(state);
        return state.ToArray();
    }

    private static JsonValue Time(JsonValue line) =>
        line["time"u8].IsPresent ? line["time"u8]
        : line["timestamp"u8].IsPresent ? line["timestamp"u8]
        : line["created_at"u8];

    private void TellSubagent(SessionSink sink)
    {
        if (_isSubagentTold || _subagent.Length == 0)
            return;
        _isSubagentTold = true;
        sink.Fact(SessionFact.Subagent, _subagent);
    }
}

/// <summary>A record with what all of them have.</summary>
internal readonly ref struct KimiRow
{
    public JsonValue Row { get; init; }

    /// <summary>Its number in the file, behind the subagent's name: records have no ids.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

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

    /// <summary>Counts something, where it belongs to the main thread.</summary>
    public void Count(SessionCount what, SessionSink sink)
    {
        if (IsMain)
            sink.Count(what);
    }
}

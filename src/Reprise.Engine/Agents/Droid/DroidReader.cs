using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Droid;

/// <summary>Reads a session: a line about it, which is written again when that changes, then messages and states.</summary>
internal sealed class DroidReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly RecordNumbers _numbers = new();
    private readonly DroidMessages _messages;
    private bool _isDelegated;

    /// <param name="state">What an earlier reader of the file saved.</param>
    public DroidReader(ReadOnlySpan<byte> state)
    {
        _messages = new DroidMessages(_scratch);
        if (StateReader.Open(state, StateVersion) is not { } saved)
            return;
        _numbers.Load(saved);
        _isDelegated = saved.Bool();
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
        DateTimeOffset? timestamp = RecordTime.Of(line["timestamp"u8]);
        if (timestamp is { } at)
            sink.Activity(at);
        JsonValue type = line["type"u8];
        if (type.Is("session_start"u8))
        {
            ReadStart(line, sink);
            return;
        }
        var row = new DroidRow
        {
            Row = line,
            Key = _numbers.KeyOf(line["id"u8].Text(_scratch)),
            Timestamp = timestamp,
            IsDelegated = _isDelegated,
        };
        if (type.Is("message"u8))
            _messages.Read(row, line["message"u8], sink);
        else if (type.Is("compaction_state"u8))
            ReadCompaction(row, sink);
        else if (!type.Is("todo_state"u8) && !type.Is("session_settings"u8) && !type.Is("agent_turn_outcome"u8))
            sink.Count(SessionCount.UnknownRecord);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        _numbers.Save(state);
        state.Add(_isDelegated);
        return state.ToArray();
    }

    private void ReadStart(JsonValue start, SessionSink sink)
    {
        sink.Fact(SessionFact.Folder, start["cwd"u8].Text(_scratch));
        sink.Fact(SessionFact.ForkedFrom, start["parent"u8].Text(_scratch));
        ReadOnlySpan<byte> caller = start["callingSessionId"u8].Text(_scratch);
        sink.Fact(SessionFact.ParentSession, caller);
        // What such a session is asked was written by the model that started it.
        _isDelegated |= !caller.IsEmpty;
        bool isGiven = start["isSessionTitleManuallySet"u8].IsTrue;
        ReadOnlySpan<byte> title = start["title"u8].Text(_scratch);
        if (title.IsEmpty || title.SequenceEqual("New Session"u8))
            title = start["sessionTitle"u8].Text(_scratch);
        if (!title.IsEmpty && !title.SequenceEqual("New Session"u8))
            sink.Fact(isGiven ? SessionFact.CustomTitle : SessionFact.GeneratedTitle, title);
    }

    private void ReadCompaction(in DroidRow row, SessionSink sink)
    {
        sink.Count(SessionCount.Compaction);
        JsonValue summary = row.Row["summaryText"u8];
        ReadOnlySpan<byte> text = (summary.IsString ? summary : row.Row["summary"u8]["body"u8]).Text(_scratch);
        sink.BeginMessage(row.Head(MessageRole.User, MessageKind.Summary));
        if (!text.IsEmpty)
            sink.Block(BlockKind.Text, text);
        sink.EndMessage();
    }
}

/// <summary>A record with what all of them have.</summary>
internal readonly ref struct DroidRow
{
    public JsonValue Row { get; init; }

    /// <summary>Its id, or its number among those without one.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Whether another session started this one.</summary>
    public bool IsDelegated { get; init; }

    /// <summary>Makes the head of a message.</summary>
    public MessageHead Head(MessageRole role, MessageKind kind, ReadOnlySpan<byte> model = default) =>
        new()
        {
            Key = Key,
            Role = role,
            Kind = kind,
            Timestamp = Timestamp,
            Model = model,
        };
}

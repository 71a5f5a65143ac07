using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Pi;

/// <summary>Reads a session: a line about it, then entries. Branches that were left were said and paid for, so all are read.</summary>
internal sealed class PiReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly RecordNumbers _numbers = new();
    private readonly PiMessages _messages;

    /// <param name="state">What an earlier reader of the file saved.</param>
    public PiReader(ReadOnlySpan<byte> state)
    {
        _messages = new PiMessages(_scratch);
        if (StateReader.Open(state, StateVersion) is { } saved)
            _numbers.Load(saved);
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
        if (type.Is("session"u8))
        {
            ReadHeader(line, sink);
            return;
        }
        var entry = new PiEntry
        {
            Row = line,
            // Entries of the first releases have no ids.
            Key = _numbers.KeyOf(line["id"u8].Text(_scratch)),
            Timestamp = timestamp,
        };
        if (type.Is("message"u8))
            _messages.Read(entry, line["message"u8], sink);
        else
            ReadOther(entry, type, sink);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        _numbers.Save(state);
        return state.ToArray();
    }

    private void ReadHeader(JsonValue header, SessionSink sink)
    {
        sink.Fact(SessionFact.Folder, header["cwd"u8].Text(_scratch));
        ReadOnlySpan<byte> title = header["title"u8].Text(_scratch);
        if (!title.IsEmpty)
            sink.Fact(SessionFact.GeneratedTitle, title);
        JsonValue parent = header["parentSession"u8].IsString ? header["parentSession"u8] : header["branchedFrom"u8];
        if (!parent.IsString || parent.Raw.IsEmpty)
            return;
        string id = PiLayout.IdOfPath(Encoding.UTF8.GetString(parent.Text(_scratch)));
        sink.Fact(SessionFact.ForkedFrom, Encoding.UTF8.GetBytes(id));
    }

    private void ReadOther(in PiEntry entry, JsonValue type, SessionSink sink)
    {
        if (type.Is("custom_message"u8))
        {
            _messages.TellNote(entry, entry.Row["content"u8], MessageKind.Meta, sink);
        }
        else if (type.Is("compaction"u8))
        {
            sink.Count(SessionCount.Compaction);
            _messages.TellNote(entry, entry.Row["summary"u8], MessageKind.Summary, sink);
        }
        else if (type.Is("branch_summary"u8))
        {
            _messages.TellNote(entry, entry.Row["summary"u8], MessageKind.Summary, sink);
        }
        else if (type.Is("session_info"u8))
        {
            // An empty name does not take an earlier one back.
            ReadOnlySpan<byte> name = entry.Row["name"u8].Text(_scratch);
            if (!name.IsEmpty)
                sink.Fact(SessionFact.CustomTitle, name);
        }
        else if (!IsBookkeeping(type))
        {
            sink.Count(SessionCount.UnknownRecord);
        }
    }

    private static bool IsBookkeeping(JsonValue type) =>
        type.Is("model_change"u8)
        || type.Is("thinking_level_change"u8)
        || type.Is("label"u8)
        || type.Is("custom"u8)
        || type.Is("context_edit"u8)
        || type.Is("ttsr_injection"u8)
        || type.Is("session_init"u8)
        || type.Is("mode_change"u8);
}

/// <summary>An entry with what all of them have.</summary>
internal readonly ref struct PiEntry
{
    public JsonValue Row { get; init; }

    /// <summary>Its id, or its number among those without one.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

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

using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.OpenCode;

/// <summary>Reads the rows of a session, or the small files that stood for rows: each message, then its parts.</summary>
internal sealed class OpenCodeReader : SessionReader
{
    private readonly RowLines _lines = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly OpenCodeState _state;
    private readonly OpenCodeMessages _messages;
    private readonly OpenCodeParts _parts;
    private readonly OpenCodeFacts _facts;

    /// <param name="state">What an earlier reader saved.</param>
    public OpenCodeReader(ReadOnlySpan<byte> state)
    {
        _state = OpenCodeState.Load(state);
        _messages = new OpenCodeMessages(_state, _scratch);
        _parts = new OpenCodeParts(_state, _messages, _scratch);
        _facts = new OpenCodeFacts(_scratch);
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_lines.TryParse(record.Utf8, _scratch, out RowLine line))
            sink.Count(SessionCount.DamagedRecord);
        else if (line.Table.SequenceEqual("session"u8))
            _facts.ReadRow(line, sink);
        else if (OpenCodeRecord.Of(line, _scratch) is { Kind: not OpenCodeKind.Other } found)
            ReadRecord(found, sink);
    }

    public override void Complete(SessionSink sink) => _messages.End(sink);

    public override byte[] SaveState() => _state.Save();

    private void ReadRecord(in OpenCodeRecord record, SessionSink sink)
    {
        if (!_lines.TryParseJson(record.Data, _scratch, out JsonValue data) || !data.IsObject)
            sink.Count(SessionCount.DamagedRecord);
        else if (record.Kind == OpenCodeKind.Message)
            _messages.Begin(record.Id, data, record.Created, sink);
        else if (record.Kind == OpenCodeKind.Part)
            _parts.Read(record.Id, record.Message, data, sink);
        else
            _facts.ReadFile(data, sink);
    }
}

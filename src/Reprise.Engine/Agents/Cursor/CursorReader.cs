using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Cursor;

/// <summary>Reads rows of the editor's databases: conversations, their messages, chats of 2023 and 2024.</summary>
internal sealed class CursorReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly RowLines _lines = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly CursorBubbles _bubbles;
    private readonly CursorComposer _composer;

    /// <param name="state">What an earlier reader saved.</param>
    public CursorReader(ReadOnlySpan<byte> state)
    {
        _bubbles = new CursorBubbles(_scratch);
        _composer = new CursorComposer(_bubbles, _scratch);
        if (StateReader.Open(state, StateVersion) is { } saved)
            _bubbles.Model = saved.Text();
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_lines.TryParse(record.Utf8, _scratch, out RowLine line))
            sink.Count(SessionCount.DamagedRecord);
        else if (!line.IsHead && line["value"u8].IsPresent)
            ReadValue(line, sink);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        state.Add(_bubbles.Model);
        return state.ToArray();
    }

    private void ReadValue(in RowLine line, SessionSink sink)
    {
        if (!_lines.TryParseJson(line["value"u8], _scratch, out JsonValue value) || !value.IsObject)
            sink.Count(SessionCount.DamagedRecord);
        else if (line.Table.SequenceEqual("composerHeaders"u8))
            _composer.ReadHead(value, sink);
        else if (line.Id.StartsWith("bubbleId:"u8))
            _bubbles.Read(value, sink);
        else if (value["tabId"u8].IsString)
            _composer.ReadTab(value, sink);
        else
            _composer.Read(value, sink);
    }
}

using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.CopilotVscode;

/// <summary>Reads a session: a document, a log of changes to one, or the events that the extension logs.</summary>
internal sealed class CopilotVscodeReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly CopilotVscodeState _state = new();
    private readonly CopilotVscodeChat _chat;
    private readonly CopilotVscodeChanges _changes;
    private readonly CopilotEvents _events;
    private readonly bool _isDocument;

    /// <param name="isDocument">Whether it is one document, which is read from its start whenever it has changed.</param>
    /// <param name="state">What an earlier reader of the file saved.</param>
    public CopilotVscodeReader(bool isDocument, ReadOnlySpan<byte> state)
    {
        _isDocument = isDocument;
        _chat = new CopilotVscodeChat(_state, _scratch);
        _changes = new CopilotVscodeChanges(_state, _chat, _scratch);
        _events = new CopilotEvents(_scratch);
        if (StateReader.Open(state, StateVersion) is { } saved)
        {
            _state.Load(saved);
            _events.Load(saved);
        }
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue line) || !line.IsObject)
            sink.Count(SessionCount.DamagedRecord);
        else if (line["kind"u8].Kind == System.Text.Json.JsonTokenType.Number)
            _changes.Read(line, sink);
        else if (line["requests"u8].IsArray)
            _chat.Read(line, sink);
        else if (line["type"u8].IsString && line["data"u8].IsObject)
            _events.Read(line, sink);
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    public override byte[] SaveState()
    {
        if (_isDocument)
            return [];
        var state = new StateWriter(StateVersion);
        _state.Save(state);
        _events.Save(state);
        return state.ToArray();
    }
}

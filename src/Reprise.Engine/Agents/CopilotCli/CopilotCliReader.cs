using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.CopilotCli;

/// <summary>Reads a session's log.</summary>
internal sealed class CopilotCliReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly CopilotEvents _events;

    /// <param name="state">What an earlier reader of the file saved.</param>
    public CopilotCliReader(ReadOnlySpan<byte> state)
    {
        _events = new CopilotEvents(_scratch);
        if (StateReader.Open(state, StateVersion) is { } saved)
            _events.Load(saved);
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (_tape.TryParse(record.Utf8, out JsonValue line) && line.IsObject)
            _events.Read(line, sink);
        else
            sink.Count(SessionCount.DamagedRecord);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        _events.Save(state);
        return state.ToArray();
    }
}

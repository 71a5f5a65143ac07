using System.Text;
using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Gemini;

/// <summary>Reads a chat, of a session or of one of its subagents.</summary>
internal sealed class GeminiReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly GeminiChat _chat;
    private readonly bool _isDocument;

    /// <param name="subagent">The subagent whose chat it is; empty for a session's own.</param>
    /// <param name="isDocument">Whether it is one document, which is read from its start whenever it has changed.</param>
    /// <param name="state">What an earlier reader of the file saved.</param>
    public GeminiReader(string subagent, bool isDocument, ReadOnlySpan<byte> state)
    {
        _isDocument = isDocument;
        _chat = new GeminiChat(Encoding.UTF8.GetBytes(subagent), _scratch);
        if (StateReader.Open(state, StateVersion) is { } saved)
            _chat.Load(saved);
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (_tape.TryParse(record.Utf8, out JsonValue line) && line.IsObject)
            _chat.Read(line, sink);
        else
            sink.Count(SessionCount.DamagedRecord);
    }

    public override byte[] SaveState()
    {
        if (_isDocument)
            return [];
        var state = new StateWriter(StateVersion);
        _chat.Save(state);
        return state.ToArray();
    }
}

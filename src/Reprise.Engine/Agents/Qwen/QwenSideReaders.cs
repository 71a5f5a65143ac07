using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Qwen;

/// <summary>Reads a session as older releases wrote it: a document of Gemini's kind.</summary>
internal sealed class QwenDocumentReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (_tape.TryParse(record.Utf8, out JsonValue document) && document.IsObject)
            new GeminiChat(subagent: [], _scratch).Read(document, sink);
        else
            sink.Count(SessionCount.DamagedRecord);
    }
}

/// <summary>Reads the prompts of all sessions of a project, as notes.</summary>
internal sealed class QwenLogReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        if (_tape.TryParse(record.Utf8, out JsonValue log) && log.IsArray)
            new GeminiPromptLog(_scratch).Read(log, sink);
        else
            sink.Count(SessionCount.DamagedRecord);
    }
}

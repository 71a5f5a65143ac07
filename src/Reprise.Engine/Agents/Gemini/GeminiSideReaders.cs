using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Gemini;

/// <summary>Reads the file that says which folder a project is.</summary>
internal sealed class GeminiMarkerReader : SessionReader
{
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        _scratch.Reset();
        ReadOnlySpan<byte> folder = JsonText.Decode(record.Utf8, isEscaped: false, _scratch).Trim(" \t\r\n\0"u8);
        sink.Fact(SessionFact.Folder, folder);
    }
}

/// <summary>
/// Reads the prompts of all sessions of a project. They are told as notes: most stand in their sessions as well, and those of
/// sessions that are gone are found by searching.
/// </summary>
internal sealed class GeminiLogReader : SessionReader
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

/// <summary>Reads a chat that a person saved under a name: contents as Google's API has them, without ids and times.</summary>
internal sealed class GeminiSavedChatReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (_tape.TryParse(record.Utf8, out JsonValue chat))
            new GeminiHistory(_scratch).Read(chat.IsArray ? chat : chat["history"u8], sink);
        else
            sink.Count(SessionCount.DamagedRecord);
    }
}

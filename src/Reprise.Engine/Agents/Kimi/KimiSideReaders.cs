using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Kimi;

/// <summary>Reads what a session keeps of itself beside its logs: title, folder, and where it was forked from.</summary>
internal sealed class KimiStateReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue state) || !state.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        sink.Fact(SessionFact.Folder, state["workDir"u8].Text(_scratch));
        sink.Fact(SessionFact.ForkedFrom, state["forkedFrom"u8].Text(_scratch));
        bool isCli = state["custom_title"u8].IsString;
        ReadOnlySpan<byte> title = state[isCli ? "custom_title"u8 : "title"u8].Text(_scratch);
        bool isGiven = isCli ? !state["title_generated"u8].IsTrue : state["isCustomTitle"u8].IsTrue;
        if (!title.IsEmpty && !title.SequenceEqual("New Session"u8) && !title.SequenceEqual("Untitled"u8))
            sink.Fact(isGiven ? SessionFact.CustomTitle : SessionFact.GeneratedTitle, title);
    }
}

/// <summary>Reads the working folder of a session of Kimi CLI, which only tells the model.</summary>
internal sealed class KimiFolderReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        // The other records say what the log says.
        if (record.Utf8.IndexOf("\"_system_prompt\""u8) < 0)
            return;
        _scratch.Reset();
        if (_tape.TryParse(record.Utf8, out JsonValue line) && line["role"u8].Is("_system_prompt"u8))
            Tell(line["content"u8].Text(_scratch), sink);
    }

    /// <summary>Tells the folder that a system prompt names.</summary>
    public static void Tell(ReadOnlySpan<byte> prompt, SessionSink sink)
    {
        ReadOnlySpan<byte> mark = "current working directory is `"u8;
        int at = prompt.IndexOf(mark);
        if (at < 0)
            return;
        ReadOnlySpan<byte> folder = prompt[(at + mark.Length)..];
        int end = folder.IndexOfAny("`\n"u8);
        if (end > 0)
            sink.Fact(SessionFact.Folder, folder[..end]);
    }
}

using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Continue;

/// <summary>Reads a session.</summary>
internal sealed class ContinueReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue session) || !session.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        TellFacts(session, sink);
        byte[] model = session["chatModelTitle"u8].Text(_scratch).ToArray();
        var history = new ContinueHistory(model, _scratch);
        history.Read(session["history"u8], sink);
        // The command line keeps one sum for all of a session; editors keep the tokens of each answer.
        if (!history.HasTokens)
            ContinueUsage.Tell("session"u8, model, session["usage"u8], sink);
    }

    private void TellFacts(JsonValue session, SessionSink sink)
    {
        JsonValue folder = session["workspaceDirectory"u8].IsString
            ? session["workspaceDirectory"u8]
            : session["workspace_directory"u8];
        if (!folder.Raw.IsEmpty)
            sink.Fact(SessionFact.Folder, FileUri.PathOf(folder.Text(_scratch), _scratch));
        JsonValue title = session["title"u8];
        if (!title.Is("New Session"u8) && !title.Is("Untitled Session"u8))
            sink.Fact(SessionFact.GeneratedTitle, title.Text(_scratch));
    }
}

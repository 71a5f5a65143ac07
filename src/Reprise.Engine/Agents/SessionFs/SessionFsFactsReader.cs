using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.SessionFs;

/// <summary>Reads what <c>manifest.json</c> and <c>workspace.json</c> say of a session.</summary>
internal sealed class SessionFsFactsReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue facts) || !facts.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        // A title is made up when the session is captured, and may be changed by a person: which one it is is not said.
        Tell(SessionFact.GeneratedTitle, facts["title"u8], sink);
        Tell(SessionFact.AgentVersion, facts["source"u8]["tool_version"u8], sink);
        Tell(SessionFact.ForkedFrom, facts["parent_session_id"u8], sink);
        Tell(SessionFact.Folder, facts["root_path"u8], sink);
        Tell(SessionFact.Branch, facts["git"u8]["branch"u8], sink);
        Tell(SessionFact.Remote, facts["git"u8]["remote_url"u8], sink);
        TellTime(facts["created_at"u8], sink);
        TellTime(facts["updated_at"u8], sink);
    }

    private static void TellTime(JsonValue value, SessionSink sink)
    {
        if (RecordTime.Of(value) is { } time)
            sink.Activity(time);
    }

    private void Tell(SessionFact fact, JsonValue value, SessionSink sink)
    {
        if (value.Text(_scratch) is { IsEmpty: false } text)
            sink.Fact(fact, text);
    }
}

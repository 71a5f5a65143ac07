using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Cline;

/// <summary>Reads the small documents that tell of a task or a session as a whole.</summary>
internal sealed class ClineFactsReader : SessionReader
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
        TellFolder(facts["workspace"u8].IsString ? facts["workspace"u8] : facts["cwd"u8], sink);
        sink.Fact(SessionFact.ParentSession, facts["parentTaskId"u8].Text(_scratch));
        sink.Fact(SessionFact.GeneratedTitle, facts["metadata"u8]["title"u8].Text(_scratch));
        TellTime(facts["ts"u8], sink);
        TellTime(facts["started_at"u8], sink);
        TellTime(facts["ended_at"u8], sink);
        foreach (JsonValue place in facts["environment_history"u8].Elements)
            sink.Fact(SessionFact.AgentVersion, place["cline_version"u8].Text(_scratch));
        foreach (JsonValue used in facts["model_usage"u8].Elements)
            TellModel(used, sink);
    }

    private void TellFolder(JsonValue folder, SessionSink sink)
    {
        if (!folder.Raw.IsEmpty)
            sink.Fact(SessionFact.Folder, FileUri.WithDrive(folder.Text(_scratch), _scratch));
    }

    private static void TellTime(JsonValue time, SessionSink sink)
    {
        if (RecordTime.Of(time) is { } at)
            sink.Activity(at);
    }

    // Which models there were is known, which of them took what is not.
    private void TellModel(JsonValue used, SessionSink sink)
    {
        ReadOnlySpan<byte> model = used["model_id"u8].Text(_scratch);
        if (model.IsEmpty)
            return;
        sink.Usage(
            new ResponseUsage
            {
                Key = _scratch.Join("model "u8, model),
                IsLocalKey = true,
                Model = model,
                Provider = used["model_provider_id"u8].Text(_scratch),
                Timestamp = RecordTime.Of(used["ts"u8]),
            }
        );
    }
}

using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Vibe;

/// <summary>Reads what is known of a session: times, folder, branch, title, model, and one sum of tokens for all answers.</summary>
/// <param name="subagent">The subagent that the document is about, of which only tokens are told; empty for the session itself.</param>
internal sealed class VibeMetaReader(string subagent) : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly byte[] _subagent = Encoding.UTF8.GetBytes(subagent);

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue meta) || !meta.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        DateTimeOffset? ended = RecordTime.Of(meta["end_time"u8]);
        if (RecordTime.Of(meta["start_time"u8]) is { } started)
            sink.Activity(started);
        if (ended is { } at)
            sink.Activity(at);
        if (_subagent.Length == 0)
            ReadFacts(meta, sink);
        JsonValue stats = meta["stats"u8];
        ReadOnlySpan<byte> model = meta["config"u8]["active_model"u8].Text(_scratch);
        if (!stats.IsObject && model.IsEmpty)
            return;
        sink.Usage(
            new ResponseUsage
            {
                Key = _subagent.Length == 0 ? "session"u8 : _scratch.Join(_subagent, "/session"u8),
                IsLocalKey = true,
                Model = model,
                Subagent = _subagent,
                Timestamp = ended,
                OwnCost = stats["session_cost"u8].NanoUsd(),
                Tokens = new TokenUsage(
                    stats["session_prompt_tokens"u8].Amount(),
                    stats["session_completion_tokens"u8].Amount(),
                    0,
                    0,
                    0,
                    0
                ),
            }
        );
    }

    private void ReadFacts(JsonValue meta, SessionSink sink)
    {
        sink.Fact(SessionFact.Folder, meta["environment"u8]["working_directory"u8].Text(_scratch));
        sink.Fact(SessionFact.Branch, meta["git_branch"u8].Text(_scratch));
        sink.Fact(SessionFact.ForkedFrom, meta["parent_session_id"u8].Text(_scratch));
        ReadOnlySpan<byte> title = meta["title"u8].Text(_scratch);
        if (!title.IsEmpty)
            sink.Fact(meta["title_source"u8].Is("manual"u8) ? SessionFact.CustomTitle : SessionFact.GeneratedTitle, title);
    }
}

using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Grok;

/// <summary>Reads what is known of a session: times, folder, branch, title, and where it comes from.</summary>
internal sealed class GrokSummaryReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue summary) || !summary.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        TellTime(summary["created_at"u8], sink);
        TellTime(summary[summary["last_active_at"u8].IsString ? "last_active_at"u8 : "updated_at"u8], sink);
        sink.Fact(SessionFact.Folder, summary["info"u8]["cwd"u8].Text(_scratch));
        sink.Fact(SessionFact.Branch, summary["head_branch"u8].Text(_scratch));
        foreach (JsonValue remote in summary["git_remotes"u8].Elements)
        {
            sink.Fact(SessionFact.Remote, remote.Text(_scratch));
            break;
        }
        bool isSubagent = summary["session_kind"u8].Text(_scratch).StartsWith("subagent"u8);
        sink.Fact(isSubagent ? SessionFact.ParentSession : SessionFact.ForkedFrom, summary["parent_session_id"u8].Text(_scratch));
        ReadOnlySpan<byte> title = summary["generated_title"u8].Text(_scratch);
        bool isGiven = !title.IsEmpty && summary["title_is_manual"u8].IsTrue;
        if (title.IsEmpty)
            title = summary["session_summary"u8].Text(_scratch);
        if (!title.IsEmpty)
            sink.Fact(isGiven ? SessionFact.CustomTitle : SessionFact.GeneratedTitle, title);
    }

    private static void TellTime(JsonValue time, SessionSink sink)
    {
        if (RecordTime.Of(time) is { } at)
            sink.Activity(at);
    }
}

/// <summary>Reads the tokens of turns, the only ones there are; what else happened the conversation says as well.</summary>
internal sealed class GrokUsageReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        // Nearly all lines are pieces of texts.
        if (record.Utf8.IndexOf("turn_completed"u8) < 0)
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue line))
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        JsonValue update = line["params"u8]["update"u8];
        if (!update["sessionUpdate"u8].Is("turn_completed"u8))
            return;
        DateTimeOffset? timestamp = RecordTime.Of(line["timestamp"u8]);
        if (timestamp is { } at)
            sink.Activity(at);
        JsonValue usage = update["usage"u8];
        ReadOnlySpan<byte> turn = update["prompt_id"u8].Text(_scratch);
        bool isNumbered = turn.IsEmpty;
        if (isNumbered)
            turn = line["timestamp"u8].Raw;
        bool isSplit = false;
        foreach (JsonMember model in usage["modelUsage"u8].Members)
        {
            isSplit = true;
            ReadOnlySpan<byte> name = JsonText.Decode(model.Name, model.Name.Contains((byte)'\\'), _scratch);
            Tell(turn, isNumbered, name, timestamp, model.Value, sink);
        }
        if (!isSplit && usage.IsObject)
            Tell(turn, isNumbered, default, timestamp, usage, sink);
    }

    private void Tell(
        ReadOnlySpan<byte> turn,
        bool isNumbered,
        ReadOnlySpan<byte> model,
        DateTimeOffset? timestamp,
        JsonValue usage,
        SessionSink sink
    )
    {
        long cached = usage["cachedReadTokens"u8].Amount();
        long written = usage["cacheCreationTokens"u8].Amount();
        long thinking = usage["reasoningTokens"u8].Amount();
        sink.Usage(
            new ResponseUsage
            {
                Key = _scratch.Join(_scratch.Join(turn, "/"u8), model),
                IsLocalKey = isNumbered,
                Model = model,
                Timestamp = timestamp,
                OwnCost = CostOf(usage),
                Tokens = new TokenUsage(
                    Input: TokenParts.Rest(usage["inputTokens"u8].Amount(), cached, written),
                    Output: TokenParts.Rest(usage["outputTokens"u8].Amount(), thinking),
                    CacheRead: cached,
                    CacheWrite5Minutes: written,
                    CacheWrite1Hour: 0,
                    Reasoning: thinking
                ),
            }
        );
    }

    // A tick is 10^-10 USD. What is only a part of the cost is none.
    private static long? CostOf(JsonValue usage)
    {
        if (!usage["costUsdTicks"u8].IsPresent || usage["costIsPartial"u8].IsTrue)
            return null;
        long ticks = usage["costUsdTicks"u8].Amount();
        return ticks < 0 ? -1 : ticks / 10;
    }
}

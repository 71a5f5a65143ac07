using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>
/// Reads tokens: an answer has those of its output alone, and the program says at its end what each model used since it was
/// started. What answers had is taken off that, so that each token is told once.
/// </summary>
internal sealed class CopilotUsage(CopilotState state, Utf8Scratch scratch)
{
    /// <summary>Tells the output of an answer.</summary>
    /// <param name="key">What identifies the response.</param>
    /// <param name="model">The model that the event names; empty when it does not.</param>
    /// <param name="output">The tokens, those of reasoning included.</param>
    /// <param name="row">The event.</param>
    /// <param name="sink">Where it is told.</param>
    public void TellAnswer(ReadOnlySpan<byte> key, ReadOnlySpan<byte> model, long output, in CopilotRow row, SessionSink sink)
    {
        if (model.IsEmpty)
            model = state.Model;
        if (output > 0)
        {
            string name = Encoding.UTF8.GetString(model);
            state.Told[name] = state.Told.GetValueOrDefault(name) + Math.Min(output, 1L << 32);
        }
        // A model without tokens is told as well: that is how it becomes known.
        if (!model.IsEmpty || output != 0)
            Tell(key, model, new TokenUsage(0, output, 0, 0, 0, 0), row, sink);
    }

    /// <summary>Reads what was used since the program was started.</summary>
    public void ReadShutdown(in CopilotRow row, SessionSink sink)
    {
        foreach (JsonMember metric in row.Data["modelMetrics"u8].Members)
        {
            JsonValue usage = metric.Value["usage"u8];
            if (!usage.IsObject)
                continue;
            ReadOnlySpan<byte> model = JsonText.Decode(metric.Name, isEscaped: metric.Name.Contains((byte)'\\'), scratch);
            long read = usage["cacheReadTokens"u8].Amount();
            long written = usage["cacheWriteTokens"u8].Amount();
            long output = usage["outputTokens"u8].Amount();
            long told = TakeTold(model);
            var tokens = new TokenUsage(
                Input: TokenParts.Rest(usage["inputTokens"u8].Amount(), read, written),
                Output: output < 0 ? -1 : Math.Max(0, output - told),
                CacheRead: read,
                CacheWrite5Minutes: written,
                CacheWrite1Hour: 0,
                Reasoning: 0
            );
            Tell(scratch.Join(scratch.Join(row.Id, "/"u8), model), model, tokens, row, sink);
        }
        state.Told.Clear();
    }

    private long TakeTold(ReadOnlySpan<byte> model) =>
        state.Told.Remove(Encoding.UTF8.GetString(model), out long told) ? told : 0;

    private static void Tell(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> model,
        TokenUsage tokens,
        in CopilotRow row,
        SessionSink sink
    )
    {
        var usage = new ResponseUsage
        {
            Key = key,
            IsLocalKey = key.IsEmpty,
            Model = model,
            Subagent = row.Subagent,
            Timestamp = row.Timestamp,
            Tokens = tokens,
        };
        sink.Usage(usage);
    }
}

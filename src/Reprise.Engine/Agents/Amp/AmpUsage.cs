using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Amp;

/// <summary>Tells tokens: those that answers bring, or those of the bill that older threads keep instead.</summary>
internal sealed class AmpUsage(Utf8Scratch scratch)
{
    /// <summary>Whether answers bring their tokens.</summary>
    public static bool IsTold(JsonValue messages)
    {
        foreach (JsonValue message in messages.Elements)
        {
            if (message["usage"u8].IsObject)
                return true;
        }
        return false;
    }

    /// <summary>Tells the tokens of an answer.</summary>
    public void Tell(in AmpRow row, JsonValue usage, ReadOnlySpan<byte> model, SessionSink sink)
    {
        long written = usage["cacheCreationInputTokens"u8].Amount();
        // Providers that do not charge for writing to the cache have all of what is new there.
        bool isInput = model.StartsWith("gpt-"u8);
        long input = usage["inputTokens"u8].Amount();
        ReadOnlySpan<byte> time = usage["timestamp"u8].Text(scratch);
        sink.Usage(
            new ResponseUsage
            {
                // Forks and exports copy messages with their times; numbers alone do not tell threads apart.
                Key = scratch.Join(scratch.Join(row.Key, "/"u8), time),
                IsLocalKey = time.IsEmpty,
                Model = model,
                Subagent = row.Subagent,
                Timestamp = row.Timestamp,
                Tokens = new TokenUsage(
                    Input: isInput ? TokenParts.Sum(input, written) : input,
                    Output: usage["outputTokens"u8].Amount(),
                    CacheRead: usage["cacheReadInputTokens"u8].Amount(),
                    CacheWrite5Minutes: isInput ? 0 : written,
                    CacheWrite1Hour: 0,
                    Reasoning: 0
                ),
            }
        );
    }

    /// <summary>Tells the tokens of a bill.</summary>
    public void ReadLedger(JsonValue events, SessionSink sink)
    {
        var numbers = new RecordNumbers();
        foreach (JsonValue told in events.Elements)
        {
            JsonValue tokens = told["tokens"u8];
            ReadOnlySpan<byte> id = told["id"u8].Text(scratch);
            sink.Usage(
                new ResponseUsage
                {
                    Key = numbers.KeyOf(id),
                    IsLocalKey = id.IsEmpty,
                    Model = told["model"u8].Text(scratch),
                    Timestamp = RecordTime.Of(told["timestamp"u8]),
                    Tokens = new TokenUsage(tokens["input"u8].Amount(), tokens["output"u8].Amount(), 0, 0, 0, 0),
                }
            );
        }
    }
}

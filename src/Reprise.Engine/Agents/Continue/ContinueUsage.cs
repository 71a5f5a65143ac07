using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Continue;

/// <summary>Tells the tokens of an answer, or of all answers of a session.</summary>
internal static class ContinueUsage
{
    /// <summary>Tells them, and the model when there are none.</summary>
    public static void Tell(ReadOnlySpan<byte> key, ReadOnlySpan<byte> model, JsonValue usage, SessionSink sink)
    {
        JsonValue details = usage["promptTokensDetails"u8];
        long input = Math.Max(0, usage["promptTokens"u8].Long());
        long read = Math.Max(0, details["cachedTokens"u8].Long());
        long written = Math.Max(0, details["cacheWriteTokens"u8].Long());
        long output = Math.Max(0, usage["completionTokens"u8].Long());
        long reasoning = Math.Clamp(usage["completionTokensDetails"u8]["reasoningTokens"u8].Long(), 0, output);
        // Providers count the cache as input or beside it: it is beside it when input is less, or when it was written to.
        bool includes = written == 0 && read <= input;
        var tokens = new TokenUsage(
            Input: includes ? input - read : input,
            Output: output - reasoning,
            CacheRead: read,
            CacheWrite5Minutes: written,
            CacheWrite1Hour: 0,
            Reasoning: reasoning
        );
        if (tokens.Total == 0 && model.IsEmpty)
            return;
        sink.Usage(
            new ResponseUsage
            {
                Key = key,
                Model = model,
                Tokens = tokens,
            }
        );
    }
}

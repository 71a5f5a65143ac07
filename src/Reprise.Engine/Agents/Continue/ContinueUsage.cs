using Reprise.Formats;
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
        long input = usage["promptTokens"u8].Amount();
        long read = details["cachedTokens"u8].Amount();
        long written = details["cacheWriteTokens"u8].Amount();
        long output = usage["completionTokens"u8].Amount();
        long reasoning = usage["completionTokensDetails"u8]["reasoningTokens"u8].Amount();
        long? cost = usage["totalCost"u8].NanoUsd();
        // Providers count the cache as input or beside it: it is beside it when input is less, or when it was written to.
        bool includes = written == 0 && read <= input;
        var tokens = new TokenUsage(
            Input: read < 0 || written < 0 ? -1
                : includes ? input - read
                : input,
            Output: TokenParts.Rest(output, reasoning),
            CacheRead: read,
            CacheWrite5Minutes: written,
            CacheWrite1Hour: 0,
            Reasoning: reasoning
        );
        if (tokens == default && cost is null or 0 && model.IsEmpty)
            return;
        sink.Usage(
            new ResponseUsage
            {
                // A place in the history, which the history of another session has as well.
                Key = key,
                IsLocalKey = true,
                Model = model,
                Tokens = tokens,
                OwnCost = cost,
            }
        );
    }
}

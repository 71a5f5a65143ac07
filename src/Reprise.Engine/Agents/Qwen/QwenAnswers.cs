using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Qwen;

/// <summary>
/// Tells which records are one response of the model: those that follow each other, until one has other tokens. A subagent writes
/// the text and each call of a response as records of their own, and a response that streams is written more than once.
/// </summary>
internal sealed class QwenAnswers(Utf8Scratch scratch)
{
    private byte[] _key = [];
    private ulong _tokens;

    /// <summary>Ends the response: somebody else spoke.</summary>
    public void End()
    {
        _key = [];
        _tokens = 0;
    }

    /// <summary>Finds the key of the response that a record belongs to.</summary>
    public ReadOnlySpan<byte> KeyOf(in QwenRow row)
    {
        JsonValue usage = row.Row["usageMetadata"u8];
        ulong tokens = usage.IsObject ? KeyHash.Of(usage.Raw) : 0;
        bool goesOn = _key.Length > 0 && (tokens == 0 || _tokens == 0 || tokens == _tokens);
        if (!goesOn)
            _key = row.Uuid.ToArray();
        if (tokens != 0 || !goesOn)
            _tokens = tokens;
        Span<byte> key = scratch.Take(_key.Length);
        _key.CopyTo(key);
        return key;
    }

    /// <summary>Tells the tokens of a response.</summary>
    public static void TellUsage(in QwenRow row, ReadOnlySpan<byte> key, ReadOnlySpan<byte> model, SessionSink sink)
    {
        JsonValue tokens = row.Row["usageMetadata"u8];
        // A model without tokens is told as well: that is how it becomes known.
        if (!tokens.IsObject && model.IsEmpty)
            return;
        long prompt = tokens["promptTokenCount"u8].Amount();
        long cached = tokens["cachedContentTokenCount"u8].Amount();
        long written = tokens["candidatesTokenCount"u8].Amount();
        long thoughts = tokens["thoughtsTokenCount"u8].Amount();
        // Models that answer as OpenAI's do count thoughts as a part of the answer, Gemini's beside it; the total tells which.
        bool isPart = thoughts <= written && prompt + written == tokens["totalTokenCount"u8].Amount();
        var usage = new ResponseUsage
        {
            Key = key,
            IsLocalKey = key.IsEmpty,
            Model = model,
            Subagent = row.Subagent,
            Timestamp = row.Timestamp,
            Tokens = new TokenUsage(
                Input: TokenParts.Sum(TokenParts.Rest(prompt, cached), tokens["toolUsePromptTokenCount"u8].Amount()),
                Output: isPart ? TokenParts.Rest(written, thoughts) : written,
                CacheRead: cached,
                CacheWrite5Minutes: 0,
                CacheWrite1Hour: 0,
                Reasoning: thoughts
            ),
        };
        sink.Usage(usage);
    }

    public void Save(StateWriter state)
    {
        state.Add(_key);
        state.Add(_tokens);
    }

    public void Load(StateReader state)
    {
        _key = state.Text();
        _tokens = state.Hash();
    }
}

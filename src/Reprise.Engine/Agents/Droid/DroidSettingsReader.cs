using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Droid;

/// <summary>Reads the settings of a session, which alone know its tokens: one sum for all of its answers.</summary>
internal sealed class DroidSettingsReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue settings) || !settings.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        JsonValue usage = settings["tokenUsage"u8];
        ReadOnlySpan<byte> model = settings["model"u8].Text(_scratch);
        if (!usage.IsObject && model.IsEmpty)
            return;
        long output = usage["outputTokens"u8].Amount();
        long thinking = usage["thinkingTokens"u8].Amount();
        sink.Usage(
            new ResponseUsage
            {
                Key = "session"u8,
                IsLocalKey = true,
                Model = model,
                // One sum for the whole session: the only time that stands beside it is that of its first request.
                Timestamp = RecordTime.Of(settings["providerLockTimestamp"u8]),
                Tokens = new TokenUsage(
                    Input: usage["inputTokens"u8].Amount(),
                    // Thinking is a part of the output; more of it than there is output can only stand beside.
                    Output: thinking < 0 ? -1
                        : thinking <= output ? output - thinking
                        : output,
                    CacheRead: usage["cacheReadTokens"u8].Amount(),
                    CacheWrite5Minutes: usage["cacheCreationTokens"u8].Amount(),
                    CacheWrite1Hour: 0,
                    Reasoning: thinking
                ),
            }
        );
    }
}

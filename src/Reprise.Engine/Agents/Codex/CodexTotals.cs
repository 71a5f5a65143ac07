using System.Text;
using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Codex;

/// <summary>Turns running totals, which are repeated and begin anew, into the tokens of single responses.</summary>
internal sealed class CodexTotals
{
    private Counters _total;
    private bool _hasTotal;
    private long _resets;
    private bool _hasRecords;
    private byte[] _lastKey = [];
    private Counters _lastTold;

    /// <summary>Takes an event with totals.</summary>
    /// <param name="info">The event's <c>info</c>.</param>
    /// <param name="threadId">The session that the event was first written for.</param>
    /// <param name="key">What identifies the response, the same in a copy of the event.</param>
    /// <returns>The tokens of the response; null when the event repeats what was told.</returns>
    public TokenUsage? TakeEvent(JsonValue info, ReadOnlySpan<byte> threadId, out ReadOnlySpan<byte> key)
    {
        key = default;
        if (!info["total_token_usage"u8].IsObject)
            return null;
        Counters total = Counters.Of(info["total_token_usage"u8]);
        if (!total.IsSane)
            return _hasRecords ? null : TellDoubtful(total, threadId, out key);
        Counters last = Counters.Of(info["last_token_usage"u8]);
        bool hasLast = info["last_token_usage"u8].IsObject && last.IsSane;
        if (!hasLast)
            last = total;
        if (_hasTotal && total == _total)
            return null;
        // Totals begin anew when one falls, or when they are no more than the last request and were something else before.
        // The first totals of a session that goes on from another hold what that one used.
        bool isAnew = _hasTotal && (total.IsBelow(_total) || (hasLast && total == last));
        Counters spent = !_hasTotal || isAnew ? last : total - _total;
        if (isAnew)
            _resets++;
        _total = total;
        _hasTotal = true;
        if (_hasRecords || spent.IsNothing)
            return null;
        _lastKey = KeyOf(total, threadId);
        _lastTold = spent;
        key = _lastKey;
        return spent.ToUsage();
    }

    /// <summary>Takes the record of one response. From the first one on, events with totals tell nothing new.</summary>
    public TokenUsage? TakeRecord(JsonValue payload, Utf8Scratch scratch, out ReadOnlySpan<byte> key)
    {
        key = default;
        ReadOnlySpan<byte> response = payload["response_id"u8].Text(scratch);
        // Without these it says nothing, and the events go on to tell.
        if (response.IsEmpty || !payload["usage"u8].IsObject)
            return null;
        Counters spent = Counters.Of(payload["usage"u8]);
        // The event that came before the first record may have told the same response.
        bool isToldByEvent = !_hasRecords && _lastKey.Length > 0 && spent == _lastTold;
        _hasRecords = true;
        if (spent.IsNothing || isToldByEvent)
            return null;
        key = scratch.Join(scratch.Join(payload["thread_id"u8].Text(scratch), "/"u8), response);
        return spent.ToUsage();
    }

    // The totals stay what they were: the next ones that make sense hold what was used meanwhile.
    private TokenUsage? TellDoubtful(Counters total, ReadOnlySpan<byte> threadId, out ReadOnlySpan<byte> key)
    {
        key = KeyOf(total, threadId);
        return new TokenUsage(-1, 0, 0, 0, 0, 0);
    }

    private byte[] KeyOf(Counters total, ReadOnlySpan<byte> threadId) =>
        Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(threadId)}#{_resets}:{total.Spelled}");

    public void Save(StateWriter state)
    {
        _total.Save(state);
        state.Add(_hasTotal);
        state.Add(_resets);
        state.Add(_hasRecords);
        state.Add(_lastKey);
        _lastTold.Save(state);
    }

    public void Load(StateReader state)
    {
        _total = Counters.Load(state);
        _hasTotal = state.Bool();
        _resets = state.Long();
        _hasRecords = state.Bool();
        _lastKey = state.Text();
        _lastTold = Counters.Load(state);
    }

    /// <summary>Tokens as Codex counts them: input with what came from and went to the cache, output with reasoning.</summary>
    private readonly record struct Counters(long Input, long Cached, long Written, long Output, long Reasoning, long Total)
    {
        /// <summary>More than any session can have used.</summary>
        private const long TooMany = 10_000_000_000_000;

        public bool IsNothing => Input == 0 && Output == 0;

        public bool IsSane => IsCount(Input) && IsCount(Cached) && IsCount(Written) && IsCount(Output) && IsCount(Reasoning);

        public string Spelled => $"{Input}.{Cached}.{Written}.{Output}.{Reasoning}.{Total}";

        public static Counters operator -(Counters a, Counters b) =>
            new(
                a.Input - b.Input,
                a.Cached - b.Cached,
                a.Written - b.Written,
                a.Output - b.Output,
                a.Reasoning - b.Reasoning,
                a.Total - b.Total
            );

        public static Counters Of(JsonValue usage) =>
            new(
                usage["input_tokens"u8].Amount(),
                usage["cached_input_tokens"u8].Amount(),
                usage["cache_write_input_tokens"u8].Amount(),
                usage["output_tokens"u8].Amount(),
                usage["reasoning_output_tokens"u8].Amount(),
                usage["total_tokens"u8].Amount()
            );

        public static Counters Load(StateReader state) =>
            new(state.Long(), state.Long(), state.Long(), state.Long(), state.Long(), state.Long());

        public bool IsBelow(Counters other) =>
            Input < other.Input
            || Cached < other.Cached
            || Written < other.Written
            || Output < other.Output
            || Reasoning < other.Reasoning
            || Total < other.Total;

        public TokenUsage ToUsage() =>
            new(
                Input: TokenParts.Rest(Input, Cached, Written),
                Output: TokenParts.Rest(Output, Reasoning),
                CacheRead: Cached,
                CacheWrite5Minutes: Written,
                CacheWrite1Hour: 0,
                Reasoning: Reasoning
            );

        private static bool IsCount(long tokens) => tokens is >= 0 and < TooMany;

        public void Save(StateWriter state)
        {
            state.Add(Input);
            state.Add(Cached);
            state.Add(Written);
            state.Add(Output);
            state.Add(Reasoning);
            state.Add(Total);
        }
    }
}

using System.Text;
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
        bool hasLast = info["last_token_usage"u8].IsObject;
        Counters last = hasLast ? Counters.Of(info["last_token_usage"u8]) : total;
        if (_hasTotal && total == _total)
            return null;
        // Totals begin anew when one falls, or when they are no more than the last request and were something else before.
        // The first totals of a session that goes on from another hold what that one used.
        bool beginsAnew = _hasTotal && (total.IsBelow(_total) || (hasLast && total == last));
        Counters spent = !_hasTotal || beginsAnew ? last : total - _total;
        if (beginsAnew)
            _resets++;
        _total = total;
        _hasTotal = true;
        if (_hasRecords || spent.IsNothing)
            return null;
        _lastKey = Encoding.UTF8.GetBytes($"{Encoding.UTF8.GetString(threadId)}#{_resets}:{total.Spelled}");
        _lastTold = spent;
        key = _lastKey;
        return spent.ToUsage();
    }

    /// <summary>Takes the record of one response. From the first one on, events with totals tell nothing new.</summary>
    public TokenUsage? TakeRecord(JsonValue payload, Utf8Scratch scratch, out ReadOnlySpan<byte> key)
    {
        key = default;
        Counters spent = Counters.Of(payload["usage"u8]);
        ReadOnlySpan<byte> response = payload["response_id"u8].Text(scratch);
        // The event that came before the first record may have told the same response.
        bool isToldByEvent = !_hasRecords && _lastKey.Length > 0 && spent == _lastTold;
        _hasRecords = true;
        if (spent.IsNothing || response.IsEmpty)
            return null;
        key = isToldByEvent ? _lastKey : scratch.Join(scratch.Join(payload["thread_id"u8].Text(scratch), "/"u8), response);
        return spent.ToUsage();
    }

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
        public bool IsNothing => Input == 0 && Output == 0;

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
                usage["input_tokens"u8].Long(),
                usage["cached_input_tokens"u8].Long(),
                usage["cache_write_input_tokens"u8].Long(),
                usage["output_tokens"u8].Long(),
                usage["reasoning_output_tokens"u8].Long(),
                usage["total_tokens"u8].Long()
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
                Input: Math.Max(0, Input - Cached - Written),
                Output: Math.Max(0, Output - Reasoning),
                CacheRead: Cached,
                CacheWrite5Minutes: Written,
                CacheWrite1Hour: 0,
                Reasoning: Reasoning
            );

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

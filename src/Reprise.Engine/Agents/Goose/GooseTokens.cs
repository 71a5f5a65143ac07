using Reprise.Protocol;

namespace Reprise.Agents.Goose;

/// <summary>Tokens as Goose counts them: what came from a cache and went there is a part of the input.</summary>
internal readonly record struct GooseTokens(long Input, long Output, long Read, long Written)
{
    /// <summary>Adds others; a count below zero adds nothing.</summary>
    public GooseTokens With(GooseTokens other) =>
        new(Sum(Input, other.Input), Sum(Output, other.Output), Sum(Read, other.Read), Sum(Written, other.Written));

    /// <summary>Takes others away; nothing goes below zero.</summary>
    public GooseTokens Without(GooseTokens other) =>
        new(
            Math.Max(Input - other.Input, 0),
            Math.Max(Output - other.Output, 0),
            Math.Max(Read - other.Read, 0),
            Math.Max(Written - other.Written, 0)
        );

    /// <summary>Tells them, unless there are none.</summary>
    public void Tell(ReadOnlySpan<byte> key, ReadOnlySpan<byte> model, DateTimeOffset? at, SessionSink sink)
    {
        long fresh = Sum(Read, Written) <= Input ? Input - Read - Written : Input;
        var tokens = new TokenUsage(fresh, Output, Read, Written, 0, 0);
        if (tokens.Total <= 0)
            return;
        sink.Usage(
            new ResponseUsage
            {
                Key = key,
                Model = model,
                Timestamp = at,
                Tokens = tokens,
            }
        );
    }

    private static long Sum(long left, long right) =>
        left > long.MaxValue - Math.Max(right, 0) ? long.MaxValue : left + Math.Max(right, 0);
}

using Reprise.Formats;
using Reprise.Protocol;

namespace Reprise.Agents.Goose;

/// <summary>Tokens as Goose counts them: what came from a cache and went there is a part of the input. One below zero makes no sense.</summary>
internal readonly record struct GooseTokens(long Input, long Output, long Read, long Written)
{
    /// <summary>Adds others; a number that makes no sense adds nothing.</summary>
    public GooseTokens With(GooseTokens other) =>
        new(
            TokenParts.Sum(Input, Math.Max(0, other.Input)),
            TokenParts.Sum(Output, Math.Max(0, other.Output)),
            TokenParts.Sum(Read, Math.Max(0, other.Read)),
            TokenParts.Sum(Written, Math.Max(0, other.Written))
        );

    /// <summary>Takes others away; what is less than they are is nothing.</summary>
    public GooseTokens Without(GooseTokens other) =>
        new(Left(Input, other.Input), Left(Output, other.Output), Left(Read, other.Read), Left(Written, other.Written));

    /// <summary>Returns them as they are told.</summary>
    public TokenUsage ToUsage()
    {
        long cached = TokenParts.Sum(Read, Written);
        long fresh =
            cached < 0 ? -1
            : cached <= Input ? Input - cached
            : Input;
        return new TokenUsage(fresh, Output, Read, Written, 0, 0);
    }

    private static long Left(long sum, long part) => sum < 0 ? -1 : Math.Max(sum - part, 0);
}

using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Cline;

/// <summary>Tells the numbers of tokens apart, which do not mean the same in all releases.</summary>
internal static class ClineTokens
{
    /// <summary>Reads the tokens of a response.</summary>
    /// <param name="input">Tokens of input.</param>
    /// <param name="output">Tokens of output, thinking included.</param>
    /// <param name="read">Tokens from a cache.</param>
    /// <param name="written">Tokens to a cache.</param>
    /// <param name="mayIncludeCache">Whether input includes those of the cache, as it does when it is not less than they are.</param>
    public static TokenUsage Of(JsonValue input, JsonValue output, JsonValue read, JsonValue written, bool mayIncludeCache)
    {
        long all = input.Amount();
        long cached = read.Amount();
        long kept = written.Amount();
        long rest = TokenParts.Rest(all, cached, kept);
        bool isKnown = !mayIncludeCache || (cached >= 0 && kept >= 0);
        return new TokenUsage(
            Input: mayIncludeCache && rest >= 0 ? rest
                : isKnown ? all
                : -1,
            Output: output.Amount(),
            CacheRead: cached,
            CacheWrite5Minutes: kept,
            CacheWrite1Hour: 0,
            Reasoning: 0
        );
    }
}

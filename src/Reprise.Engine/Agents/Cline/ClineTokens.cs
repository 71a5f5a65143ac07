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
        long all = Math.Max(0, input.Long());
        long cached = Math.Max(0, read.Long());
        long kept = Math.Max(0, written.Long());
        bool includes = mayIncludeCache && cached <= all && kept <= all - cached;
        return new TokenUsage(
            Input: includes ? all - cached - kept : all,
            Output: Math.Max(0, output.Long()),
            CacheRead: cached,
            CacheWrite5Minutes: kept,
            CacheWrite1Hour: 0,
            Reasoning: 0
        );
    }
}

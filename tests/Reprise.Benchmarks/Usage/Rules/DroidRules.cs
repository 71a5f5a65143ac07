using System.Text.RegularExpressions;

namespace Reprise.Benchmarks.Usage.Rules;

/// <summary>Droid: one sum for a session, with thinking as a part of the output.</summary>
internal sealed partial class DroidRules : IAgentRules
{
    public string Agent => "droid";

    public void Count(string home, UsageTally tally)
    {
        foreach (string path in NativeFiles.Below(Path.Combine(home, ".factory", "sessions"), "*.settings.json"))
        {
            if (NativeFiles.Document(path) is not { } settings || settings.Member("tokenUsage") is not { } usage)
                continue;
            long output = usage.Number("outputTokens");
            long thinking = usage.Number("thinkingTokens");
            var tokens = new Spent(
                usage.Number("inputTokens"),
                thinking <= output ? output : output + thinking,
                usage.Number("cacheReadTokens"),
                usage.Number("cacheCreationTokens")
            );
            string model = settings.Text("model");
            DateTimeOffset? at = settings.Time("providerLockTimestamp");
            var own = new Counted(model, at, tokens);
            tally.Reprise(Agent, own);
            Counted other = new(Normalized(model), at, tokens with { Output = output + thinking });
            const string Why = "counts thinking beside the output that it is a part of";
            tally.Compare(Agent, own, UsageTool.Ccusage, [other with { BesideModels = thinking }], () => Why);
            tally.Compare(Agent, own, UsageTool.Tokscale, [other], () => Why);
        }
    }

    private static string Normalized(string model) =>
        Dashes()
            .Replace(Brackets().Replace(model.Replace("custom:", "", StringComparison.Ordinal), ""), "-")
            .Trim('-')
            .ToLowerInvariant();

    [GeneratedRegex(@"\[[^\]]*\]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"[-. ]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Dashes();
}

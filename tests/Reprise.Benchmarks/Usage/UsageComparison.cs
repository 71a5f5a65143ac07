using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Usage.Rules;

namespace Reprise.Benchmarks.Usage;

/// <summary>One home, counted by all programs and by the rules.</summary>
internal sealed class UsageComparison
{
    private static readonly IAgentRules[] _rules =
    [
        new ClaudeCodeRules(),
        new CodexRules(),
        new GeminiRules(),
        new OpenCodeRules(),
        new PiRules(),
        new AmpRules(),
        new DroidRules(),
        new QwenRules(),
        new CopilotRules(),
    ];

    private readonly Dictionary<UsageTool, UsageCells> _actual = [];

    private UsageComparison(IReadOnlyList<string> agents) => Agents = agents;

    /// <summary>The agents of the home.</summary>
    public IReadOnlyList<string> Agents { get; }

    /// <summary>What the rules expect.</summary>
    public UsageTally Expected { get; } = new();

    /// <summary>What the generator of the home knows; null for a home that was not generated.</summary>
    public UsageCells? Truth { get; private init; }

    /// <summary>What each program said.</summary>
    public UsageCells Of(UsageTool tool) => _actual[tool];

    /// <summary>Whether there are rules for an agent.</summary>
    public static bool HasRules(string agent) => _rules.Any(rules => rules.Agent == agent);

    /// <summary>Lets all programs and the rules count.</summary>
    /// <param name="home">The home of the agents, which is only read.</param>
    /// <param name="keep">A home of Reprise that has captured it.</param>
    /// <param name="reprise">The program.</param>
    /// <param name="others">The other programs.</param>
    /// <param name="workplace">Where reports are written.</param>
    public static UsageComparison Run(string home, string keep, RepriseProgram reprise, UsagePrograms others, Workplace workplace)
    {
        string reports = workplace.NewFolder();
        string Report(string name, Func<string, Command> command)
        {
            string path = Path.Combine(reports, name);
            ChildProcess.Run(command(path));
            return path;
        }

        Command Usage(string output, params string[] arguments) =>
            reprise.In(home, keep, ["usage", .. arguments, "--timezone", "UTC", "--json"]).To(output);

        IReadOnlyList<string> known = UsageReports.Agents(Report("agents", path => Usage(path, "--by", "agent")));
        var own = new UsageCells();
        foreach (string agent in known)
        {
            string byModel = Report($"{agent}-models", path => Usage(path, "--by", "model", "--agent", agent));
            string byDay = Report($"{agent}-days", path => Usage(path, "--by", "day", "--agent", agent));
            UsageReports.AddReprise(own, agent, byModel, isByDay: false);
            UsageReports.AddReprise(own, agent, byDay, isByDay: true);
        }
        UsageCells ccusage = UsageReports.Ccusage(Report("ccusage", path => others.Ccusage(home, path)));
        UsageCells tokscale = UsageReports.Tokscale(Report("tokscale", path => others.TokscaleGraph(home, path)));
        var comparison = new UsageComparison([
            .. known.Concat(ccusage.Agents).Concat(tokscale.Agents).Distinct(StringComparer.Ordinal),
        ])
        {
            Truth = ManifestTruth.Read(home),
        };
        comparison._actual[UsageTool.Reprise] = own;
        comparison._actual[UsageTool.Ccusage] = ccusage;
        comparison._actual[UsageTool.Tokscale] = tokscale;
        foreach (IAgentRules rules in _rules)
            rules.Count(home, comparison.Expected);
        return comparison;
    }

    /// <summary>Names what a program counts and the rules do not foresee.</summary>
    public IReadOnlyList<string> Unexplained(UsageTool tool, string agent) =>
        [.. Of(tool).DifferencesFrom(Expected[tool], agent)];
}

namespace Reprise.Benchmarks.Usage;

/// <summary>What the rules say that each program counts, and each record at which one of them differs from Reprise.</summary>
internal sealed class UsageTally
{
    private readonly Dictionary<UsageTool, UsageCells> _cells = Enum.GetValues<UsageTool>()
        .ToDictionary(tool => tool, _ => new UsageCells());
    private readonly Dictionary<(UsageTool Tool, string Agent, string Rule), (long Records, long Tokens)> _differences = [];

    /// <summary>The differences by rule: how many records, and how many tokens more than Reprise counts.</summary>
    public IReadOnlyDictionary<(UsageTool Tool, string Agent, string Rule), (long Records, long Tokens)> Differences =>
        _differences;

    public UsageCells this[UsageTool tool] => _cells[tool];

    /// <summary>Takes one response with what each program counts for it.</summary>
    /// <param name="agent">The agent that it belongs to.</param>
    /// <param name="reprise">What Reprise counts; null for nothing.</param>
    /// <param name="tool">The other program.</param>
    /// <param name="others">What it counts.</param>
    /// <param name="rule">Says why, when it is something else.</param>
    public void Compare(string agent, Counted? reprise, UsageTool tool, IReadOnlyList<Counted> others, Func<string> rule)
    {
        foreach (Counted other in others)
            _cells[tool].Add(agent, other);
        Spent sum = others.Aggregate(default(Spent), (all, other) => all + other.Tokens);
        Spent own = reprise?.Tokens ?? default;
        if (sum == own)
            return;
        (UsageTool, string, string) key = (tool, agent, rule());
        (long records, long tokens) = _differences.GetValueOrDefault(key);
        _differences[key] = (records + 1, tokens + sum.Total - own.Total);
    }

    public void Reprise(string agent, Counted counted) => _cells[UsageTool.Reprise].Add(agent, counted);
}

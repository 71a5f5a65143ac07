namespace Reprise.Benchmarks.Usage;

/// <summary>Sums of one program by agent and model, and by agent and day.</summary>
internal sealed class UsageCells
{
    private readonly Dictionary<(string Agent, string Model), Spent> _models = [];
    private readonly Dictionary<(string Agent, string Day), long> _days = [];
    private readonly Dictionary<(string Agent, string Model), double> _costs = [];

    /// <summary>Sums by model; what a program tells beside the models is left out.</summary>
    public IReadOnlyDictionary<(string Agent, string Model), Spent> Models => _models;

    /// <summary>All tokens of a day of UTC.</summary>
    public IReadOnlyDictionary<(string Agent, string Day), long> Days => _days;

    /// <summary>USD by model, where the program knows a price.</summary>
    public IReadOnlyDictionary<(string Agent, string Model), double> Costs => _costs;

    /// <summary>The agents of which something was counted.</summary>
    public IEnumerable<string> Agents => _days.Keys.Select(day => day.Agent).Distinct(StringComparer.Ordinal);

    public void Add(string agent, in Counted counted)
    {
        AddModel(agent, counted.Model, counted.Tokens - new Spent(0, counted.BesideModels, 0, 0));
        AddDay(agent, counted.At?.UtcDateTime.ToString("yyyy-MM-dd") ?? "", counted.Tokens.Total);
    }

    public void AddModel(string agent, string model, Spent tokens) =>
        _models[(agent, model)] = _models.GetValueOrDefault((agent, model)) + tokens;

    public void AddDay(string agent, string day, long tokens) =>
        _days[(agent, day)] = _days.GetValueOrDefault((agent, day)) + tokens;

    public void AddCost(string agent, string model, double usd) =>
        _costs[(agent, model)] = _costs.GetValueOrDefault((agent, model)) + usd;

    /// <summary>All tokens of an agent.</summary>
    public long TotalOf(string agent) => _days.Where(day => day.Key.Agent == agent).Sum(day => day.Value);

    /// <summary>Sums of an agent over all models.</summary>
    public Spent SumOf(string agent) =>
        _models.Where(model => model.Key.Agent == agent).Aggregate(default(Spent), (sum, model) => sum + model.Value);

    /// <summary>Names the sums that two programs do not share, or a program and what was expected of it.</summary>
    public IEnumerable<string> DifferencesFrom(UsageCells expected, string agent)
    {
        foreach (string model in Keys(_models.Keys, expected._models.Keys, agent))
        {
            Spent has = _models.GetValueOrDefault((agent, model));
            Spent should = expected._models.GetValueOrDefault((agent, model));
            if (has != should)
                yield return $"{agent}, {(model.Length > 0 ? model : "no model")}: {has} where the rules give {should}";
        }
        foreach (string day in Keys(_days.Keys, expected._days.Keys, agent))
        {
            long has = _days.GetValueOrDefault((agent, day));
            long should = expected._days.GetValueOrDefault((agent, day));
            if (has != should)
                yield return $"{agent}, {(day.Length > 0 ? day : "no day")}: {has:N0} where the rules give {should:N0}";
        }
    }

    private static IEnumerable<string> Keys(
        IEnumerable<(string Agent, string Of)> some,
        IEnumerable<(string Agent, string Of)> others,
        string agent
    ) =>
        some.Concat(others)
            .Where(key => key.Agent == agent)
            .Select(key => key.Of)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
}

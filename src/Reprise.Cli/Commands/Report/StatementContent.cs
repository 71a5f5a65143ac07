using Reprise.Cli.Commands.Report.Charts;
using Reprise.Cli.Terminal;
using Reprise.Redacting;
using Reprise.Reporting;
using Reprise.Searching;

namespace Reprise.Cli.Commands.Report;

/// <summary>What all formats of a report of usage say: tokens and cost by day, model, project and session.</summary>
internal sealed class StatementContent
{
    /// <summary>The sessions that texts for people list when nothing else was said.</summary>
    public const int UsualSessions = 50;

    private const int MaxColours = 8;
    private const int MaxTimes = 92;

    private readonly OpenedHome _home;
    private readonly ShortIds _ids;
    private readonly Func<string, string> _show;

    public StatementContent(
        ReportHead head,
        OpenedHome home,
        UsageReader usage,
        UsageQuery query,
        Func<string, string> show,
        int limit
    )
    {
        Head = head;
        _home = home;
        _show = show;
        _ids = new ShortIds(home.Index);
        Days = usage.Read(query with { By = UsageBy.Day, HasModels = true });
        Models = usage.Read(query with { By = UsageBy.Model });
        Projects = usage.Read(query with { By = UsageBy.Project });
        UsageReport sessions = usage.Read(query with { By = UsageBy.Session });
        SessionCount = sessions.Rows.Count;
        Sessions = limit > 0 ? sessions with { Rows = [.. sessions.Rows.Take(limit)] } : sessions;
        Times = FindTimes(usage, query, Days);
        IsTokens = Total.Cost is not { IsZero: false };
    }

    public ReportHead Head { get; }

    public UsageReport Days { get; }

    public UsageReport Models { get; }

    public UsageReport Projects { get; }

    /// <summary>The most expensive sessions.</summary>
    public UsageReport Sessions { get; }

    /// <summary>How many sessions there are without the limit.</summary>
    public int SessionCount { get; }

    public UsageRow Total => Days.Total;

    /// <summary>Whether charts show tokens, because no cost is known.</summary>
    public bool IsTokens { get; }

    /// <summary>The days, weeks or months of the chart over time, those without usage too.</summary>
    public (UsageBy By, IReadOnlyList<string> Labels, UsageReport Report) Times { get; }

    /// <summary>The tables: what each one is by, and its rows.</summary>
    public IEnumerable<(string By, UsageReport Report)> Tables =>
        [("model", Models), ("project", Projects), ("session", Sessions), ("day", Days)];

    /// <summary>The facts above the report, each with its name.</summary>
    public IEnumerable<(string Name, string Value)> Facts()
    {
        foreach ((string, string) fact in ReportFacts.Of(Head, Days.From, Days.To))
            yield return fact;
        yield return ("Sessions", $"{Count.Of(SessionCount)} with usage");
        yield return ("Responses", Count.Of(Total.Responses));
        yield return ("Tokens", Count.Of(Total.Tokens.Total));
        yield return ("Cost", CostOf(Total));
        if (Total.Unpriced.Count > 0)
            yield return ("Without a price", string.Join(", ", UnpricedOf(Total)));
        if (Total.Doubtful > 0)
            yield return (
                "Doubtful",
                $"{Count.Of(Total.Doubtful, "response")} with figures that make no sense, which were left out"
            );
        yield return ("Redacted", RedactedBy());
    }

    /// <summary>The known part of a cost; with a + when there is more.</summary>
    public static string CostOf(UsageRow row) => MoneyText.Of(row.Cost, row.Unpriced.Count > 0);

    /// <summary>The models that have no price.</summary>
    public static IEnumerable<string> UnpricedOf(UsageRow row) =>
        row.Unpriced.Select(label => NameOfModel(label.Name)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    /// <summary>What a row is called.</summary>
    public string NameOf(UsageBy by, UsageRow row) =>
        by switch
        {
            UsageBy.Session when row.Session is { } id && _home.Index.Load(id) is { } session =>
                $"{session.Key.Agent}:{_ids.Of(session.Key.NativeId)}",
            UsageBy.Model => NameOfModel(row.Key),
            _ => row.Key.Length == 0 ? (UsageReader.IsTime(by) ? "(time unknown)" : "(unknown)") : row.Key,
        };

    /// <summary>The title of a row that is a session; empty for others.</summary>
    public string TitleOf(UsageRow row) =>
        row.Session is { } id && _home.Index.Load(id) is { } session ? _home.Readers.Show(session).Title ?? "" : "";

    /// <summary>How long a bar of a row is.</summary>
    public double ValueOf(UsageRow row) => IsTokens ? row.Tokens.Total : (double)(row.Cost ?? default).Usd;

    /// <summary>A value of a chart for people.</summary>
    public string TextOf(double value) =>
        IsTokens ? MoneyText.Short(value) : MoneyText.Short(Reprise.Usage.Money.FromUsd((decimal)value));

    /// <summary>The parts of the bars over time, by model; the smallest models together when there are many.</summary>
    public IReadOnlyList<ChartSeries> Series()
    {
        (_, IReadOnlyList<string> labels, UsageReport report) = Times;
        string[] models = [.. Models.Rows.OrderByDescending(ValueOf).Where(row => ValueOf(row) > 0).Select(row => row.Key)];
        bool hasOthers = models.Length > MaxColours;
        string[] own = hasOthers ? models[..(MaxColours - 1)] : models;
        ChartSeries[] series =
        [
            .. own.Select(model => new ChartSeries(NameOfModel(model), new double[labels.Count])),
            .. hasOthers ? [new ChartSeries("others", new double[labels.Count])] : Array.Empty<ChartSeries>(),
        ];
        var places = labels
            .Select((label, place) => (label, place))
            .ToDictionary(l => l.label, l => l.place, StringComparer.Ordinal);
        foreach (UsageRow row in report.Rows)
        {
            if (!places.TryGetValue(row.Key, out int place))
                continue;
            foreach (UsageRow model in row.Models ?? [])
            {
                int at = Array.IndexOf(own, model.Key);
                if (at >= 0 || hasOthers)
                    series[at >= 0 ? at : own.Length].Values[place] += ValueOf(model);
            }
        }
        return series;
    }

    private static (UsageBy, IReadOnlyList<string>, UsageReport) FindTimes(UsageReader usage, UsageQuery query, UsageReport days)
    {
        foreach (UsageBy by in (UsageBy[])[UsageBy.Day, UsageBy.Week, UsageBy.Month])
        {
            UsageQuery asked = query with { By = by, HasModels = true };
            UsageReport report = by == UsageBy.Day ? days : usage.Read(asked);
            // Without the present: the same sessions give the same report.
            IReadOnlyList<string> keys = UsageTimes.Between(asked, report, report.To ?? default);
            if (keys.Count <= MaxTimes || by == UsageBy.Month)
                return (by, keys, report);
        }
        throw new InvalidOperationException("Months are always taken.");
    }

    private string RedactedBy()
    {
        IReadOnlyList<Redaction> all = _home.Readers.Redactions.Redactions;
        if (all.Count == 0)
            return "nothing";
        string who = string.Join(
            ", ",
            all.Select(redaction => _show(redaction.CreatedBy)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        );
        return $"titles and folders, by {Count.Of(all.Count, "redaction")} of {who}";
    }

    private static string NameOfModel(string model) => model.Length == 0 ? "(unknown model)" : model;
}

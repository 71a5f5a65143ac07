using System.Globalization;
using Reprise.Cli.Terminal;
using Reprise.Reporting;

namespace Reprise.Cli.Commands.Report;

/// <summary>Says in words what stands above a report.</summary>
internal static class ReportFacts
{
    public const string HowHidden =
        "[redacted:…] stands for what a person has hidden, [masked:…] for a secret that was masked when the session was captured. "
        + "This report holds neither.";

    /// <summary>The facts of a report of entries, each with its name.</summary>
    public static IEnumerable<(string Name, string Value)> Of(ReportContent content)
    {
        ReportSummary summary = content.Summary;
        foreach ((string, string) fact in Of(content.Head, summary.First, summary.Last))
            yield return fact;
        string deleted = summary.Deleted == 0 ? "" : $", {Count.Of(summary.Deleted)} of them deleted by their agent";
        yield return (
            "Sessions",
            $"{Count.Of(summary.Sessions.Count)} of {Count.Of(summary.SessionsRead)} looked through{deleted}"
        );
        yield return ("Prompts", Count.Of(summary.Prompts));
        if (content.Head.HasActions)
        {
            if (summary.SubagentTasks > 0)
                yield return ("Tasks of subagents", Count.Of(summary.SubagentTasks));
            yield return (
                "Tool calls",
                $"{Count.Of(summary.ToolCalls)}, {Count.Of(summary.Edits)} of them edits; {Count.Of(summary.Failures)} failed"
            );
        }
        yield return ("Redacted", RedactedOf(content));
        yield return ("Secrets masked", SecretsOf(summary));
        string[] left = [.. LeftOut(summary)];
        if (left.Length > 0)
            yield return ("Left out", string.Join("; ", left));
    }

    /// <summary>The facts that every report has.</summary>
    public static IEnumerable<(string Name, string Value)> Of(ReportHead head, DateTimeOffset? first, DateTimeOffset? last)
    {
        string at = head.MadeAt is { } made ? $"{Full(made, head.Zone)} " : "";
        yield return ("Made", $"{at}by {head.MadeBy}");
        yield return ("Period", PeriodOf(head, first, last));
        yield return ("Filters", head.Filters.Count == 0 ? "none" : string.Join(", ", head.Filters));
        yield return ("Times", head.Zone.Id);
    }

    /// <summary>A local time to the second.</summary>
    public static string Full(DateTimeOffset time, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(time, zone).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The local time of day to the second; a word when it is not known.</summary>
    public static string Clock(DateTimeOffset? time, TimeZoneInfo zone) =>
        time is { } at ? TimeZoneInfo.ConvertTime(at, zone).ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "time unknown";

    /// <summary>The local date; null when it is not known.</summary>
    public static DateOnly? Day(DateTimeOffset? time, TimeZoneInfo zone) =>
        time is { } at ? DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime) : null;

    /// <summary>A date with its weekday.</summary>
    public static string NameOf(DateOnly? day) =>
        day is { } date ? date.ToString("yyyy-MM-dd, dddd", CultureInfo.InvariantCulture) : "Without a time";

    /// <summary>A date as part of a name.</summary>
    public static string KeyOf(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "unknown";

    /// <summary>A time for programs: RFC 3339, UTC.</summary>
    public static string Rfc3339(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string PeriodOf(ReportHead head, DateTimeOffset? first, DateTimeOffset? last)
    {
        string bounds = (head.Since, head.Until) switch
        {
            ({ } since, { } until) => $"from {Full(since, head.Zone)} until {Full(until, head.Zone)}",
            ({ } since, null) => $"from {Full(since, head.Zone)} on",
            (null, { } until) => $"until {Full(until, head.Zone)}",
            _ => "all time",
        };
        return first is { } from && last is { } to ? $"{bounds}; seen {Full(from, head.Zone)} to {Full(to, head.Zone)}" : bounds;
    }

    private static string RedactedOf(ReportContent content)
    {
        ReportSummary summary = content.Summary;
        if (summary.Redacted == 0)
            return "nothing";
        return $"{Count.Of(summary.Redacted)} of {Count.Of(summary.Entries, "entry", "entries")}, by {content.AllRedactedBy()}";
    }

    private static string SecretsOf(ReportSummary summary) =>
        summary.Secrets.Count == 0
            ? "none in these entries"
            : $"{Count.Of(summary.Secrets.Sum(kind => kind.Secrets), "secret")} in {Count.Of(summary.Secrets.Sum(kind => kind.Times), "place")}";

    private static IEnumerable<string> LeftOut(ReportSummary summary)
    {
        if (summary.Copies > 0)
            yield return $"{Count.Of(summary.Copies, "entry", "entries")} that forks and copies repeat";
        if (summary.Older > 0)
            yield return $"{Count.Of(summary.Older, "older entry", "older entries")} beyond the limit";
        if (summary.Problems.Count > 0)
            yield return $"what could not be read of {Count.Of(summary.Problems.Count, "session")}";
    }
}

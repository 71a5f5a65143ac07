using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Cli.Vault;
using Reprise.Sealing;

namespace Reprise.Cli.Commands;

/// <summary>Tells people what a capture did, and what to do next.</summary>
internal static class CaptureSummary
{
    private const int ShownSkips = 10;
    private const int ShownKinds = 8;

    /// <summary>Tells scripts or people, and warns of what needs somebody.</summary>
    public static void Tell(CliContext context, CaptureReport report, bool isDryRun, CaptureWords words)
    {
        foreach (string notice in report.Notices)
            context.Warn(notice);
        if (context.Settings.KeepsOriginals && !isDryRun)
            KeyLines.Warn(context, VaultKeys.Look(context.Home), damageOnly: report.Findings.Count == 0);
        if (context.IsJson)
            context.WriteJson(CaptureShape.Of(report), CliJson.Default.CaptureShape);
        else if (!context.Globals.Quiet)
            Write(context, report, isDryRun, words);
    }

    private static void Write(CliContext context, CaptureReport report, bool isDryRun, CaptureWords words)
    {
        Screen screen = context.Screen;
        context.Out.WriteLine(screen.Paint(Style.Bold, Headline(report, isDryRun, words)));
        foreach (string line in Lines(report, isDryRun))
            context.Out.WriteLine("  " + SafeText.Line(line));
        WriteSkipped(context, report.Skipped);
        if (Next(report, isDryRun, words) is { } next)
            context.Say(screen.Paint(Style.Dim, next));
    }

    private static string Headline(CaptureReport report, bool isDryRun, CaptureWords words)
    {
        if (report.Captured + report.Updated == 0 && report.Remasked > 0)
            return $"Masked more in {Count.Of(report.Remasked, "session")}.";
        if (report.Captured + report.Updated == 0)
            return report.Unchanged + report.Deferred == 0 ? "No session was found." : "Nothing new.";
        string verb = isDryRun ? words.Would : words.Done;
        string updated = report.Updated == 0 ? "" : $"{Count.Of(report.Updated)} changed";
        string created = report.Captured == 0 ? "" : $"{Count.Of(report.Captured)} new";
        string counts = string.Join(" and ", new[] { created, updated }.Where(part => part.Length > 0));
        string noun = report.Captured + report.Updated == 1 ? "session" : "sessions";
        string time = isDryRun ? "" : $" in {RelativeTime.Length(report.Elapsed)}";
        return $"{verb} {counts} {noun}{ByAgent(report)}{time}.";
    }

    private static string ByAgent(CaptureReport report) =>
        report.ByAgent.Count == 0
            ? ""
            : $" ({string.Join(", ", report.ByAgent.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key} {Count.Of(pair.Value)}"))})";

    private static IEnumerable<string> Lines(CaptureReport report, bool isDryRun)
    {
        if (report.BytesRead > 0)
            yield return isDryRun ? $"{ByteSize.Of(report.BytesRead)} to read." : Space(report);
        long findings = report.Findings.Values.Sum();
        if (findings > 0)
            yield return $"Masked {Count.Of(findings, "secret")}: {Kinds(report.Findings)}.";
        else if (!isDryRun && report.BytesRead > 0)
            yield return "No secrets were found in it.";
        if (report.Remasked > 0)
            yield return $"Some of them were not known to be secrets when {Count.Of(report.Remasked, "session was", "sessions were")} captured.";
        if (report.Outdated > 0)
            yield return $"{Count.Of(report.Outdated, "session was", "sessions were")} masked with older rules: --remask masks what they missed.";
        if (report.Unchanged > 0)
            yield return $"{Count.Of(report.Unchanged, "session")} unchanged.";
        if (report.Deferred > 0)
            yield return $"{Count.Of(report.Deferred, "session")} changed a moment ago and will be taken next time.";
        if (report.Deleted > 0)
            yield return $"{Count.Of(report.Deleted, "session is", "sessions are")} gone from the agent's folder and {(report.Deleted == 1 ? "stays" : "stay")} in the archive.";
        if (report.Revived > 0)
            yield return $"{Count.Of(report.Revived, "session is", "sessions are")} there again that had been gone.";
    }

    private static string Space(CaptureReport report)
    {
        string saved =
            report.Updated == 0 && report.BytesArchived > 0 && report.BytesArchived < report.BytesRead
                ? $", {report.BytesRead / (double)report.BytesArchived:0.0} times smaller"
                : "";
        return $"Read {ByteSize.Of(report.BytesRead)}, the archive grew by {ByteSize.Of(report.BytesArchived)}{saved}.";
    }

    private static string Kinds(IReadOnlyDictionary<string, long> findings)
    {
        KeyValuePair<string, long>[] sorted =
        [
            .. findings.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal),
        ];
        string shown = string.Join(", ", sorted.Take(ShownKinds).Select(pair => $"{pair.Key} {Count.Of(pair.Value)}"));
        return sorted.Length > ShownKinds ? $"{shown} and {Count.Of(sorted.Length - ShownKinds, "more kind")}" : shown;
    }

    private static void WriteSkipped(CliContext context, IReadOnlyList<DiscoveryProblem> skipped)
    {
        int shown = context.Globals.Verbose ? skipped.Count : ShownSkips;
        foreach (DiscoveryProblem problem in skipped.Take(shown))
            context.ReportSkipped(problem.Path, problem.Reason);
        if (skipped.Count > shown)
            context.Warn($"{Count.Of(skipped.Count - shown, "more file was", "more files were")} left out; --verbose shows them");
    }

    private static string? Next(CaptureReport report, bool isDryRun, CaptureWords words)
    {
        if (isDryRun)
            return report.Captured + report.Updated > 0 ? "Run it without --dry-run to do it." : null;
        if (report.Captured + report.Updated > 0)
            return $"Next: '{words.List}' shows them, 'reprise search WORDS' finds what was said.";
        return report.Unchanged + report.Deferred == 0 ? words.Where : null;
    }
}

/// <summary>What the summary calls the work.</summary>
/// <param name="Would">That it would be done.</param>
/// <param name="Done">That it is done.</param>
/// <param name="Where">Where to look when nothing was found.</param>
/// <param name="List">What lists what was taken: an import finds sessions that were deleted.</param>
internal sealed record CaptureWords(string Would, string Done, string Where, string List)
{
    public static readonly CaptureWords Capture = new(
        "Would capture",
        "Captured",
        "'reprise agents' shows where sessions are looked for.",
        "reprise list"
    );

    public static readonly CaptureWords Import = new(
        "Would import",
        "Imported",
        "'reprise help import' says what can be imported.",
        "reprise list --all"
    );
}

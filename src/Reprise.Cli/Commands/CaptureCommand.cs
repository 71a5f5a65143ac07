using System.CommandLine;
using System.Globalization;
using Reprise.Capturing;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Terminal;
using Reprise.Files;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise capture [PATH…]</c></summary>
internal static class CaptureCommand
{
    public static CliCommand Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "Files or folders to look into, of any agent (default: the homes of all agents)",
        };
        var agent = new AgentOption();
        var minAge = new Option<string>("--min-age")
        {
            HelpName = "MIN",
            Description = "Leave sessions for later that changed within so many minutes (default: capture.minAge, else 0)",
        };
        var dryRun = new Switch("--dry-run") { Description = "Only say what would be done; nothing is written" };
        var full = new Switch("--full") { Description = "Compare the content of all files, not only their lengths and times" };
        var missing = new Switch("--accept-missing") { Description = "Count sessions as deleted whose whole folder is gone" };
        var remask = new Switch("--remask") { Description = "Mask again what was captured with older rules" };
        var wait = WaitOption.Create("another capture");
        var command = new CliCommand("capture", "Finds, masks, archives and indexes what is new")
        {
            paths,
            agent,
            minAge,
            dryRun,
            full,
            missing,
            remask,
            wait,
        };
        command.Details =
            "Agents' folders are only read. Repeating it is safe: what was captured is compared by length and time, and a session "
            + "that grew costs what it grew.";
        command.Examples =
        [
            ("reprise capture", "everything new of all agents"),
            ("reprise capture ~/Downloads/rollout.jsonl", "a file somebody sent"),
            ("reprise capture --quiet --min-age 5", "for a schedule"),
        ];
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                var request = new CaptureRequest
                {
                    Paths = [.. (parsed.GetValue(paths) ?? []).Select(context.FullPath)],
                    Agents = agent.Read(parsed),
                    MinAge = parsed.GetValue(minAge) is { } age ? ReadMinutes(age) : context.Settings.MinAge,
                    DryRun = dryRun.IsSet(parsed),
                    Full = full.IsSet(parsed),
                    AcceptMissingFolders = missing.IsSet(parsed),
                    Remask = remask.IsSet(parsed),
                    Wait = WaitOption.Read(parsed, wait),
                };
                if (request.Paths.Count > 0 && request.Paths.All(path => !Path.Exists(path)))
                    throw new RepriseException(
                        "path",
                        $"There is no {SafeWord.Of(request.Paths[0])}.",
                        "Name files or folders of an agent."
                    );
                return Run(context, request, cancellation);
            }
        );
        return command;
    }

    private static ExitCode Run(CliContext context, CaptureRequest request, CancellationToken cancellation)
    {
        CaptureReport report;
        using (var bar = new CaptureBar(context, "Capturing"))
        {
            try
            {
                report = new CapturePipeline(context.Home, SettingsOf(context), context.Environment.Time).Run(
                    request,
                    bar,
                    cancellation
                );
            }
            catch (RepriseException error) when (error.Kind == "locked" && context.Globals.Quiet)
            {
                // A hook or a schedule runs into a capture that does the same work: nothing is wrong.
                return ExitCode.Done;
            }
        }
        CaptureSummary.Tell(context, report, request.DryRun, CaptureWords.Capture);
        return report.Skipped.Count == 0 ? ExitCode.Done : ExitCode.Incomplete;
    }

    /// <summary>Returns the settings that a capture needs.</summary>
    /// <exception cref="RepriseException">A masking rule cannot be used.</exception>
    public static CaptureSettings SettingsOf(CliContext context) =>
        new()
        {
            Environment = context.AgentEnvironment,
            ExtraRoots = context.Settings.Roots,
            Rules = context.MakeMaskingRules(),
            KeepOriginals = context.Settings.KeepsOriginals,
            Prices = context.Settings.PriceProblem is null ? context.Settings.PriceRows : null,
        };

    private static TimeSpan ReadMinutes(string text)
    {
        if (TimeArgument.ParseSpan(text) is { } span)
            return span;
        bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double minutes);
        return isNumber && minutes <= TimeSpan.FromDays(366).TotalMinutes
            ? TimeSpan.FromMinutes(minutes)
            : throw UsageError.Of($"--min-age does not understand '{SafeWord.Of(text)}'.", "Write minutes, or 30s, 5m, 2h.");
    }
}

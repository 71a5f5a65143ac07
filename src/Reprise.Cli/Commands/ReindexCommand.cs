using Reprise.Capturing;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise reindex</c></summary>
internal static class ReindexCommand
{
    public static CliCommand Create()
    {
        var wait = WaitOption.Create();
        var command = new CliCommand("reindex", "Makes the index again from the archive") { wait };
        command.Details =
            "The archive is the truth, the index is derived from it; deleted sessions come back too. The old index answers until the new one is complete.";
        command.OnRun((context, parsed, cancellation) => Run(context, WaitOption.Read(parsed, wait), cancellation));
        return command;
    }

    private static ExitCode Run(CliContext context, TimeSpan wait, CancellationToken cancellation)
    {
        long start = context.Environment.Time.GetTimestamp();
        ReindexReport report;
        using (var bar = new CaptureBar(context, "Indexing", "sessions"))
            report = new Reindexer(context.Home, CliContext.Workers).RunLocked(wait, bar, cancellation);
        TimeSpan elapsed = context.Environment.Time.GetElapsedTime(start);
        if (context.IsJson)
            context.WriteJson(
                new ReindexShape(report.Sessions, [.. report.Damaged], (long)elapsed.TotalMilliseconds),
                CliJson.Default.ReindexShape
            );
        else if (!context.Globals.Quiet)
            context.Out.WriteLine($"Indexed {Count.Of(report.Sessions, "session")} in {RelativeTime.Length(elapsed)}.");
        foreach (string entry in report.Damaged)
            context.ReportSkipped(entry, "the archive entry is damaged and is not in the index");
        if (report.Damaged.Count == 0)
            return ExitCode.Done;
        context.Say("'reprise verify' says what is wrong with them.");
        return ExitCode.Incomplete;
    }
}

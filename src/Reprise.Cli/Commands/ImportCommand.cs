using System.CommandLine;
using Reprise.Capturing;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Terminal;
using Reprise.Files;
using Reprise.Importing;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise import PATH…</c></summary>
internal static class ImportCommand
{
    public static CliCommand Create()
    {
        var paths = new Argument<string[]>("path")
        {
            Arity = ArgumentArity.OneOrMore,
            Description = "Files or folders that other programs have made, or git repositories",
        };
        var git = new Switch("--git")
        {
            Description = "Walk all commits of a repository that has transcripts, such as ~/.claude",
        };
        var agent = new AgentOption();
        var dryRun = new Switch("--dry-run") { Description = "Only say what would be done; nothing is kept" };
        var wait = WaitOption.Create("another capture");
        var command = new CliCommand("import", "Takes over what other programs have kept: archives, exports, git history")
        {
            paths,
            git,
            agent,
            dryRun,
            wait,
        };
        command.Details =
            "What is read is only read. Transcripts of an agent become sessions of that agent, with every older state as a "
            + "generation; chats that were exported become sessions of claude-ai, chatgpt, specstory or sessionfs. What is archived "
            + "already is never replaced by less, so repeating it is safe.";
        command.Examples =
        [
            ("reprise import --git ~/.claude", "sessions that were deleted long ago"),
            ("reprise import ~/Downloads/data-export.zip", "an export of claude.ai or ChatGPT"),
            ("reprise import ~/.sessionkeep/sessions", "the archive of another program"),
        ];
        command.OnRun(
            (context, parsed, cancellation) =>
            {
                var request = new ImportRequest
                {
                    Paths = [.. (parsed.GetValue(paths) ?? []).Select(context.FullPath)],
                    IsGit = git.IsSet(parsed),
                    Agents = agent.Read(parsed),
                    Environment = context.AgentEnvironment,
                    ExtraRoots = context.Settings.Roots,
                    DryRun = dryRun.IsSet(parsed),
                    Wait = WaitOption.Read(parsed, wait),
                };
                if (request.Paths.FirstOrDefault(path => !Path.Exists(path)) is { } missing)
                    throw new RepriseException(
                        "path",
                        $"There is no {SafeWord.Of(missing)}.",
                        "Name files or folders that other programs have made."
                    );
                return Run(context, request, cancellation);
            }
        );
        return command;
    }

    private static ExitCode Run(CliContext context, ImportRequest request, CancellationToken cancellation)
    {
        CaptureReport report;
        using (var bar = new CaptureBar(context, "Importing"))
        {
            var pipeline = new ImportPipeline(context.Home, CaptureCommand.SettingsOf(context), context.Environment.Time);
            report = pipeline.Run(request, bar, cancellation);
        }
        CaptureSummary.Tell(context, report, request.DryRun, CaptureWords.Import);
        bool isEmpty = report.Captured + report.Updated + report.Unchanged == 0;
        return report.Skipped.Count > 0 ? ExitCode.Incomplete
            : isEmpty ? ExitCode.NothingFound
            : ExitCode.Done;
    }
}

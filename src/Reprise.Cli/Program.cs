using Reprise.Cli.Commands;

namespace Reprise.Cli;

/// <summary>The list of commands, and the way in.</summary>
internal static class Program
{
    /// <summary>One line per command, in the order in which help shows them.</summary>
    public static CommandTable Commands { get; } =
        new([
            new("init", CommandGroup.Keep, InitCommand.Create),
            new("capture", CommandGroup.Keep, CaptureCommand.Create),
            new("import", CommandGroup.Keep, ImportCommand.Create),
            new("list", CommandGroup.Find, ListCommand.Create),
            new("show", CommandGroup.Find, ShowCommand.Create),
            new("search", CommandGroup.Find, SearchCommand.Create),
            new("usage", CommandGroup.Find, UsageCommand.Create),
            new("status", CommandGroup.Keep, StatusCommand.Create),
            new("agents", CommandGroup.Keep, AgentsCommand.Create),
            new("cat", CommandGroup.Find, CatCommand.Create),
            new("report", CommandGroup.Share, ReportCommand.Create),
            new("restore", CommandGroup.Return, RestoreCommand.Create),
            new("mask", CommandGroup.Secrets, MaskCommand.Create),
            new("secrets", CommandGroup.Secrets, SecretsCommand.Create),
            new("vault", CommandGroup.Secrets, VaultCommand.Create),
            new("redact", CommandGroup.Secrets, RedactCommand.Create),
            new("prices", CommandGroup.Upkeep, PricesCommand.Create),
            new("verify", CommandGroup.Upkeep, VerifyCommand.Create),
            new("doctor", CommandGroup.Upkeep, DoctorCommand.Create),
            new("reindex", CommandGroup.Upkeep, ReindexCommand.Create),
            new("config", CommandGroup.Upkeep, ConfigCommand.Create),
            new("completion", CommandGroup.Upkeep, CompletionCommand.Create),
            new("version", CommandGroup.Upkeep, VersionCommand.Create),
            new("help", CommandGroup.Upkeep, HelpCommand.Create),
            new(SuggestCommand.Name, CommandGroup.Hidden, SuggestCommand.Create),
        ]);

    private static int Main(string[] arguments)
    {
        using var interrupt = new Interrupt();
        using CliEnvironment environment = ProcessEnvironment.Create(interrupt);
        var application = new CliApplication(Commands, environment);
        try
        {
            return (int)application.Run(arguments);
        }
        // The only place that catches everything: whatever comes here is our bug, and its message may hold content.
        catch (Exception error)
        {
            return (int)application.Report(Failure.OfBug(error), arguments);
        }
    }
}

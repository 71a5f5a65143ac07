using System.CommandLine;

namespace Reprise.Cli;

/// <summary>A command: its options with their help, and the one function that runs it.</summary>
internal sealed class CliCommand(string name, string summary) : Command(name, summary)
{
    /// <summary>What the command does; null when it only has subcommands.</summary>
    /// <remarks>
    /// The way from Main to here is synchronous: async methods over our own types are compiled when the program starts, which
    /// takes longer than many a command.
    /// </remarks>
    public Func<CliContext, ParseResult, CancellationToken, ExitCode>? Run { get; private set; }

    /// <summary>Whether a broken config.json stops the command.</summary>
    public bool NeedsSettings { get; set; } = true;

    /// <summary>Whether broken prices in config.json stop the command, as <see cref="CliContext.OwnPrices"/> does; others warn.</summary>
    public bool NeedsPrices { get; set; }

    /// <summary>
    /// Whether Ctrl+C may end the program at once, because nothing has to be put in order. A command that waits for its input
    /// could not look at its token while it waits.
    /// </summary>
    public bool StopsAtOnce { get; set; }

    /// <summary>Paragraphs that help shows below the summary.</summary>
    public string? Details { get; set; }

    /// <summary>Command lines that help shows at its end, each with a word about it.</summary>
    public IReadOnlyList<(string Line, string Meaning)> Examples { get; set; } = [];

    public void OnRun(Func<CliContext, ParseResult, CancellationToken, ExitCode> run)
    {
        Run = run;
        // Without one, a command that has subcommands as well would ask for one of them.
        SetAction(static _ => { });
    }

    /// <summary>Sets a function that waits for other things than files.</summary>
    public void OnRunAsync(Func<CliContext, ParseResult, CancellationToken, Task<ExitCode>> run) =>
        Run = (context, parsed, cancellation) => run(context, parsed, cancellation).GetAwaiter().GetResult();
}

namespace Reprise.Cli;

/// <summary>What the program stands in: variables, folders, time and the three streams. Tests give their own.</summary>
internal sealed class CliEnvironment : IDisposable
{
    /// <summary>Returns an environment variable, or null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>Returns what the user's Ctrl+C cancels.</summary>
    public required Func<CancellationToken> Cancellation { get; init; }

    public required Func<string> FindUserHome { get; init; }

    public required Func<string> FindCurrentFolder { get; init; }

    /// <summary>Returns the name of the person at work, which stands beside what they write into the journal.</summary>
    public required Func<string> FindUserName { get; init; }

    /// <summary>Returns the name of the machine.</summary>
    public required Func<string> FindHostName { get; init; }

    public required TimeProvider Time { get; init; }

    public required Func<Stream> OpenInput { get; init; }

    /// <summary>Asks a question and reads a line from the terminal that is not shown; null at the end of the input.</summary>
    public required Func<string, CancellationToken, byte[]?> ReadHidden { get; init; }

    public required Stream Output { get; init; }

    public required Stream Error { get; init; }

    public bool IsInputTerminal { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Returns the number of columns of the terminal; 0 when there is none.</summary>
    public required Func<int> TerminalWidth { get; init; }

    public string UserHome => field ??= FindUserHome();

    public string CurrentFolder => field ??= FindCurrentFolder();

    public void Dispose()
    {
        Output.Dispose();
        Error.Dispose();
    }
}

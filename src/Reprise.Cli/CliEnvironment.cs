namespace Reprise.Cli;

/// <summary>What the program stands in: variables, folders, time and the three streams. Tests give their own.</summary>
internal sealed class CliEnvironment : IDisposable
{
    /// <summary>Returns an environment variable, or null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    public required string UserHome { get; init; }

    public required string CurrentFolder { get; init; }

    public required TimeProvider Time { get; init; }

    public required Lazy<Stream> Input { get; init; }

    public required Stream Output { get; init; }

    public required Stream Error { get; init; }

    public bool IsInputTerminal { get; init; }

    public bool IsOutputTerminal { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Returns the number of columns of the terminal; 0 when there is none.</summary>
    public required Func<int> TerminalWidth { get; init; }

    public void Dispose()
    {
        if (Input.IsValueCreated)
            Input.Value.Dispose();
        Output.Dispose();
        Error.Dispose();
    }
}

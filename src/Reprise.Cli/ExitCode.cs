namespace Reprise.Cli;

/// <summary>What the program returns; a promise to scripts.</summary>
internal enum ExitCode
{
    Done = 0,

    /// <summary>An error that the user can cure.</summary>
    Failed = 1,

    /// <summary>The command line is wrong, or an ID names several sessions.</summary>
    Usage = 2,

    /// <summary>Done, but something was left out.</summary>
    Incomplete = 3,

    NothingFound = 4,

    /// <summary>Verify found damage.</summary>
    Damaged = 5,

    Cancelled = 130,
}

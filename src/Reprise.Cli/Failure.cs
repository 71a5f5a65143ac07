using System.Diagnostics;
using Reprise.Databases;
using Reprise.Files;

namespace Reprise.Cli;

/// <summary>An error as the user sees it: a stable word, what is wrong, what to do, and what the program returns.</summary>
internal sealed record Failure(string Kind, string Message, string? Hint, ExitCode ExitCode)
{
    /// <summary>The kinds of error that have an exit code of their own; every other kind returns 1.</summary>
    public const string UsageKind = "usage";
    public const string AmbiguousKind = "ambiguous";
    public const string NotFoundKind = "not-found";
    public const string EmptyKind = "empty";

    /// <summary>Translates an exception; null when it is a bug of ours.</summary>
    public static Failure? Of(Exception error) =>
        error switch
        {
            RepriseException e => new(e.Kind, e.Message, e.Hint, CodeOf(e.Kind)),
            OperationCanceledException => new("cancelled", "Cancelled.", null, ExitCode.Cancelled),
            SqliteException { IsBusy: true } => new(
                "locked",
                "Another program holds the index.",
                "Try again in a moment.",
                ExitCode.Failed
            ),
            SqliteException { IsDiskFull: true } => new(
                "disk-full",
                "The disk is full.",
                "Free some space and run the command again.",
                ExitCode.Failed
            ),
            SqliteException e => new(
                "index",
                $"The index cannot be read: {e.Message}.",
                "Run 'reprise reindex' to rebuild it.",
                ExitCode.Failed
            ),
            UnauthorizedAccessException e => new("access", e.Message, "Check the owner and the permissions.", ExitCode.Failed),
            FileNotFoundException { FileName: { Length: > 0 } name } => new(
                "io",
                $"There is no file {SafeWord.Of(name)}.",
                "Check the spelling of its path.",
                ExitCode.Failed
            ),
            // The runtime puts a blank before the colon of a system's own words.
            IOException e => new("io", e.Message.Replace(" : ", ": ", StringComparison.Ordinal), null, ExitCode.Failed),
            _ => null,
        };

    /// <summary>Describes a bug by the methods it went through: an exception's own message may quote content.</summary>
    public static Failure OfBug(Exception error) =>
        new(
            "bug",
            $"Reprise hit a bug: {error.GetType().Name}\n{new StackTrace(error, fNeedFileInfo: false).ToString().TrimEnd()}",
            "Please report it with these lines; they hold nothing of your sessions.",
            ExitCode.Failed
        );

    private static ExitCode CodeOf(string kind) =>
        kind switch
        {
            UsageKind or AmbiguousKind => ExitCode.Usage,
            NotFoundKind or EmptyKind => ExitCode.NothingFound,
            _ => ExitCode.Failed,
        };
}

/// <summary>Makes the errors that a command line can cause.</summary>
internal static class UsageError
{
    public static RepriseException Of(string message, string? hint = null) => new(Failure.UsageKind, message, hint);
}

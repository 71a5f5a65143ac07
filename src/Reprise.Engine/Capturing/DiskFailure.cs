using Reprise.Databases;
using Reprise.Files;

namespace Reprise.Capturing;

/// <summary>Tells a full or failing disk under the home from other errors.</summary>
internal static class DiskFailure
{
    private const int NoSpace = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);

    /// <summary>Whether an error is about the disk or the index under the home.</summary>
    public static bool IsOne(Exception error) => error is SqliteException or IOException or UnauthorizedAccessException;

    /// <summary>Returns the error to show.</summary>
    public static RepriseException Explain(Exception error, string home)
    {
        if (error is SqliteException { IsDiskFull: true } || IsFull(error))
            return new RepriseException(
                "disk",
                $"The disk that holds {home} is full.",
                "Make room and run it again: what was captured so far is kept.",
                error
            );
        return error switch
        {
            SqliteException { IsBusy: true } => new RepriseException(
                "locked",
                "The index is in use by another program.",
                "Close it and run this again.",
                error
            ),
            SqliteException => new RepriseException(
                "index",
                "The index could not be written.",
                "Run 'reprise reindex' to make it again from the archive.",
                error
            ),
            _ => new RepriseException(
                "disk",
                $"{home} cannot be written to: {error.Message}",
                "See that the folder is yours and the disk is in order.",
                error
            ),
        };
    }

    private static bool IsFull(Exception error) =>
        error is IOException io && (io.HResult == WindowsDiskFull || (io.HResult & 0xffff) == NoSpace);
}

namespace Reprise.Normalizing;

/// <summary>Takes times from databases as the times of changes.</summary>
internal static class RowTimes
{
    private static readonly TimeSpan _tolerance = TimeSpan.FromHours(1);

    /// <summary>Returns when rows were changed last, UTC.</summary>
    /// <param name="told">What the database says, in seconds or milliseconds since 1970.</param>
    /// <param name="database">The database: what cannot be a time of a change is replaced by when it was written to.</param>
    public static DateTime OfChange(long told, string database)
    {
        DateTime written = File.GetLastWriteTimeUtc(database);
        // A missing log is as old as a file can be.
        DateTime logged = File.GetLastWriteTimeUtc(database + "-wal");
        DateTime latest = logged > written ? logged : written;
        return RecordTime.FromUnix(told)?.UtcDateTime is { } time && time <= latest + _tolerance ? time : latest;
    }
}

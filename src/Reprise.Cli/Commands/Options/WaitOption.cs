namespace Reprise.Cli.Commands.Options;

/// <summary>Reads how long to wait for another Reprise that holds the home.</summary>
internal static class WaitOption
{
    private const int MaxSeconds = 24 * 60 * 60;

    /// <exception cref="Files.RepriseException">It is negative or longer than a day.</exception>
    public static TimeSpan Read(int seconds) =>
        seconds is >= 0 and <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw UsageError.Of($"--wait needs seconds from 0 to {MaxSeconds}.");
}

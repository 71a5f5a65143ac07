using System.CommandLine;

namespace Reprise.Cli.Commands.Options;

/// <summary>How long to wait for another Reprise that holds the home.</summary>
internal static class WaitOption
{
    private const int MaxSeconds = 24 * 60 * 60;
    private const int UsualSeconds = 30;

    /// <summary>Makes the option.</summary>
    /// <param name="forWhat">What is waited for.</param>
    public static Option<int?> Create(string forWhat = "a capture") =>
        new("--wait") { HelpName = "SECONDS", Description = $"How long to wait for {forWhat} (default {UsualSeconds})" };

    /// <summary>Reads it.</summary>
    /// <exception cref="Files.RepriseException">It is negative or longer than a day.</exception>
    public static TimeSpan Read(ParseResult parsed, Option<int?> option)
    {
        int seconds = parsed.GetValue(option) ?? UsualSeconds;
        return seconds is >= 0 and <= MaxSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw UsageError.Of($"--wait needs seconds from 0 to {MaxSeconds}.");
    }
}

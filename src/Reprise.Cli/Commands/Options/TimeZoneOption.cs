using System.CommandLine;

namespace Reprise.Cli.Commands.Options;

/// <summary>The option that names the time zone of days and hours.</summary>
internal sealed class TimeZoneOption : Option<string>
{
    public TimeZoneOption()
        : base("--timezone")
    {
        HelpName = "Z";
        Description = "Days and hours of this zone, such as Europe/Berlin or UTC (default: this machine's)";
    }

    /// <exception cref="Files.RepriseException">There is no such zone.</exception>
    public TimeZoneInfo Read(CliContext context, ParseResult parsed)
    {
        if (parsed.GetValue(this) is not { } name || name.Equals("local", StringComparison.OrdinalIgnoreCase))
            return context.Zone;
        if (name.Equals("utc", StringComparison.OrdinalIgnoreCase) || name == "Z")
            return TimeZoneInfo.Utc;
        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone)
            ? zone
            : throw UsageError.Of(
                $"There is no time zone '{SafeWord.Of(name)}'.",
                "Write a name such as Europe/Berlin, America/New_York, UTC or local. Where all names are unknown, the package tzdata is missing."
            );
    }
}

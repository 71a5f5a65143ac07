using Reprise.Archiving;
using Reprise.Cli.Terminal;

namespace Reprise.Cli.Vault;

/// <summary>Tells people what wrapping data keys anew did.</summary>
internal static class RewrapText
{
    /// <summary>Says what was done.</summary>
    public static void Write(CliContext context, RewrapReport report)
    {
        string same = report.Unchanged > 0 ? $"; {Count.Of(report.Unchanged)} had the right recipients already" : "";
        context.Out.WriteLine(
            $"Wrapped {Count.Of(report.Rewrapped, "box", "boxes")} anew in {Count.Of(report.Parts, "file")} of {Count.Of(report.Entries, "session")}{same}."
        );
        if (report.Unopenable > 0)
            context.Say(
                $"{Count.Of(report.Unopenable, "box stays as it is", "boxes stay as they are")}: sealed for keys that are not here."
            );
    }

    /// <summary>Names what was left out.</summary>
    public static ExitCode Warn(CliContext context, RewrapReport report)
    {
        foreach (ArchiveDamage left in report.Left)
            context.ReportSkipped(left.File, left.Problem);
        return report.Left.Count == 0 ? ExitCode.Done : ExitCode.Incomplete;
    }
}

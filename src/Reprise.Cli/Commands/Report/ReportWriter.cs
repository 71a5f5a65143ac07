using Reprise.Reporting;

namespace Reprise.Cli.Commands.Report;

/// <summary>Writes a report of entries in one format, piece by piece.</summary>
internal abstract class ReportWriter
{
    /// <summary>Writes what stands above the entries.</summary>
    public abstract void Begin();

    /// <summary>Writes the next entry.</summary>
    public abstract void Write(ReportEntry entry);

    /// <summary>Writes what stands below the entries.</summary>
    public abstract void End();

    /// <summary>Writes all of a report.</summary>
    public void WriteAll(IEnumerable<ReportEntry> entries, CancellationToken cancellation)
    {
        Begin();
        foreach (ReportEntry entry in entries)
        {
            cancellation.ThrowIfCancellationRequested();
            Write(entry);
        }
        End();
    }
}

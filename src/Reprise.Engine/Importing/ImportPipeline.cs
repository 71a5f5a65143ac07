using System.Diagnostics;
using Reprise.Capturing;
using Reprise.Files;

namespace Reprise.Importing;

/// <summary>Captures what other programs have kept: the same stages as any capture, with an import in the place of discovery.</summary>
/// <param name="home">Where everything is kept; made when it does not exist.</param>
/// <param name="settings">The user's settings and the machine.</param>
/// <param name="clock">Tells the time.</param>
public sealed class ImportPipeline(RepriseHome home, CaptureSettings settings, TimeProvider clock)
{
    /// <summary>Imports what is new. Importing again adds nothing.</summary>
    /// <exception cref="RepriseException">
    /// As a capture throws it; kind <c>git</c> when git cannot be run, <c>path</c> when there is no repository.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what was complete by then stays.</exception>
    public CaptureReport Run(ImportRequest request, CaptureProgress progress, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        var capture = new CapturePipeline(home, settings, clock);
        var report = new CaptureReport();
        using var import = new SessionImport(request);
        foreach (ImportBatch batch in import.Find(cancellation))
        {
            var one = new CaptureRequest
            {
                Search = batch.Tell,
                DryRun = request.DryRun,
                Wait = request.Wait,
            };
            report = report.With(capture.Run(one, progress, cancellation));
        }
        return report with { Elapsed = Stopwatch.GetElapsedTime(start) };
    }
}

using Reprise.Archiving;

namespace Reprise.Cli.Terminal;

/// <summary>Shows how many sessions are done.</summary>
internal sealed class SessionsBar(CliContext context, string what) : IProgress<WorkDone>, IDisposable
{
    private readonly ProgressBar _bar = new(context, what, "sessions");

    public void Report(WorkDone value) => _bar.Report(value.Done, value.Total);

    public void Dispose() => _bar.Dispose();
}

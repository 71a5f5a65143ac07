using Reprise.Archiving;
using Reprise.Cli.Terminal;

namespace Reprise.Cli.Vault;

/// <summary>Shows how many entries of the vault are done.</summary>
internal sealed class VaultBar(CliContext context, string what) : IProgress<WorkDone>, IDisposable
{
    private readonly ProgressBar _bar = new(context, what, "sessions");

    public void Report(WorkDone value) => _bar.Report(value.Done, value.Total);

    public void Dispose() => _bar.Dispose();
}

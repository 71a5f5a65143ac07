using System.Runtime.InteropServices;

namespace Reprise.Cli;

/// <summary>Turns Ctrl+C, SIGTERM and a closed terminal into a cancellation, from the first use of its token on.</summary>
internal sealed class Interrupt : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private PosixSignalRegistration[] _registrations = [];

    public CancellationToken Token
    {
        get
        {
            if (_registrations.Length == 0)
            {
                _registrations =
                [
                    PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel),
                    PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel),
                    PosixSignalRegistration.Create(PosixSignal.SIGHUP, Cancel),
                ];
            }
            return _source.Token;
        }
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Cancel(PosixSignalContext context)
    {
        // A second signal ends the process at once, for whoever does not want to wait.
        if (_source.IsCancellationRequested)
            return;
        context.Cancel = true;
        _source.Cancel();
    }
}

using System.Diagnostics;

namespace Reprise.Files;

/// <summary>
/// A lock of a home: one lets a single capture at a time work in it, another one a single writer of the journal. The system
/// frees it when the process ends.
/// </summary>
public sealed class HomeLock : IDisposable
{
    private const string CaptureName = "capture.lock";
    private const string JournalName = "journal.lock";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = 32;
    private readonly FileStream _file;

    private HomeLock(FileStream file) => _file = file;

    /// <summary>Takes the lock, or says that another process holds it.</summary>
    /// <param name="home">The home; created when it does not exist.</param>
    /// <param name="wait">How long to wait for another holder.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="RepriseException">Kind <c>locked</c> when another process did not let go in time.</exception>
    public static HomeLock Take(string home, TimeSpan wait, CancellationToken cancellation) =>
        TryTake(home, wait, cancellation)
        ?? throw new RepriseException(
            "locked",
            $"Another capture is at work in {home}.",
            "Wait until it is done, or give it more time with --wait."
        );

    /// <summary>Takes the lock of captures.</summary>
    /// <param name="home">The home; created when it does not exist.</param>
    /// <param name="wait">How long to wait for another holder.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="IOException">The home cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The home is another user's.</exception>
    /// <returns>The lock, or null when another process still holds it.</returns>
    public static HomeLock? TryTake(string home, TimeSpan wait, CancellationToken cancellation) =>
        TryTake(home, CaptureName, wait, cancellation);

    /// <summary>Takes the lock of those who write to the journal, which is held for milliseconds.</summary>
    /// <returns>The lock, or null when another process still holds it.</returns>
    public static HomeLock? TryTakeJournal(string home, TimeSpan wait, CancellationToken cancellation) =>
        TryTake(home, JournalName, wait, cancellation);

    private static HomeLock? TryTake(string home, string name, TimeSpan wait, CancellationToken cancellation)
    {
        PrivateFolder.Create(home);
        string path = Path.Combine(home, name);
        long start = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var options = new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.None,
                    BufferSize = 0,
                };
                if (!OperatingSystem.IsWindows())
                    options.UnixCreateMode = PrivateFolder.FileMode;
                return new HomeLock(new FileStream(path, options));
            }
            catch (IOException error) when (IsHeld(error))
            {
                if (Stopwatch.GetElapsedTime(start) >= wait)
                    return null;
                cancellation.WaitHandle.WaitOne(Pause);
            }
        }
    }

    // A disk that is full or read-only must not look like another holder: nobody would ever let go.
    private static bool IsHeld(IOException error) =>
        (error.HResult & 0xFFFF) is WouldBlock or WouldBlockOnMac or SharingViolation;

    public void Dispose() => _file.Dispose();
}

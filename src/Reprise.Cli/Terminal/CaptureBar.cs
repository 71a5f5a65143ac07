using Reprise.Capturing;

namespace Reprise.Cli.Terminal;

/// <summary>Shows the progress of a capture or a reindexing.</summary>
internal sealed class CaptureBar : CaptureProgress, IDisposable
{
    private readonly CliContext _context;
    private readonly ProgressBar _bar;
    private long _total;
    private long _done;

    /// <param name="context">Where it is shown.</param>
    /// <param name="what">The work, as a verb.</param>
    /// <param name="unit">What is counted when it is not bytes.</param>
    public CaptureBar(CliContext context, string what, string? unit = null)
    {
        _context = context;
        _bar = new ProgressBar(context, what, unit);
    }

    public override void Begin(int sessions, long bytes)
    {
        Interlocked.Exchange(ref _total, bytes);
        Interlocked.Exchange(ref _done, 0);
    }

    public override void Advance(long bytes) => _bar.Report(Interlocked.Add(ref _done, bytes), Interlocked.Read(ref _total));

    public override void Notice(string text)
    {
        _bar.Erase();
        _context.Say(SafeText.Line(text));
    }

    public void Dispose() => _bar.Dispose();
}

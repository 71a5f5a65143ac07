using System.Text;

namespace Reprise.Cli.Terminal;

/// <summary>Shows on stderr how far a long piece of work is, and leaves no trace of it.</summary>
/// <remarks>Appears after a second, and on a terminal only; may be told about progress from any thread.</remarks>
internal sealed class ProgressBar : IDisposable
{
    private const int BarColumns = 24;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);
    private readonly CliEnvironment _environment;
    private readonly Screen _screen;
    private readonly string _what;
    private readonly string? _unit;
    private readonly bool _isOn;
    private readonly long _start;
    private readonly Lock _drawing = new();
    private TimeSpan _nextDraw = Patience;
    private bool _isDrawn;

    /// <param name="context">Where it is shown.</param>
    /// <param name="what">The work, as a verb: <c>Capturing</c>.</param>
    /// <param name="unit">What is counted when it is not bytes: <c>sessions</c>.</param>
    public ProgressBar(CliContext context, string what, string? unit = null)
    {
        _unit = unit;
        _environment = context.Environment;
        _screen = context.ErrorScreen;
        _what = what;
        _isOn = _environment.IsErrorTerminal && !context.Globals.Quiet;
        _start = _environment.Time.GetTimestamp();
    }

    /// <summary>Tells how much is done.</summary>
    /// <param name="done">The bytes or units that are done.</param>
    /// <param name="total">All of them; 0 when not known.</param>
    public void Report(long done, long total)
    {
        if (!_isOn)
            return;
        TimeSpan elapsed = _environment.Time.GetElapsedTime(_start);
        lock (_drawing)
        {
            if (elapsed < _nextDraw)
                return;
            _nextDraw = elapsed + Interval;
            Draw(Line(done, total, elapsed));
        }
    }

    /// <summary>Takes the bar away, so that something else can be said; the next report draws it again.</summary>
    public void Erase()
    {
        lock (_drawing)
        {
            if (_isDrawn)
                Write("\r\u001b[K");
            _isDrawn = false;
        }
    }

    public void Dispose()
    {
        Erase();
        lock (_drawing)
            _nextDraw = TimeSpan.MaxValue;
    }

    private string Line(long done, long total, TimeSpan elapsed)
    {
        double perSecond = done / elapsed.TotalSeconds;
        var line = new StringBuilder(_what).Append(' ');
        if (total > 0)
        {
            double share = Math.Clamp((double)done / total, 0, 1);
            int filled = (int)(share * BarColumns);
            line.Append('[').Append('#', filled).Append('-', BarColumns - filled).Append("] ").Append($"{share * 100:0}% ");
        }
        line.Append(_unit is null ? ByteSize.Of(done) : $"{Count.Of(done)} {_unit}").Append(", ");
        line.Append(_unit is null ? $"{perSecond / (1024 * 1024):0.0} MB/s" : $"{perSecond:0} per second");
        if (total > done && perSecond > 0)
            line.Append(", ")
                .Append(RelativeTime.Length(TimeSpan.FromSeconds(Math.Ceiling((total - done) / perSecond))))
                .Append(" left");
        return line.ToString();
    }

    private void Draw(string line)
    {
        // The last column stays free: some terminals wrap as soon as it is filled.
        Write($"\r{TextWidth.Cut(line, _screen.Width - 1)}\u001b[K");
        _isDrawn = true;
    }

    private void Write(string text) => _environment.Error.Write(Encoding.UTF8.GetBytes(text));
}

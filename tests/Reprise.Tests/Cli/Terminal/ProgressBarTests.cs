using System.Text;
using Reprise.Cli;
using Reprise.Cli.Commands.Options;
using Reprise.Cli.Terminal;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Terminal;

public sealed class ProgressBarTests : IDisposable
{
    private readonly CliHarness _cli = new() { IsTerminal = true };
    private readonly MemoryStream _error = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void What_is_done_within_a_second_shows_nothing()
    {
        Show(bar =>
            {
                _cli.Time.Advance(TimeSpan.FromMilliseconds(900));
                bar.Report(50, 100);
            })
            .ShouldBeEmpty();
    }

    [Fact]
    public void Rate_and_time_left_are_shown_and_everything_is_erased_at_the_end()
    {
        string shown = Show(bar =>
        {
            _cli.Time.Advance(TimeSpan.FromSeconds(2));
            bar.Report(20 * 1024 * 1024, 80 * 1024 * 1024);
        });
        shown.ShouldBe("\rWorking [######------------------] 25% 20.0 MB, 10.0 MB/s, 6.0 s left\u001b[K\r\u001b[K");
    }

    [Fact]
    public void It_is_drawn_ten_times_a_second_at_most()
    {
        string shown = Show(bar =>
        {
            _cli.Time.Advance(TimeSpan.FromSeconds(1));
            for (int i = 0; i < 1000; i++)
            {
                _cli.Time.Advance(TimeSpan.FromMilliseconds(1));
                bar.Report(i, 1000);
            }
        });
        shown.Split("Working").Length.ShouldBeInRange(10, 12);
    }

    [Fact]
    public void It_stays_silent_in_a_pipe_and_with_quiet()
    {
        Action<ProgressBar> work = bar =>
        {
            _cli.Time.Advance(TimeSpan.FromSeconds(5));
            bar.Report(1, 2);
        };
        Show(work, new GlobalValues { Quiet = true }).ShouldBeEmpty();
        _cli.IsTerminal = false;
        Show(work).ShouldBeEmpty();
    }

    private string Show(Action<ProgressBar> work, GlobalValues? globals = null)
    {
        using CliEnvironment environment = _cli.Environment(new MemoryStream(), _error);
        using var context = new CliContext(environment, globals ?? new GlobalValues());
        using (var bar = new ProgressBar(context, "Working"))
            work(bar);
        return Encoding.UTF8.GetString(_error.ToArray());
    }
}

using System.Runtime.InteropServices;
using System.Text;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>Files that change while they are read.</summary>
public sealed class ChangingFileTests
{
    private const string Id = "bad00000-0000-4000-8000-000000000001";
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(3);
    private const int Captures = 5;

    [Fact]
    public void A_file_that_grows_while_it_is_read_is_never_torn()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 50);
        HealthySessions.Write(home);
        int turn = 50;
        CaptureWhile(
            home,
            () =>
            {
                string more = CaptureHome.ClaudeTurn(Id, turn++, "go on");
                // In pieces, as a program writes that does not buffer whole lines.
                File.AppendAllText(path, more[..(more.Length / 3)]);
                File.AppendAllText(path, more[(more.Length / 3)..]);
                Thread.Sleep(2);
            }
        );
        Settle(home, path);
        home.All().Single(session => session.Key.NativeId == Id).Messages.ShouldBe(turn * 2);
        home.All().Single(session => session.Key.NativeId == Id).Generations.ShouldBe(1);
    }

    [Theory]
    [InlineData(4000, 9000)]
    [InlineData(9000, 4000)]
    [InlineData(5000, 5000)]
    public void A_file_that_is_rewritten_at_one_stroke_while_it_is_read_is_not_kept_as_a_mixture(int turnsBefore, int turnsAfter)
    {
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        string path = home.PathOf(Id);
        File.WriteAllBytes(path, Content(turnsBefore, "the story before"));
        home.Age(path);
        byte[] after = Content(turnsAfter, "the story afterwards");
        home.Capture(
            progress: new Interruption(() =>
            {
                using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.SetLength(0);
                file.Write(after);
            })
        );
        CaptureReport report = Robust.Capture(home);
        report.Skipped.ShouldBeEmpty();
        Robust.Check(home);
        home.All().Single(session => session.Key.NativeId == Id).Generations.ShouldBe(1);
    }

    [Fact]
    public void A_file_that_grows_at_one_stroke_while_it_is_read_is_taken_as_far_as_it_was()
    {
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        string path = home.PathOf(Id);
        File.WriteAllBytes(path, Content(4000, "the story"));
        home.Age(path);
        string more = CaptureHome.ClaudeTurn(Id, 4000, "the story");
        CaptureReport report = home.Capture(progress: new Interruption(() => File.AppendAllText(path, more)));
        report.Skipped.ShouldBeEmpty();
        report.Captured.ShouldBe(HealthySessions.Count + 1);
        Robust.Capture(home).BytesRead.ShouldBe(more.Length);
        Robust.Check(home);
    }

    [Fact]
    public void A_file_that_is_rewritten_in_place_while_it_is_read_is_whole_in_the_end()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 3000);
        HealthySessions.Write(home);
        byte[][] contents = [.. Enumerable.Range(0, 4).Select(i => Content(1500 + i * 700, $"story {i}"))];
        var random = new Random(3);
        CaptureWhile(
            home,
            () =>
            {
                byte[] content = contents[random.Next(contents.Length)];
                using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
                file.SetLength(0);
                for (int at = 0; at < content.Length; at += 64 * 1024)
                    file.Write(content, at, Math.Min(64 * 1024, content.Length - at));
            }
        );
        Settle(home, path);
    }

    [Fact]
    public void A_file_that_is_replaced_removed_and_cut_while_it_is_read_is_whole_in_the_end()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 2000);
        HealthySessions.Write(home);
        byte[][] contents = [.. Enumerable.Range(0, 4).Select(i => Content(500 + i * 600, $"story {i}"))];
        var random = new Random(4);
        string fresh = Path.Combine(home.Folder, "fresh");
        CaptureWhile(
            home,
            () =>
            {
                File.WriteAllBytes(fresh, contents[random.Next(contents.Length)]);
                switch (random.Next(7))
                {
                    case 2:
                        File.Delete(path);
                        File.CreateSymbolicLink(path, path);
                        break;
                    case 3:
                        File.Delete(path);
                        _ = MakePipe(path, 0b110_000_000);
                        break;
                    case 4:
                        File.Delete(path);
                        Directory.CreateDirectory(path);
                        Thread.Yield();
                        Directory.Delete(path);
                        break;
                    case 0:
                        File.Delete(path);
                        break;
                    case 1 when IsPlain(path):
                        using (FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                            file.SetLength(random.NextInt64(file.Length + 1));
                        break;
                    default:
                        File.Move(fresh, path, overwrite: true);
                        break;
                }
            }
        );
        File.Delete(path);
        File.WriteAllBytes(path, contents[0]);
        Settle(home, path);
    }

    [Fact]
    public void A_file_whose_middle_was_rewritten_before_it_grew_is_a_new_state_when_it_is_compared_in_full()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 60);
        HealthySessions.Write(home);
        home.Capture();
        string text = File.ReadAllText(path);
        int middle = text.IndexOf("answer number 30", StringComparison.Ordinal);
        File.WriteAllText(path, text[..middle] + "ANSWER" + text[(middle + 6)..] + CaptureHome.ClaudeTurn(Id, 60, "go on"));
        home.Age(path);
        home.Capture(new CaptureRequest { Full = true });
        ArchiveCheck.EqualsSources(home.Home).ShouldBe(HealthySessions.Count + 1);
        home.All().Single(session => session.Key.NativeId == Id).Generations.ShouldBe(2);
    }

    [Fact]
    public void A_text_file_whose_middle_was_rewritten_before_it_grew_keeps_its_old_state()
    {
        using var home = new CaptureHome();
        home.WriteClaude(Id);
        string path = Path.Combine(home.ClaudeProject, Id, "tool-results", "out.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        string old = string.Concat(Enumerable.Range(0, 4000).Select(line => $"line {line}\n"));
        File.WriteAllText(path, old);
        home.Age(path);
        home.Capture();
        File.WriteAllText(path, old.Replace("line 2000\n", "LINE 2000\n", StringComparison.Ordinal) + "and more\n");
        File.SetLastWriteTimeUtc(path, home.Now.UtcDateTime.AddHours(-1));
        home.Capture();
        ArchiveCheck.EqualsSources(home.Home).ShouldBe(2);
        ArchivedFile file = new SessionArchive(home.Home)
            .Open(home.Only().Entry)
            .Manifest.Files.Single(f => f.Path.EndsWith("out.txt", StringComparison.Ordinal));
        file.Versions.Count.ShouldBe(2);
        using var natives = new NativeBytes(home.Home);
        Encoding
            .UTF8.GetString(natives.Of(new SessionArchive(home.Home).Open(home.Only().Entry), file.Versions[0]))
            .ShouldBe(old);
    }

    private static bool IsPlain(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.LinkTarget is null && file.Length > 0;
    }

    [DllImport("libc", EntryPoint = "mkfifo", CharSet = CharSet.Ansi)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakePipe(string path, uint mode);

    private static byte[] Content(int turns, string prompt) =>
        Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, turns).Select(turn => CaptureHome.ClaudeTurn(Id, turn, prompt)))
        );

    /// <summary>Does something once, after the first block of the file was taken.</summary>
    private sealed class Interruption(Action action) : CaptureProgress
    {
        private int _done;

        public override void Begin(int sessions, long bytes) { }

        public override void Advance(long bytes)
        {
            if (bytes > 500_000 && Interlocked.Exchange(ref _done, 1) == 0)
                action();
        }

        public override void Notice(string text) { }
    }

    /// <summary>Captures again and again while another thread does something to the files.</summary>
    private static void CaptureWhile(CaptureHome home, Action change)
    {
        DateTime end = DateTime.UtcNow + Duration;
        using var stop = new CancellationTokenSource();
        Task changes = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                change();
        });
        // A few captures at least, however slow the machine is.
        for (int captures = 0; captures < Captures || DateTime.UtcNow < end; captures++)
        {
            home.Now = DateTimeOffset.UtcNow;
            Robust.Capture(home);
        }
        stop.Cancel();
        changes.GetAwaiter().GetResult();
    }

    /// <summary>Captures once more when nobody changes anything, and states that all is as it must be.</summary>
    private static void Settle(CaptureHome home, string path)
    {
        // What is written a moment after a file was read may have the same time: the next write of an agent tells it apart.
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-2));
        home.Now = DateTimeOffset.UtcNow;
        Robust.Capture(home).Skipped.ShouldBeEmpty();
        Robust.Check(home);
    }
}

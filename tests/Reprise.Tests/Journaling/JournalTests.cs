using System.Diagnostics;
using System.Text;
using Reprise.Journaling;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Journaling;

public sealed class JournalTests : IDisposable
{
    private readonly JournalHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_home_without_a_journal_has_an_empty_one()
    {
        JournalContent content = _home.Journal.Read();
        content.Events.ShouldBeEmpty();
        content.Problems.ShouldBeEmpty();
        _home.Journal.Stamp().ShouldBeEmpty();
    }

    [Fact]
    public void What_was_appended_is_read_back()
    {
        _home.Append(new JournalEntry("secret", "k7q2").Set("rotated", true).Set("reason", "it was in a log"));
        _home.Append(new JournalEntry("session", "codex:1").Set("title", "Ärger \"mit\" Umlauten\n"));
        JournalContent content = _home.Journal.Read();
        content.Problems.ShouldBeEmpty();
        content
            .Events.Select(e => (e.Type, e.Entity, e.User))
            .ShouldBe([("secret", "k7q2", "ana"), ("session", "codex:1", "ana")]);
        content.Events[0].At.ShouldBe(_home.Time.GetUtcNow());
        JournalEntity secret = content.State.Find("secret", "k7q2").ShouldNotBeNull();
        secret["rotated"].ShouldNotBeNull().IsTrue.ShouldBeTrue();
        secret["reason"].ShouldNotBeNull().Text.ShouldBe("it was in a log");
        content.State.Find("session", "codex:1")?["title"]?.Text.ShouldBe("Ärger \"mit\" Umlauten\n");
    }

    [Fact]
    public void The_file_is_for_its_owner_alone_and_every_write_only_adds_to_it()
    {
        _home.Append(new JournalEntry("a", "1").Set("x", true));
        byte[] before = File.ReadAllBytes(_home.OnlyFile);
        _home.Append(new JournalEntry("a", "1").Set("x", false));
        File.ReadAllBytes(_home.OnlyFile).AsSpan(0, before.Length).SequenceEqual(before).ShouldBeTrue();
        if (OperatingSystem.IsWindows())
            return;
        File.GetUnixFileMode(_home.OnlyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(_home.Home.Journal)
            .ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Secrets_in_what_a_person_writes_are_masked_before_they_reach_the_file()
    {
        string token = MadeUpToken.Of(1);
        _home.Append(new JournalEntry("secret", "k7q2").Set("reason", $"because {token} was in it"));
        _home.Writer(user: token).Append([new JournalEntry("note", token).Set("text", token)], CancellationToken.None);
        File.ReadAllText(_home.OnlyFile).ShouldNotContain(token);
        _home.Journal.Read().State.Find("secret", "k7q2")?["reason"]?.Text.ShouldNotBeNull().ShouldContain("[masked:github-pat:");
    }

    [Fact]
    public void A_sealed_text_is_read_with_the_key_and_in_its_own_place_only()
    {
        _home.Append(new JournalEntry("redaction", "r1").SetSealed("text", "Project Bluebird"));
        File.ReadAllText(_home.OnlyFile).ShouldNotContain("luebird");
        string text = _home.Journal.Read().State.Find("redaction", "r1")?["text"]?.Sealed.ShouldNotBeNull() ?? "";
        SealedText.Open(_home.Keys.JournalKey, text, "redaction/r1/text").ShouldBe("Project Bluebird");
        SealedText.Open(_home.Keys.JournalKey, text, "redaction/r2/text").ShouldBeNull();
        SealedText.Open(new byte[32], text, "redaction/r1/text").ShouldBeNull();
        SealedText.Open(_home.Keys.JournalKey, "no base64!", "redaction/r1/text").ShouldBeNull();
    }

    [Fact]
    public void The_length_of_a_sealed_text_tells_little()
    {
        string[] texts = ["", "a", "Bluebird", new string('x', 60)];
        texts.Select(text => SealedText.Seal(_home.Keys.JournalKey, text, "p").Length).Distinct().Count().ShouldBe(1);
        foreach (string text in texts.Append(new string('ä', 5000)))
            SealedText.Open(_home.Keys.JournalKey, SealedText.Seal(_home.Keys.JournalKey, text, "p"), "p").ShouldBe(text);
    }

    [Fact]
    public void A_torn_last_line_is_reported_and_stays_and_the_next_event_starts_a_line_of_its_own()
    {
        _home.Append(new JournalEntry("a", "1").Set("x", true));
        _home.Append(new JournalEntry("a", "2").Set("x", true));
        byte[] all = File.ReadAllBytes(_home.OnlyFile);
        using (FileStream file = File.OpenWrite(_home.OnlyFile))
            file.SetLength(all.Length - 30);
        JournalContent torn = _home.Journal.Read();
        torn.Events.Count.ShouldBe(1);
        torn.Problems.ShouldHaveOne().ShouldBe(new JournalProblem(Path.GetFileName(_home.OnlyFile), 2, "it is not complete"));

        _home.Append(new JournalEntry("a", "3").Set("x", true));
        JournalContent after = _home.Journal.Read();
        after.Events.Select(e => e.Entity).ShouldBe(["1", "3"]);
        after.Problems.Count.ShouldBe(1);
        File.ReadAllBytes(_home.OnlyFile).AsSpan(0, all.Length - 30).SequenceEqual(all.AsSpan(0, all.Length - 30)).ShouldBeTrue();
    }

    [Fact]
    public void A_last_line_that_only_lacks_its_line_end_counts()
    {
        _home.Append(new JournalEntry("a", "1").Set("x", true));
        using (FileStream file = File.OpenWrite(_home.OnlyFile))
            file.SetLength(file.Length - 1);
        _home.Journal.Read().Events.Count.ShouldBe(1);
        _home.Append(new JournalEntry("a", "2").Set("x", true));
        JournalContent content = _home.Journal.Read();
        content.Events.Count.ShouldBe(2);
        content.Problems.ShouldBeEmpty();
    }

    [Fact]
    public void Any_flipped_byte_is_found()
    {
        _home.Append(new JournalEntry("secret", "k7q2").Set("rotated", true));
        byte[] line = File.ReadAllBytes(_home.OnlyFile);
        for (int i = 0; i < line.Length - 1; i++)
        {
            byte[] flipped = [.. line];
            flipped[i] ^= 1;
            JournalLine.Read(flipped.AsSpan(0, flipped.Length - 1), out string problem).ShouldBeNull($"byte {i}");
            problem.ShouldNotBeEmpty();
        }
    }

    [Theory]
    [InlineData("\0\0\0\0")]
    [InlineData("{}")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    [InlineData("""{"format":1,"id":7,"device":[],"clock":"x","at":1,"user":null,"type":"a","body":[]""")]
    [InlineData("""{"format":1,"id":"i","device":"d","clock":[1e99,0],"at":"x","user":"u","type":"a","body":{}""")]
    [InlineData(
        """{"format":99,"id":"i","device":"d","clock":[1,0],"at":"2026-01-01T00:00:00Z","user":"u","type":"a","body":{}"""
    )]
    [InlineData(
        """{"format":1,"id":"i","device":"d","clock":[9999999999999,0],"at":"2026-01-01T00:00:00Z","user":"u","type":"a","body":{}"""
    )]
    [InlineData(
        """{"format":1,"id":"i","device":"d","clock":[1,-5],"at":"2026-01-01T00:00:00Z","user":"u","type":"a","body":{}"""
    )]
    public void A_foreign_line_is_passed_over(string members)
    {
        Directory.CreateDirectory(_home.Home.Journal);
        string check = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(members)))[
            ..16
        ];
        string file = Path.Combine(_home.Home.Journal, "foreign.jsonl");
        AppendText(file, $"{members}\n{members},\"check\":\"{check}\"}}\n");
        _home.Append(new JournalEntry("a", "1").Set("x", true));
        JournalContent content = _home.Journal.Read();
        content.Events.ShouldHaveOne().Entity.ShouldBe("1");
        content.Problems.Count.ShouldBe(2);
        content.Problems.ShouldAllBe(problem => problem.File == "foreign.jsonl" && problem.Reason.Length > 0);
    }

    [Fact]
    public void Files_that_are_none_do_no_harm()
    {
        _home.Append(new JournalEntry("a", "1").Set("x", true));
        string folder = _home.Home.Journal;
        AppendText(Path.Combine(folder, "long.jsonl"), new string('x', 3 * JournalLine.MaxBytes) + "\n\n");
        AppendText(Path.Combine(folder, "readme.txt"), "not a journal");
        Directory.CreateDirectory(Path.Combine(folder, "folder.jsonl"));
        if (!OperatingSystem.IsWindows())
        {
            File.CreateSymbolicLink(Path.Combine(folder, "link.jsonl"), _home.DeviceFile);
            Process.Start("mkfifo", [Path.Combine(folder, "pipe.jsonl")]).WaitForExit();
        }
        JournalContent content = _home.Journal.Read();
        content.Events.Count.ShouldBe(1);
        content
            .Problems.Select(problem => problem.File)
            .ShouldBe(OperatingSystem.IsWindows() ? ["long.jsonl"] : ["link.jsonl", "long.jsonl", "pipe.jsonl"]);
    }

    [Fact]
    public void An_event_of_an_unknown_form_is_kept_and_folds_to_nothing()
    {
        _home.Append(new JournalEntry("a", "1").Set("x", true));
        string line = File.ReadAllText(_home.OnlyFile);
        string members = line[..line.LastIndexOf(",\"check\"", StringComparison.Ordinal)]
            .Replace("\"body\":{", "\"body\":{\"merge\":[1,2],\"was-", StringComparison.Ordinal);
        members = members.Replace("\"was-\"id\"", "\"was-id\"", StringComparison.Ordinal);
        string check = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(members)))[
            ..16
        ];
        AppendText(Path.Combine(_home.Home.Journal, "other.jsonl"), $"{members},\"check\":\"{check}\"}}\n");
        JournalContent content = _home.Journal.Read();
        content.Problems.ShouldBeEmpty();
        content.Events.Count.ShouldBe(2);
        content.State.Entities.Count().ShouldBe(1);
    }

    [Fact]
    public void The_clock_never_goes_back_behind_what_was_seen()
    {
        JournalEvent first = _home.Append(new JournalEntry("a", "1").Set("x", 1));
        _home.Time.Advance(TimeSpan.FromHours(-3));
        JournalEvent second = _home.Append(new JournalEntry("a", "1").Set("x", 2));
        JournalEvent other = _home.Append(new JournalEntry("a", "1").Set("x", 3), host: "desktop");
        (first.Time < second.Time && second.Time < other.Time).ShouldBeTrue();
        second.At.ShouldBeLessThan(first.At);
        _home.Journal.Read().State.Find("a", "1")?["x"]?.Number.ShouldBe(3);
    }

    [Fact]
    public void A_home_on_another_machine_is_another_device()
    {
        _home.Append(new JournalEntry("a", "1").Set("x", 1));
        _home.Append(new JournalEntry("a", "1").Set("x", 2));
        Directory.GetFiles(_home.Home.Journal).Length.ShouldBe(1);
        JournalEvent other = _home.Append(new JournalEntry("a", "1").Set("x", 3), host: "desktop");
        Directory.GetFiles(_home.Home.Journal).Length.ShouldBe(2);
        File.Exists(Path.Combine(_home.Home.Journal, other.Device + ".jsonl")).ShouldBeTrue();
        Directory.GetFiles(_home.Home.Journal).ShouldAllBe(path => !File.ReadAllText(path).Contains("desktop"));
    }

    [Fact]
    public async Task Several_processes_append_at_once_and_nothing_is_lost()
    {
        _home.Append(new JournalEntry("a", "first").Set("x", true));
        const int Each = 25;
        Process[] writers = [.. Enumerable.Range(0, 3).Select(i => _home.StartWriter(Each, $"p{i}"))];
        foreach (Process writer in writers)
        {
            await writer.WaitForExitAsync(TestContext.Current.CancellationToken);
            writer.ExitCode.ShouldBe(0);
            writer.Dispose();
        }
        JournalContent content = _home.Journal.Read();
        content.Problems.ShouldBeEmpty();
        content.Events.Count.ShouldBe(3 * Each + 1);
        content.Events.Select(e => e.Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(3 * Each + 1);
        content.Events.Select(e => e.Time).Distinct().Count().ShouldBe(3 * Each + 1);
    }

    private static void AppendText(string path, string text)
    {
        using FileStream file = File.Open(path, FileMode.Append);
        file.Write(Encoding.UTF8.GetBytes(text));
    }
}

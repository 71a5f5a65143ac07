using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using Reprise.Files;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands.Report;

/// <summary>Reports as a user asks for them, compared with what was agreed on.</summary>
/// <remarks>REPRISE_UPDATE_SNAPSHOTS=1 writes what is said now.</remarks>
public sealed partial class ReportCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();
    private readonly string _token = GitHubToken.Make(7);
    private readonly string _redaction;

    public ReportCommandTests()
    {
        ReportSessions.Add(_cli, _token);
        ReportSessions.Capture(_cli);
        _redaction = ReportSessions.Hide(_cli, "nightjar", "--label", "bird", "--reason", "=NDA <until> June");
    }

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("prompts.md")]
    [InlineData("prompts.html")]
    [InlineData("prompts.csv")]
    [InlineData("prompts.json")]
    [InlineData("actions.md", "--actions")]
    [InlineData("actions.html", "--actions")]
    [InlineData("actions.csv", "--actions")]
    [InlineData("actions.json", "--actions")]
    [InlineData("usage.md", "--usage")]
    [InlineData("usage.html", "--usage")]
    [InlineData("usage.csv", "--usage")]
    public void A_report_is_as_it_was_agreed_on(string name, params string[] options)
    {
        string path = Path.Combine(_cli.UserHome, name);
        CliResult result = _cli.Run(["report", .. options, "-o", path]);
        (result.ExitCode, result.Out).ShouldBe((0, ""));
        // Ids of redactions, and keys of fingerprints, are new in each home.
        string text = Fingerprint().Replace(File.ReadAllText(path), "[masked:$1:aaaaaaaaaaaa]");
        text = text.Replace(_redaction, "00000000", StringComparison.Ordinal);
        text = MessageId().Replace(text, "00000000-0000-4000-8000-aaaaaaaaaaaa");
        string snapshot = Path.Combine(Folder(), name);
        if (Environment.GetEnvironmentVariable("REPRISE_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(snapshot, text);
        text.ShouldBe(File.ReadAllText(snapshot));
    }

    [Fact]
    public void The_header_says_what_is_hidden_who_did_it_and_why()
    {
        JsonElement report = _cli.Run("report", "--actions", "--json").Json;
        JsonElement redaction = report.GetProperty("redactions")[0];
        redaction.GetProperty("placeholder").GetString().ShouldBe("[redacted:bird]");
        redaction.GetProperty("createdBy").GetString().ShouldBe("ana");
        redaction.GetProperty("reason").GetString().ShouldBe("=NDA <until> June");
        // The prompt, the path, and what the failed tool printed.
        redaction.GetProperty("parts").GetInt32().ShouldBe(3);
        redaction.GetProperty("entries").GetInt32().ShouldBe(1);
        JsonElement summary = report.GetProperty("summary");
        summary.GetProperty("redactedEntries").GetInt32().ShouldBe(1);
        summary.GetProperty("prompts").GetInt32().ShouldBe(3);
        JsonElement secret = summary.GetProperty("secrets")[0];
        (secret.GetProperty("secrets").GetInt32(), secret.GetProperty("places").GetInt32()).ShouldBe((1, 1));
    }

    [Fact]
    public void What_was_changed_by_somebody_else_is_said()
    {
        _cli.Time.Advance(TimeSpan.FromHours(1));
        _cli.Run("redact", "disable", _redaction, "--actor", "ben").ExitCode.ShouldBe(0);
        _cli.Run("report").Out.ShouldNotContain("redacted:bird");
        _cli.Run("redact", "enable", _redaction, "--actor", "ben").ExitCode.ShouldBe(0);
        _cli.Run("report").Out.ShouldContain("ana | 2026-06-15 14:00:00, changed by ben 2026-06-15 15:00:00");
    }

    [Fact]
    public void The_same_sessions_give_the_same_bytes_when_the_time_is_not_said()
    {
        foreach (string format in new[] { "markdown", "csv", "html", "json" })
        foreach (string kind in new[] { "--prompts", "--actions", "--usage" })
        {
            byte[] first = _cli.Run("report", kind, "--format", format, "--no-timestamp").OutBytes;
            _cli.Time.Advance(TimeSpan.FromDays(1));
            _cli.Run("report", kind, "--format", format, "--no-timestamp").OutBytes.ShouldBe(first);
            first.Length.ShouldBeGreaterThan(100);
        }
    }

    [Fact]
    public void An_index_that_is_made_anew_gives_the_same_report()
    {
        byte[] before = _cli.Run("report", "--actions", "--format", "html").OutBytes;
        _cli.Run("reindex").ExitCode.ShouldBe(0);
        _cli.Run("report", "--actions", "--format", "html").OutBytes.ShouldBe(before);
    }

    [Fact]
    public void A_file_is_never_overwritten_unasked()
    {
        string path = _cli.Add("report.html", "mine");
        CliResult refused = _cli.Run("report", "-o", path);
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("--force");
        File.ReadAllText(path).ShouldBe("mine");
        CliResult written = _cli.Run("report", "-o", path, "--force", "--json");
        written.ExitCode.ShouldBe(0);
        written.Json.GetProperty("format").GetString().ShouldBe("html");
        written.Json.GetProperty("entries").GetInt32().ShouldBe(3);
        File.ReadAllText(path).ShouldStartWith("<!DOCTYPE html>");
        Directory.GetFiles(_cli.UserHome, "*" + AtomicFile.UnfinishedEnding).ShouldBeEmpty();
        _cli.Run("report", "-o", Path.Combine(_cli.UserHome, "no", "where.md")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Filters_pick_entries_and_stand_in_the_header()
    {
        _cli.Run("report", "--project", "blog").Out.ShouldContain("| Filters | project blog |");
        Entries("report", "--project", "blog").ShouldBe(1);
        Entries("report", "--since", "2026-06-02").ShouldBe(1);
        Entries("report", "--until", "2026-06-01").ShouldBe(2);
        Entries("report", "--redacted").ShouldBe(1);
        Entries("report", "-n", "2").ShouldBe(2);
        Entries("report", "1111").ShouldBe(2);
        Entries("report", "2222", "1111").ShouldBe(3);
        Entries("report", "--tag", "x").ShouldBe(0);
        CliResult nothing = _cli.Run("report", "--agent", "codex");
        nothing.ExitCode.ShouldBe(4);
        nothing.Out.ShouldContain("Nothing was asked.");
        nothing.Error.ShouldContain("Nothing found.");
    }

    [Theory]
    [InlineData("report", "--prompts", "--actions")]
    [InlineData("report", "--usage", "--redacted")]
    [InlineData("report", "--reasoning")]
    [InlineData("report", "--answers", "3")]
    [InlineData("report", "--json", "--format", "html")]
    [InlineData("report", "--format", "pdf")]
    public void What_makes_no_sense_is_refused(params string[] arguments) => _cli.Run(arguments).ExitCode.ShouldBe(2);

    [Fact]
    public void An_id_that_stands_for_nothing_is_an_error() => _cli.Run("report", "9999").ExitCode.ShouldBe(4);

    [Fact]
    public void A_home_without_sessions_is_told_as_such()
    {
        using var empty = new CliHarness();
        CliResult result = empty.Run("report", "--json");
        (result.ExitCode, result.JsonErrorKind).ShouldBe((4, "empty"));
    }

    [Fact]
    public void A_session_that_cannot_be_read_makes_the_report_incomplete()
    {
        string entry = Directory
            .GetDirectories(Path.Combine(_cli.Home, "archive"), "*blog*", SearchOption.AllDirectories)
            .Single();
        Directory.Delete(entry, recursive: true);
        CliResult result = _cli.Run("report");
        result.ExitCode.ShouldBe(3);
        result.Out.ShouldContain("**Not complete:** `claude-code:22222222-0000-4000-8000-000000000002`");
        result.Error.ShouldContain("claude-code:2222");
    }

    [Fact]
    public void Answers_can_be_shortened_or_left_whole()
    {
        _cli.Run("report", "1111", "--actions", "--answers", "3").Out.ShouldContain("… 14 more characters");
        _cli.Run("report", "1111", "--actions", "--answers", "0").Out.ShouldContain("The plan is done.");
    }

    private int Entries(params string[] arguments) =>
        _cli.Run([.. arguments, "--json"]).Json.GetProperty("entries").GetArrayLength();

    private static string Folder([CallerFilePath] string source = "") =>
        Path.Combine(Path.GetDirectoryName(source) ?? "", "Snapshots");

    [GeneratedRegex(@"\[masked:([a-z0-9_.-]+):[a-z2-7]{12}\]")]
    private static partial Regex Fingerprint();

    [GeneratedRegex("00000000-0000-4000-8000-[0-9a-f]{12}")]
    private static partial Regex MessageId();
}

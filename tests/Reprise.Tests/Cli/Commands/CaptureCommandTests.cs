using System.Text.Json;
using Reprise.Files;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

public sealed class CaptureCommandTests : IDisposable
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private static readonly string Token = GitHubToken.Make(11);
    private readonly CliHarness _cli = new();

    public CaptureCommandTests() => MadeUpSessions.AddClaudeCode(_cli, Id, $"use {Token}");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_summary_tells_what_was_done_and_what_to_do_next()
    {
        CliResult result = _cli.Run("capture");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldStartWith("Captured 1 new session (claude-code 1) in ");
        result.Out.ShouldContain("Masked 1 secret: github-pat 1.");
        result.Error.ShouldContain("'reprise list'");
        (result.Out + result.Error).ShouldNotContain(Token);
        CliResult again = _cli.Run("capture");
        again.Out.ShouldBe("Nothing new.\n  1 session unchanged.\n");
        again.Error.ShouldBeEmpty();
    }

    [Fact]
    public void Personal_data_is_masked_as_the_settings_say_and_again_when_they_change()
    {
        const string other = "22222222-2222-4333-8444-555555555555";
        _cli.UserName = "mvanholst";
        MadeUpSessions.AddClaudeCode(_cli, other, "jane@corp.de sits in /home/mvanholst");
        _cli.Run("capture").Out.ShouldContain("Masked 1 secret");
        _cli.Run("cat", other).Out.ShouldContain("jane@corp.de sits in /home/mvanholst");
        _cli.Run("config", "set", "mask.personalData", """["email", "name"]""").ExitCode.ShouldBe(0);
        _cli.Run("capture", "--remask").ExitCode.ShouldBe(0);
        string masked = _cli.Run("cat", other).Out;
        masked.ShouldContain("[masked:email-address:");
        masked.ShouldContain("sits in /home/[masked:user-name:");
        masked.ShouldNotContain("mvanholst");
        _cli.Run("cat", other, "--original").Out.ShouldContain("jane@corp.de sits in /home/mvanholst");
        _cli.Run("verify").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void The_json_has_the_promised_members()
    {
        JsonElement json = _cli.Run("capture", "--json").Json;
        json.GetProperty("captured").GetInt32().ShouldBe(1);
        foreach (string zero in new[] { "updated", "unchanged", "deferred", "deleted", "revived" })
            json.GetProperty(zero).GetInt32().ShouldBe(0, zero);
        json.GetProperty("findings").GetProperty("total").GetInt64().ShouldBe(1);
        json.GetProperty("findings").GetProperty("byKind").GetProperty("github-pat").GetInt64().ShouldBe(1);
        json.GetProperty("bytesRead").GetInt64().ShouldBePositive();
        json.GetProperty("bytesArchived").GetInt64().ShouldBePositive();
        json.GetProperty("skipped").GetArrayLength().ShouldBe(0);
        json.GetProperty("elapsedMs").GetInt64().ShouldBeGreaterThanOrEqualTo(0);
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        CliResult result = _cli.Run("capture", "--dry-run");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldStartWith("Would capture 1 new session");
        Directory.Exists(_cli.Home).ShouldBeFalse();
    }

    [Fact]
    public void A_path_without_a_session_is_left_out_with_exit_code_3()
    {
        string path = _cli.Add("notes.txt", "nothing");
        CliResult result = _cli.Run("capture", path, "--json");
        result.ExitCode.ShouldBe(3);
        result.Json.GetProperty("skipped")[0].GetProperty("path").GetString().ShouldBe(path);
    }

    [Fact]
    public void A_session_that_changed_within_the_minimal_age_waits()
    {
        _cli.Time.Advance(DateTimeOffset.UtcNow - _cli.Time.GetUtcNow());
        CliResult result = _cli.Run("capture", "--min-age", "5", "--json");
        result.Json.GetProperty("deferred").GetInt32().ShouldBe(1);
        result.Json.GetProperty("captured").GetInt32().ShouldBe(0);
    }

    [Fact]
    public void A_held_lock_is_an_error_but_not_for_a_quiet_run()
    {
        using HomeLock? held = HomeLock.TryTake(_cli.Home, TimeSpan.Zero, CancellationToken.None);
        held.ShouldNotBeNull();
        CliResult result = _cli.Run("capture", "--wait", "0", "--json");
        result.ExitCode.ShouldBe(1);
        result.JsonErrorKind.ShouldBe("locked");
        CliResult quiet = _cli.Run("capture", "--wait", "0", "--quiet");
        quiet.ExitCode.ShouldBe(0);
        (quiet.Out + quiet.Error).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("--agent", "nobody")]
    [InlineData("--min-age", "soon")]
    [InlineData("--min-age", "-1")]
    [InlineData("--wait", "-1")]
    [InlineData("--wait", "long")]
    public void A_value_that_makes_no_sense_is_a_usage_error(params string[] arguments)
    {
        _cli.Run(["capture", .. arguments]).ExitCode.ShouldBe(2);
        Directory.Exists(_cli.Home).ShouldBeFalse();
    }

    [Fact]
    public void Quiet_says_nothing()
    {
        CliResult result = _cli.Run("capture", "-q");
        result.ExitCode.ShouldBe(0);
        (result.Out + result.Error).ShouldBeEmpty();
    }

    [Fact]
    public void Status_tells_what_is_at_risk_and_then_what_is_kept()
    {
        JsonElement before = _cli.Run("status", "--json").Json;
        before.GetProperty("exists").GetBoolean().ShouldBeFalse();
        before.GetProperty("atRisk").GetProperty("new").GetInt32().ShouldBe(1);
        Directory.Exists(_cli.Home).ShouldBeFalse();
        _cli.Run("capture").ExitCode.ShouldBe(0);
        CliResult after = _cli.Run("status", "--json");
        after.ExitCode.ShouldBe(0);
        after.Json.GetProperty("atRisk").GetProperty("new").GetInt32().ShouldBe(0);
        after.Json.GetProperty("sessions").GetInt32().ShouldBe(1);
        after.Json.GetProperty("findings").GetInt64().ShouldBe(1);
        after.Json.GetProperty("agents")[0].GetProperty("lastActiveAt").GetString().ShouldBe("2026-06-10T10:00:05Z");
        _cli.Run("status").Out.ShouldContain("nothing: every session that was found is kept");
    }

    [Fact]
    public void Reindex_makes_the_index_again()
    {
        CliResult empty = _cli.Run("reindex", "--json");
        empty.ExitCode.ShouldBe(4);
        empty.JsonErrorKind.ShouldBe("empty");
        _cli.Run("capture").ExitCode.ShouldBe(0);
        File.Delete(Path.Combine(_cli.Home, "index.db"));
        CliResult result = _cli.Run("reindex", "--json");
        result.ExitCode.ShouldBe(0);
        result.Json.GetProperty("sessions").GetInt64().ShouldBe(1);
        _cli.Run("status", "--json").Json.GetProperty("sessions").GetInt32().ShouldBe(1);
    }
}

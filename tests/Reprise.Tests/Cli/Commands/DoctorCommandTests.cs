using System.Text.Json;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

public sealed class DoctorCommandTests : IDisposable
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private readonly CliHarness _cli = new();
    private readonly string _source;

    public DoctorCommandTests()
    {
        _source = MadeUpSessions.AddClaudeCode(_cli, Id, $"use {MadeUpToken.Of(11)}");
        _cli.Run("capture").ExitCode.ShouldBe(0);
    }

    private string Entry =>
        Path.GetDirectoryName(
            Directory.GetFiles(Path.Combine(_cli.Home, "archive"), "manifest.json", SearchOption.AllDirectories)[0]
        ) ?? "";

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_sound_home_has_nothing_to_cure()
    {
        CliResult result = _cli.Run("doctor");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldBe("Checked 1 entry: no damage.\n");
        JsonElement json = _cli.Run("doctor", "--fix", "--json").Json;
        json.GetProperty("damaged").GetArrayLength().ShouldBe(0);
        json.GetProperty("fixed").GetArrayLength().ShouldBe(0);
        json.GetProperty("vault").GetProperty("canUnseal").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void Records_that_nobody_knows_are_told_and_are_no_damage()
    {
        File.AppendAllText(_source, """{"type":"from-the-future","sessionId":"x","version":"9.1.0"}""" + "\n");
        _cli.Run("capture").ExitCode.ShouldBe(0);
        CliResult result = _cli.Run("doctor");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("unknown  1 record in 1 session of claude-code");
        _cli.Run("doctor", "--json").Json.GetProperty("unknown")[0].GetProperty("records").GetInt32().ShouldBe(1);
        _cli.Run("show", Id).Out.ShouldContain("1 unknown record");
    }

    [Fact]
    public void A_damaged_entry_is_told_by_status_verify_and_doctor_and_cured_by_fix_and_capture()
    {
        byte[] native = File.ReadAllBytes(_source);
        Damage("manifest.json");
        CliResult status = _cli.Run("status");
        status.ExitCode.ShouldBe(3);
        status.Error.ShouldContain("the archive entry has another checksum; 'reprise doctor' says what helps");
        _cli.Run("verify").ExitCode.ShouldBe(5);
        CliResult doctor = _cli.Run("doctor");
        doctor.ExitCode.ShouldBe(5);
        doctor.Out.ShouldContain("manifest.json has another checksum");
        doctor.Out.ShouldContain("'reprise doctor --fix' sets it aside");

        CliResult cured = _cli.Run("doctor", "--fix");
        cured.ExitCode.ShouldBe(0, "a capture may follow in a script");
        _cli.Run("doctor").ExitCode.ShouldBe(5, "the session is not captured again yet");
        cured.Out.ShouldContain("archive/.aside/");
        _cli.Run("capture").Out.ShouldContain("Captured 1 new session");
        _cli.Run("doctor").ExitCode.ShouldBe(0);
        _cli.Run("status").ExitCode.ShouldBe(0);
        _cli.Run("cat", Id, "--original").OutBytes.ShouldBe(native);
        JsonElement verify = _cli.Run("verify", "--deep", "--json").Json;
        verify.GetProperty("damaged").GetArrayLength().ShouldBe(0);
        verify.GetProperty("notes").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void What_only_a_backup_could_cure_is_given_up_by_name_alone()
    {
        File.Delete(_source);
        _cli.Run("capture").ExitCode.ShouldBe(0);
        Damage("manifest.json");
        _cli.Run("doctor", "--fix").ExitCode.ShouldBe(5);
        JsonElement damaged = _cli.Run("doctor", "--json").Json.GetProperty("damaged")[0];
        damaged.GetProperty("cure").GetString().ShouldBe("backup");
        damaged.GetProperty("source").GetBoolean().ShouldBeFalse();
        _cli.Run("doctor", "--set-aside", "2026/06/nothing").ExitCode.ShouldBe(4);
        CliResult given = _cli.Run("doctor", "--set-aside", damaged.GetProperty("entry").GetString() ?? "");
        given.ExitCode.ShouldBe(0);
        _cli.Run("verify").ExitCode.ShouldBe(0);
        _cli.Run("show", Id).ExitCode.ShouldBe(4);
    }

    [Fact]
    public void A_lost_index_is_made_again()
    {
        File.WriteAllText(Path.Combine(_cli.Home, "index.db"), "no database");
        _cli.Run("doctor").ExitCode.ShouldBe(5);
        _cli.Run("doctor", "--fix").ExitCode.ShouldBe(0);
        _cli.Run("list").Out.ShouldContain("claude");
    }

    [Fact]
    public void It_needs_a_home()
    {
        using var empty = new CliHarness();
        empty.Run("doctor").ExitCode.ShouldBe(4);
    }

    private void Damage(string name)
    {
        string path = Path.Combine(Entry, name);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}

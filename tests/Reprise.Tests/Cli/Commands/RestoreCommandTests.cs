using System.Text.Json;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

/// <summary>The way back: <c>restore</c>, and its neighbours <c>cat</c> and <c>verify</c>.</summary>
public sealed class RestoreCommandTests : IDisposable
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private static readonly string Token = MadeUpToken.Of(11);
    private readonly CliHarness _cli = new();
    private readonly string _source;
    private readonly byte[] _native;

    public RestoreCommandTests()
    {
        _source = MadeUpSessions.AddClaudeCode(_cli, Id, $"use {Token}");
        _native = File.ReadAllBytes(_source);
        _cli.Run("capture").ExitCode.ShouldBe(0);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Cat_prints_the_masked_transcript_and_the_original_only_when_asked()
    {
        CliResult masked = _cli.Run("cat", "1111");
        masked.ExitCode.ShouldBe(0);
        masked.Out.ShouldContain("[masked:github-pat:");
        masked.Out.ShouldNotContain(Token);
        _cli.Run("cat", "1111", "--original").OutBytes.ShouldBe(_native);
        _cli.Run("cat", "1111", "--file", $"{Id}.jsonl").OutBytes.ShouldBe(masked.OutBytes);
        _cli.Run("cat", "1111", "--file", "no-such-file").ExitCode.ShouldBe(4);
        _cli.Run("cat", "9999").ExitCode.ShouldBe(4);
    }

    [Fact]
    public void On_a_terminal_the_original_is_shown_after_a_question_only()
    {
        _cli.IsTerminal = true;
        _cli.Input = "n\n"u8.ToArray();
        CliResult refused = _cli.Run("cat", "1111", "--original");
        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("Go on?");
        refused.Out.ShouldNotContain(Token);
        _cli.Input = "y\n"u8.ToArray();
        _cli.Run("cat", "1111", "--original").Out.ShouldContain(Token);
    }

    [Fact]
    public void A_deleted_session_comes_back_to_its_place()
    {
        DateTime changed = File.GetLastWriteTimeUtc(_source);
        File.Delete(_source);
        _cli.Run("capture").ExitCode.ShouldBe(0);
        CliResult preview = _cli.Run("restore", "--deleted", "--dry-run");
        preview.ExitCode.ShouldBe(0);
        preview.Out.ShouldContain("would write");
        File.Exists(_source).ShouldBeFalse();

        CliResult restored = _cli.Run("restore", "--deleted", "--json");
        restored.ExitCode.ShouldBe(0);
        restored.Json.GetProperty("sessions")[0].GetProperty("files")[0].GetProperty("outcome").GetString().ShouldBe("written");
        File.ReadAllBytes(_source).ShouldBe(_native);
        File.GetLastWriteTimeUtc(_source).ShouldBe(changed);
    }

    [Fact]
    public void A_file_with_other_content_is_left_alone_with_exit_code_3()
    {
        File.AppendAllText(_source, "{}\n");
        CliResult refused = _cli.Run("restore", Id);
        refused.ExitCode.ShouldBe(3);
        refused.Error.ShouldContain("other content");
        File.ReadAllBytes(_source).Length.ShouldBe(_native.Length + 3);
        _cli.Run("restore", Id, "--force").ExitCode.ShouldBe(0);
        File.ReadAllBytes(_source).ShouldBe(_native);
    }

    [Fact]
    public void What_to_restore_must_be_said_and_said_once()
    {
        _cli.Run("restore").ExitCode.ShouldBe(2);
        _cli.Run("restore", Id, "--all").ExitCode.ShouldBe(2);
        _cli.Run("restore", "--all", "--generation", "1").ExitCode.ShouldBe(2);
        _cli.Run("restore", "9999").ExitCode.ShouldBe(4);
        _cli.Run("restore", "--deleted").ExitCode.ShouldBe(4);
    }

    [Fact]
    public void Without_the_key_a_session_with_secrets_is_not_restored()
    {
        File.Delete(Path.Combine(_cli.Home, "vault", "vault.key"));
        CliResult result = _cli.Run("restore", Id, "--to", "elsewhere", "--json");
        result.ExitCode.ShouldBe(1);
        result.JsonErrorKind.ShouldBe("vault");
        Directory.Exists(Path.Combine(_cli.UserHome, "elsewhere")).ShouldBeFalse();
        _cli.Run("cat", Id).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Verify_ends_with_5_and_names_the_damaged_file()
    {
        JsonElement sound = _cli.Run("verify", "--deep", "--json").Json;
        sound.GetProperty("entries").GetInt32().ShouldBe(1);
        sound.GetProperty("files").GetInt32().ShouldBe(6);
        sound.GetProperty("bytes").GetInt64().ShouldBePositive();
        sound.GetProperty("damaged").GetArrayLength().ShouldBe(0);
        _cli.Run("verify", "--deep").ExitCode.ShouldBe(0);

        string segment = Directory.GetFiles(Path.Combine(_cli.Home, "archive"), "*.br", SearchOption.AllDirectories)[0];
        byte[] bytes = File.ReadAllBytes(segment);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(segment, bytes);
        CliResult damaged = _cli.Run("verify", "--json");
        damaged.ExitCode.ShouldBe(5);
        JsonElement damage = damaged.Json.GetProperty("damaged")[0];
        Path.Combine(_cli.Home, damage.GetProperty("file").GetString() ?? "").ShouldBe(segment);
        damage.GetProperty("entry").GetString().ShouldNotBeNullOrEmpty();
        damage.GetProperty("problem").GetString().ShouldBe("has another checksum");
        _cli.Run("verify").Out.ShouldContain("1 problem");
    }

    [Fact]
    public void Verify_needs_a_home()
    {
        using var empty = new CliHarness();
        empty.Run("verify").ExitCode.ShouldBe(4);
    }

    [Fact]
    public void Each_home_has_a_folder_of_its_own_where_several_are_restored_into_one()
    {
        string other = _cli.Add(
            $"second/projects/-work-shop/{Id}.jsonl",
            File.ReadAllText(_source).Replace("Done.", "Done otherwise.", StringComparison.Ordinal)
        );
        _cli.Run("capture", Path.Combine(_cli.UserHome, "second")).ExitCode.ShouldBe(0);
        string target = Path.Combine(_cli.UserHome, "all");
        _cli.Run("restore", "--all", "--to", target).ExitCode.ShouldBe(0);
        string[] found = Directory.GetFiles(target, "*.jsonl", SearchOption.AllDirectories);
        found
            .Select(path => Path.GetRelativePath(target, path).Split('/')[0])
            .Order(StringComparer.Ordinal)
            .ShouldBe(["claude-code", "claude-code-2"]);
        found.Select(File.ReadAllText).ShouldBe([File.ReadAllText(_source), File.ReadAllText(other)], ignoreOrder: true);

        string one = Path.Combine(_cli.UserHome, "one");
        _cli.Run("restore", "--deleted", "--to", one).ExitCode.ShouldBe(4);
        Directory.Delete(Path.GetDirectoryName(_source)!, recursive: true);
        // No capture has looked since, and none would call it deleted: the whole folder is gone.
        _cli.Run("restore", "--deleted", "--to", one).ExitCode.ShouldBe(0);
        File.ReadAllBytes(Path.Combine(one, "projects", "-work-shop", $"{Id}.jsonl")).ShouldBe(_native);
    }

    [Fact]
    public void A_file_is_no_place_to_restore_into()
    {
        CliResult result = _cli.Run("restore", Id, "--to", _source);
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("is a file");
    }
}

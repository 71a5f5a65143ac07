using System.Text.Json;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

public sealed class InitCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    private string Vault => Path.Combine(_cli.Home, "vault");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void It_says_what_was_found_what_is_made_and_what_to_do_next()
    {
        MadeUpSessions.AddClaudeCode(_cli, "11111111-2222-4333-8444-555555555555", "hello");
        CliResult result = _cli.Run("init");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("claude-code");
        result.Out.ShouldContain("vault/fingerprint.key");
        result.Out.ShouldContain("A lost key loses the originals, nothing else.");
        result.Error.ShouldContain("reprise capture");
        Directory.Exists(Path.Combine(_cli.Home, "archive")).ShouldBeFalse();
        _cli.Run("capture").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void A_dry_run_changes_nothing_and_a_second_run_neither()
    {
        JsonElement preview = _cli.Run("init", "--dry-run", "--json").Json;
        preview.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        preview.GetProperty("changes").GetArrayLength().ShouldBe(4);
        Directory.Exists(_cli.Home).ShouldBeFalse();

        JsonElement made = _cli.Run("init", "--json").Json;
        made.GetProperty("changes").GetArrayLength().ShouldBe(4);
        made.GetProperty("keys").GetProperty("canUnseal").GetBoolean().ShouldBeTrue();
        Dictionary<string, string> before = Contents();
        CliResult second = _cli.Run("init");
        second.ExitCode.ShouldBe(0);
        second.Out.ShouldContain("Nothing to make");
        Contents().ShouldBe(before);
    }

    [Fact]
    public void The_passphrase_comes_from_the_terminal_a_file_the_environment_or_stdin()
    {
        string[][] ways =
        [
            ["--passphrase"],
            ["--passphrase-file", _cli.Add("passphrase.txt", "a made up passphrase\nand a second line\n")],
            ["--passphrase-file", "-"],
            ["--passphrase"],
        ];
        for (int i = 0; i < ways.Length; i++)
        {
            string home = Path.Combine(_cli.UserHome, $"home-{i}");
            _cli.IsTerminal = i == 0;
            _cli.Input = "a made up passphrase\r\n"u8.ToArray();
            if (i == 0)
            {
                _cli.Hidden.Enqueue("a made up passphrase");
                _cli.Hidden.Enqueue("a made up passphrase");
            }
            if (i == 3)
                _cli.Variables["REPRISE_PASSPHRASE"] = "a made up passphrase";
            CliResult result = _cli.Run(["--home", home, "init", .. ways[i]]);
            result.ExitCode.ShouldBe(0, result.Error);
            result.Out.ShouldContain("protected by a passphrase");
            (result.Out + result.Error).ShouldNotContain("made up");
            File.ReadAllText(Path.Combine(home, "vault", "vault.key")).ShouldContain("BEGIN ENCRYPTED PRIVATE KEY");
            _cli.Run("--home", home, "init", "--passphrase").ExitCode.ShouldBe(0, "it is protected already");
        }
    }

    [Fact]
    public void A_passphrase_that_cannot_be_had_or_is_not_confirmed_makes_no_key()
    {
        CliResult none = _cli.Run("init", "--passphrase", "--json");
        none.ExitCode.ShouldBe(1);
        none.JsonErrorKind.ShouldBe("passphrase");
        none.Out.ShouldContain("REPRISE_PASSPHRASE");
        _cli.IsTerminal = true;
        foreach (string second in (string[])["another", ""])
        {
            _cli.Hidden.Enqueue(second.Length == 0 ? "" : "a made up passphrase");
            _cli.Hidden.Enqueue(second);
            _cli.Run("init", "--passphrase").ExitCode.ShouldBe(1);
            _cli.Hidden.Clear();
        }
        Directory.Exists(_cli.Home).ShouldBeFalse();
    }

    [Fact]
    public void A_key_that_is_there_is_not_protected_in_passing()
    {
        _cli.Run("init").ExitCode.ShouldBe(0);
        _cli.Variables["REPRISE_PASSPHRASE"] = "a made up passphrase";
        CliResult result = _cli.Run("init", "--passphrase");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("reprise vault passphrase");
    }

    [Fact]
    public void With_the_vault_off_there_is_no_pair()
    {
        _cli.Run("config", "set", "vault", "off");
        CliResult result = _cli.Run("init");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("masking is final");
        File.Exists(Path.Combine(Vault, "vault.key")).ShouldBeFalse();
        _cli.Run("init", "--passphrase").ExitCode.ShouldBe(1);
    }

    [Fact]
    public void Lost_keys_stop_a_capture_until_they_are_replaced()
    {
        string source = MadeUpSessions.AddClaudeCode(_cli, "11111111-2222-4333-8444-555555555555", $"use {MadeUpToken.Of(1)}");
        _cli.Run("capture").ExitCode.ShouldBe(0);
        foreach (string name in (string[])["fingerprint.key", "vault.pub", "vault.key"])
            File.Delete(Path.Combine(Vault, name));
        CliResult stopped = _cli.Run("capture");
        stopped.ExitCode.ShouldBe(1);
        stopped.Error.ShouldContain("--replace-lost fingerprint.key");
        CliResult init = _cli.Run("init");
        init.ExitCode.ShouldBe(3);
        init.Error.ShouldContain("vault/fingerprint.key is missing");

        _cli.Run("init", "--replace-lost", "fingerprint.key").ExitCode.ShouldBe(3, "the pair is lost still");
        _cli.Run("init", "--replace-lost", "vault.key").ExitCode.ShouldBe(0);
        _cli.Run("init", "--replace-lost", "vault.key").ExitCode.ShouldBe(1, "it is not lost");
        _cli.Run("init", "--replace-lost", "vault.pub").ExitCode.ShouldBe(2);

        // What goes on is kept whole, as another state: with another key nobody can see that it only grew.
        File.AppendAllText(source, "{}\n");
        _cli.Run("capture").ExitCode.ShouldBe(0);
        _cli.Run("cat", "1111", "--original").OutBytes.ShouldBe(File.ReadAllBytes(source));
        _cli.Run("show", "1111", "--json").Json.GetProperty("generations").GetInt32().ShouldBe(2);
    }

    private Dictionary<string, string> Contents() =>
        Directory
            .GetFiles(_cli.Home, "*", SearchOption.AllDirectories)
            .ToDictionary(path => path, File.ReadAllText, StringComparer.Ordinal);
}

using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

public sealed class ConfigCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    private string Config => Path.Combine(_cli.Home, "config.json");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Path_names_the_file_whether_it_exists_or_not()
    {
        _cli.Run("config", "path").Out.ShouldBe(Config + "\n");
        _cli.Run("config", "path", "--config", "x.json").Out.ShouldBe(Path.Combine(_cli.UserHome, "x.json") + "\n");
        _cli.Run("config", "path", "--json").Json.GetProperty("exists").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void Set_makes_the_file_that_only_its_owner_can_read_and_get_reads_it()
    {
        CliResult set = _cli.Run("config", "set", "vault", "off");
        set.ExitCode.ShouldBe(0);
        set.Error.ShouldBe("vault is now off\n");
        _cli.Run("config", "get", "vault").Out.ShouldBe("off\n");
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(Config).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void Set_keeps_comments_and_unknown_keys()
    {
        _cli.Add(".reprise/config.json", "{\n  // ours\n  \"later\": true,\n  \"vault\": \"on\" // default\n}\n");
        _cli.Run("config", "set", "vault", "off").ExitCode.ShouldBe(0);
        File.ReadAllText(Config).ShouldBe("{\n  // ours\n  \"later\": true,\n  \"vault\": \"off\" // default\n}\n");
    }

    [Theory]
    [InlineData("vault", "perhaps")]
    [InlineData("capture.minAge", "-1")]
    [InlineData("capture.minAge", "soon")]
    [InlineData("mask.patterns", "not-a-list")]
    [InlineData("capture.roots", "[{\"agent\":\"nobody\",\"path\":\"/x\"}]")]
    [InlineData("prices", "[{\"model\":\"m\",\"input\":-1,\"output\":1}]")]
    [InlineData("prices", "{\"m\":1}")]
    public void A_value_that_loading_would_refuse_is_refused_and_the_file_is_left_alone(string key, string value)
    {
        string path = _cli.Add(".reprise/config.json", "{ }\n");
        CliResult result = _cli.Run("config", "set", key, value);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain($"'{key}' cannot be set to '");
        File.ReadAllText(path).ShouldBe("{ }\n");
    }

    [Fact]
    public void An_unknown_setting_suggests_the_nearest()
    {
        CliResult result = _cli.Run("config", "get", "valut");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("Did you mean 'vault'?");
    }

    [Fact]
    public void Literals_are_never_shown()
    {
        _cli.Add(".reprise/config.json", "{ \"mask\": { \"literals\": [\"open sesame\"] } }");
        foreach (
            string[] arguments in new string[][]
            {
                ["config", "list"],
                ["config", "list", "--json"],
                ["config", "get", "mask.literals"],
                ["config", "get", "mask.literals", "--json"],
            }
        )
        {
            CliResult result = _cli.Run(arguments);
            result.ExitCode.ShouldBe(0);
            (result.Out + result.Error).ShouldNotContain("sesame");
            result.Out.ShouldContain("not shown");
        }
    }

    [Fact]
    public void List_shows_all_settings_with_defaults()
    {
        _cli.Run("config", "list")
            .Out.ShouldBe(
                "setting            value\nmask.patterns      []\nmask.literals      []\nmask.personalData  []\nvault              on\n"
                    + "capture.minAge     0\ncapture.roots      []\nsessionTypes       []\nprices             []\n"
            );
        _cli.Run("config", "list", "--json").Json.GetProperty("vault").GetString().ShouldBe("on");
    }

    [Fact]
    public void A_broken_file_is_reported_and_not_written_over()
    {
        string path = _cli.Add(".reprise/config.json", "{ broken");
        CliResult result = _cli.Run("config", "set", "vault", "off");
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("is broken at line 1");
        File.ReadAllText(path).ShouldBe("{ broken");
        _cli.Run("config", "path").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Config_alone_names_its_commands()
    {
        CliResult result = _cli.Run("config");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldBe("error: 'reprise config' needs one of: list, get, set, path.\n");
    }
}

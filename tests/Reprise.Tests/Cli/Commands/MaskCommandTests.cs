using System.Text;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

public sealed class MaskCommandTests : IDisposable
{
    // Made up, with a checksum that fits.
    private static readonly string Token = GitHubToken.Make(7);
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_pipe_is_masked()
    {
        _cli.Input = Encoding.UTF8.GetBytes($"export TOKEN={Token}\nnext\n");
        CliResult result = _cli.Run("mask");
        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBeEmpty();
        Regex.Replace(result.Out, ":[a-z2-7]{12}]", ":*]").ShouldBe("export TOKEN=[masked:github-pat:*]\nnext\n");
    }

    [Fact]
    public void A_text_without_secrets_passes_as_it_is()
    {
        byte[] bytes = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 7))];
        _cli.Input = bytes;
        _cli.Run("mask").OutBytes.ShouldBe(bytes);
    }

    [Fact]
    public void Findings_say_where_and_what_but_never_the_secret()
    {
        string path = _cli.Add("notes.txt", $"first\nü {Token}\n");
        CliResult result = _cli.Run("mask", "--findings", path);
        result.Out.ShouldBe($"{{\"line\":1,\"start\":3,\"end\":{3 + Token.Length},\"kind\":\"github-pat\"}}\n");
    }

    [Fact]
    public void Stats_go_to_stderr_and_with_json_they_are_the_document()
    {
        string path = _cli.Add("notes.txt", $"{Token} and {Token}");
        CliResult result = _cli.Run("mask", "--stats", path);
        result.Error.ShouldStartWith("2 secrets in ");
        result.Error.ShouldContain("2  github-pat");
        CliResult json = _cli.Run("mask", "--stats", "--json", path);
        json.Json.GetProperty("findings").GetProperty("byKind").GetProperty("github-pat").GetInt64().ShouldBe(2);
        json.Json.GetProperty("shape").GetString().ShouldBe("text");
    }

    [Fact]
    public void Personal_data_is_masked_when_asked_for()
    {
        (_cli.UserName, _cli.HostName) = ("mvanholst", "tulip-7.lan");
        string path = _cli.Add("notes.txt", "mvanholst@tulip-7 wrote jane@corp.de and +49 151 23456789\n");
        _cli.Run("mask", path).Out.ShouldContain("jane@corp.de");
        CliResult result = _cli.Run("mask", "--personal", path);
        result.Error.ShouldBeEmpty();
        Regex
            .Replace(result.Out, ":[a-z2-7]{12}]", "]")
            .ShouldBe("[masked:user-name]@[masked:host-name] wrote [masked:email-address] and [masked:phone-number]\n");
    }

    [Fact]
    public void The_settings_choose_personal_data_and_names_of_everybody_are_named()
    {
        string path = _cli.Add("notes.txt", "ana wrote jane@corp.de and +49 151 23456789\n");
        _cli.Run("config", "set", "mask.personalData", """["email", "name"]""").ExitCode.ShouldBe(0);
        CliResult result = _cli.Run("mask", path);
        Regex.Replace(result.Out, ":[a-z2-7]{12}]", "]").ShouldBe("ana wrote [masked:email-address] and +49 151 23456789\n");
        result.Error.ShouldContain("the name of the user is not masked");
        result.Error.ShouldContain("the name of the machine is not masked");
    }

    [Fact]
    public void In_place_replaces_the_file_keeps_its_mode_and_the_original_when_asked()
    {
        string text = $"a {Token} b\n";
        string path = _cli.Add("notes.txt", text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        CliResult result = _cli.Run("mask", "--in-place", "--backup", ".orig", "notes.txt");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldBeEmpty();
        File.ReadAllText(path).ShouldStartWith("a [masked:github-pat:");
        File.ReadAllText(path + ".orig").ShouldBe(text);
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Directory.GetFiles(_cli.UserHome).Length.ShouldBe(2);
    }

    [Fact]
    public void In_place_leaves_a_clean_file_untouched()
    {
        string path = _cli.Add("notes.txt", "nothing here\n");
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        _cli.Run("mask", "--in-place", "--backup", ".orig", path).ExitCode.ShouldBe(0);
        File.GetLastWriteTimeUtc(path).Year.ShouldBe(2026);
        File.GetLastWriteTimeUtc(path).Month.ShouldBe(1);
        Directory.GetFiles(_cli.UserHome).ShouldBe([path]);
    }

    [Fact]
    public void In_place_never_writes_over_a_backup()
    {
        string path = _cli.Add("notes.txt", Token);
        _cli.Add("notes.txt.orig", "older");
        CliResult result = _cli.Run("mask", "--in-place", "--backup", ".orig", path);
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("exists already");
        File.ReadAllText(path).ShouldBe(Token);
        Directory.GetFiles(_cli.UserHome).Length.ShouldBe(2);
    }

    [Fact]
    public void In_place_follows_a_link_and_leaves_it_a_link()
    {
        string path = _cli.Add("real/notes.txt", Token);
        string link = Path.Combine(_cli.UserHome, "link.txt");
        File.CreateSymbolicLink(link, path);
        _cli.Run("mask", "--in-place", link).ExitCode.ShouldBe(0);
        new FileInfo(link).LinkTarget.ShouldBe(path);
        File.ReadAllText(path).ShouldStartWith("[masked:");
    }

    [Theory]
    [InlineData("--in-place")]
    [InlineData("--in-place", "--findings", "x")]
    [InlineData("--backup", ".orig", "x")]
    [InlineData("--shape", "xml")]
    public void Options_that_do_not_fit_are_a_usage_error(params string[] arguments) =>
        _cli.Run(["mask", .. arguments]).ExitCode.ShouldBe(2);

    [Theory]
    [InlineData("missing.txt")]
    [InlineData(".")]
    public void What_cannot_be_read_is_an_error(string path)
    {
        CliResult result = _cli.Run("mask", path, "--json");
        result.ExitCode.ShouldBe(1);
        result.JsonErrorKind.ShouldBe("io");
    }

    [Fact]
    public void Nothing_is_kept()
    {
        _cli.Input = Encoding.UTF8.GetBytes(Token);
        _cli.Run("mask");
        Directory.Exists(_cli.Home).ShouldBeFalse();
    }
}

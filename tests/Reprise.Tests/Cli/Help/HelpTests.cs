using System.CommandLine;
using System.Runtime.CompilerServices;
using Reprise.Cli;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Help;

/// <summary>The reference of the command line: help of every command as text, to be seen in every review.</summary>
/// <remarks>REPRISE_UPDATE_SNAPSHOTS=1 writes what is said now.</remarks>
public sealed class HelpTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public HelpTests() => _cli.Variables["COLUMNS"] = "100";

    public static TheoryData<string> Commands => [.. Paths()];

    public void Dispose() => _cli.Dispose();

    [Theory]
    [MemberData(nameof(Commands))]
    public void Help_is_as_it_was_agreed_on(string path)
    {
        CliResult result = _cli.Run([.. path.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBeEmpty();
        string file = Path.Combine(Folder(), (path.Length == 0 ? "reprise" : path.Replace(' ', '-')) + ".txt");
        if (Environment.GetEnvironmentVariable("REPRISE_UPDATE_SNAPSHOTS") == "1")
            File.WriteAllText(file, result.Out);
        result.Out.ShouldBe(File.ReadAllText(file));
    }

    [Fact]
    public void Every_snapshot_belongs_to_a_command()
    {
        string[] known = [.. Paths().Select(path => path.Length == 0 ? "reprise" : path.Replace(' ', '-'))];
        foreach (string file in Directory.GetFiles(Folder(), "*.txt"))
            known.Any(name => name == Path.GetFileNameWithoutExtension(file)).ShouldBeTrue(file);
    }

    [Theory]
    [InlineData("help", "capture")]
    [InlineData("capture", "-h")]
    public void There_are_two_ways_to_ask(params string[] arguments) =>
        _cli.Run(arguments).Out.ShouldBe(_cli.Run("capture", "--help").Out);

    [Fact]
    public void Help_for_an_unknown_command_suggests_the_nearest()
    {
        CliResult result = _cli.Run("help", "captrue");
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("Did you mean 'capture'?");
    }

    [Fact]
    public void Help_fits_a_narrow_terminal()
    {
        _cli.Variables["COLUMNS"] = "60";
        _cli.Run("capture", "--help").Out.Split('\n').ShouldAllBe(line => line.Length <= 60 || !line.Contains(' '));
    }

    private static List<string> Paths()
    {
        List<string> paths = [""];
        foreach (CommandEntry entry in Program.Commands.Shown)
            AddPaths(paths, entry.Create(), "");
        return paths;
    }

    private static void AddPaths(List<string> paths, Command command, string parent)
    {
        string path = $"{parent} {command.Name}".Trim();
        paths.Add(path);
        foreach (Command sub in command.Subcommands)
            AddPaths(paths, sub, path);
    }

    private static string Folder([CallerFilePath] string source = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source)!, "..", "Snapshots"));
}

using System.CommandLine;

namespace Reprise.Cli.Commands.Options;

/// <summary>The options that every command takes, before or after its name.</summary>
internal sealed class GlobalOptions
{
    private readonly Option<string> _home = new("--home")
    {
        HelpName = "DIR",
        Description = "The home of Reprise (default $REPRISE_HOME, else ~/.reprise)",
    };
    private readonly Option<string> _config = new("--config")
    {
        HelpName = "FILE",
        Description = "The settings file (default config.json in the home)",
    };
    private readonly Switch _quiet = new("--quiet", "-q") { Description = "Say nothing but results and errors" };
    private readonly Switch _verbose = new("--verbose", "-v") { Description = "Say more" };
    private readonly Switch _noColor = new("--no-color")
    {
        Description = "No colours (also NO_COLOR, and whenever stdout is no terminal)",
    };
    private readonly Switch _json = new("--json") { Description = "Print one JSON document, errors too" };
    private readonly Switch _help = new("--help", "-h") { Description = "Show help" };
    private readonly Switch _version = new("--version", "-V") { Description = "Show the version" };

    public IReadOnlyList<Option> All => [_home, _config, _quiet, _verbose, _noColor, _json, _help, _version];

    public void AddTo(Command root)
    {
        foreach (Option option in All)
        {
            // Only the root has --version: commands may have an option of that name.
            option.Recursive = option != _version;
            root.Add(option);
        }
    }

    public GlobalValues Read(ParseResult parsed) =>
        new()
        {
            Home = parsed.GetValue(_home),
            Config = parsed.GetValue(_config),
            Quiet = _quiet.IsSet(parsed),
            Verbose = _verbose.IsSet(parsed),
            NoColor = _noColor.IsSet(parsed),
            Json = _json.IsSet(parsed),
            IsHelpAsked = _help.IsSet(parsed),
            IsVersionAsked = _version.IsSet(parsed),
        };

    /// <summary>Reads the switches of a command line that may be wrong, for an error or for help.</summary>
    public static GlobalValues Glance(IReadOnlyList<string> arguments)
    {
        string[] options = [.. arguments.TakeWhile(argument => argument != "--")];
        return new GlobalValues
        {
            Quiet = options.Any(option => option is "--quiet" or "-q"),
            Verbose = options.Any(option => option is "--verbose" or "-v"),
            NoColor = options.Any(option => option is "--no-color"),
            Json = options.Any(option => option is "--json"),
            IsHelpAsked = options.Any(option => option is "--help" or "-h"),
        };
    }

    /// <summary>Finds the name of the command without parsing, so that only that command is made.</summary>
    public static string? FindCommand(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count && arguments[i] != "--"; i++)
        {
            if (arguments[i] is "--home" or "--config")
                i++;
            else if (!arguments[i].StartsWith('-'))
                return arguments[i];
        }
        return null;
    }
}

/// <summary>The values of the global options.</summary>
internal sealed record GlobalValues
{
    public string? Home { get; init; }
    public string? Config { get; init; }
    public bool Quiet { get; init; }
    public bool Verbose { get; init; }
    public bool NoColor { get; init; }
    public bool Json { get; init; }
    public bool IsHelpAsked { get; init; }
    public bool IsVersionAsked { get; init; }
}

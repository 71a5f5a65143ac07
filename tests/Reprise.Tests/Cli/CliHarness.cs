using System.Text;
using System.Text.Json;
using Reprise.Cli;

namespace Reprise.Tests.Cli;

/// <summary>Runs command lines in this process, in a user's home of their own, with made-up time and variables.</summary>
internal sealed class CliHarness : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-cli-").FullName;

    public CliHarness() => Directory.CreateDirectory(UserHome);

    /// <summary>The user's home: where agents keep their folders.</summary>
    public string UserHome => Path.Combine(_folder, "user");

    /// <summary>The home of Reprise.</summary>
    public string Home => Path.Combine(UserHome, ".reprise");

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public FakeTime Time { get; } = new(new DateTimeOffset(2026, 6, 15, 12, 0, 0, TimeSpan.Zero));

    public byte[] Input { get; set; } = [];

    /// <summary>What is read in place of <see cref="Input"/>; null for that.</summary>
    public Stream? InputStream { get; set; }

    /// <summary>What is typed without being shown, line by line.</summary>
    public Queue<string> Hidden { get; } = new();

    /// <summary>The commands; those of the program unless a test has its own.</summary>
    public CommandTable Commands { get; set; } = Program.Commands;

    public bool IsTerminal { get; set; }

    /// <summary>Writes a file below the user's home, with the folders above it, and returns its path.</summary>
    public string Add(string relative, string content)
    {
        string path = Path.Combine(UserHome, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return path;
    }

    public string UserName { get; set; } = "ana";

    public string HostName { get; set; } = "laptop";

    /// <summary>What Ctrl+C would cancel.</summary>
    public CancellationToken Cancellation { get; set; }

    public CliResult Run(params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        using CliEnvironment environment = Environment(output, error);
        ExitCode code = new CliApplication(Commands, environment).Run(arguments);
        return new CliResult((int)code, output.ToArray(), Encoding.UTF8.GetString(error.ToArray()));
    }

    /// <summary>Makes the environment that commands see.</summary>
    public CliEnvironment Environment(Stream output, Stream error) =>
        new()
        {
            Cancellation = () => Cancellation,
            Variable = name => Variables.GetValueOrDefault(name),
            FindUserHome = () => UserHome,
            FindCurrentFolder = () => UserHome,
            FindUserName = () => UserName,
            FindHostName = () => HostName,
            Time = Time,
            OpenInput = () => InputStream ?? new MemoryStream(Input),
            ReadHidden = (question, _) =>
            {
                error.Write(Encoding.UTF8.GetBytes(question + "\n"));
                return Hidden.TryDequeue(out string? line) ? Encoding.UTF8.GetBytes(line) : null;
            },
            Output = output,
            Error = error,
            IsInputTerminal = IsTerminal,
            IsOutputTerminal = IsTerminal,
            IsErrorTerminal = IsTerminal,
            TerminalWidth = () => 80,
        };

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}

/// <summary>What a command line did: all three together, because an error in the wrong stream is an error.</summary>
internal sealed record CliResult(int ExitCode, byte[] OutBytes, string Error)
{
    public string Out => Encoding.UTF8.GetString(OutBytes);

    /// <summary>The one JSON document on stdout.</summary>
    public JsonElement Json => JsonDocument.Parse(OutBytes).RootElement;

    /// <summary>The kind of the error that was reported as JSON.</summary>
    public string? JsonErrorKind => Json.GetProperty("error").GetProperty("kind").GetString();
}

using System.Text.Json;
using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;

namespace Reprise.Benchmarks.Programs;

/// <summary>The executable that is measured.</summary>
internal sealed class RepriseProgram
{
    private readonly string _path;

    private RepriseProgram(string path) => _path = path;

    /// <summary>Publishes it from this repository; <c>REPRISE_BENCH_PROGRAM</c> names another build to measure instead.</summary>
    public static RepriseProgram Publish(Workplace workplace) =>
        new(
            Environment.GetEnvironmentVariable("REPRISE_BENCH_PROGRAM")
                ?? PublishedProgram.Publish(Path.Combine(workplace.Repository, "src", "Reprise.Cli"), "reprise", workplace)
        );

    /// <summary>Makes a command that sees the agents of one home folder and keeps everything in another.</summary>
    public Command In(string userHome, string home, params IEnumerable<string> arguments) =>
        new(_path, [.. arguments, "--home", home])
        {
            Variables = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["HOME"] = userHome,
                ["USERPROFILE"] = userHome,
                ["CLAUDE_CONFIG_DIR"] = null,
                ["CODEX_HOME"] = null,
                ["REPRISE_HOME"] = null,
            },
        };

    /// <summary>Makes a command that needs no home.</summary>
    public Command Alone(params IReadOnlyList<string> arguments) => new(_path, arguments);

    /// <summary>Runs a capture and makes sure that it did what it is measured for.</summary>
    /// <param name="home">What is captured.</param>
    /// <param name="keep">Where it is kept.</param>
    /// <param name="expected">How many sessions are new or changed; null for any number.</param>
    public ProcessCost Capture(UserHome home, string keep, int? expected = null)
    {
        ProcessCost cost = ChildProcess.Run(In(home.Folder, keep, "capture", "--json"), watchesMemory: true);
        using JsonDocument report = JsonDocument.Parse(cost.Output);
        int done = report.RootElement.GetProperty("captured").GetInt32() + report.RootElement.GetProperty("updated").GetInt32();
        return expected is null || done == expected
            ? cost
            : throw new BenchmarkException($"The capture took {done} sessions where {expected} were expected.");
    }
}

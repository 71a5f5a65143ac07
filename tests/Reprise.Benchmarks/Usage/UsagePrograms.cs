using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;

namespace Reprise.Benchmarks.Usage;

/// <summary>The other programs, installed from npm once and run without a network.</summary>
internal sealed class UsagePrograms
{
    public const string CcusageVersion = "20.0.24";
    public const string TokscaleVersion = "1.4.3";
    private const string BunVersion = "1.4.5";
    private const string CcusageNative = "@ccusage/ccusage-linux-x64";

    private readonly string _modules;
    private readonly string _cache;

    private UsagePrograms(string folder, string cache)
    {
        _modules = Path.Combine(folder, "node_modules");
        _cache = cache;
    }

    /// <exception cref="BenchmarkException">npm is not there, or a package cannot be had.</exception>
    public static UsagePrograms Install(Workplace workplace)
    {
        if (!ChildProcess.Exists("npm"))
            throw new BenchmarkException("npm is needed to install ccusage and tokscale and is not there.");
        string folder = workplace.Keep(
            $"usage-programs-{CcusageVersion}-{TokscaleVersion}",
            target =>
            {
                BenchmarkContext.Say("installing ccusage and tokscale …");
                string[] packages =
                [
                    $"ccusage@{CcusageVersion}",
                    $"{CcusageNative}@{CcusageVersion}",
                    $"tokscale@{TokscaleVersion}",
                    $"bun@{BunVersion}",
                ];
                ChildProcess.Run(
                    new Command("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", target, .. packages])
                );
                // Its launcher would do this on its first run.
                string native = Path.Combine(target, "node_modules", CcusageNative, "bin", "ccusage");
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(native, File.GetUnixFileMode(native) | UnixFileMode.UserExecute);
            }
        );
        string cache = workplace.NewFolder();
        TokscalePrices.Write(cache);
        return new UsagePrograms(folder, cache);
    }

    /// <summary>What a person types to see what each day cost, without the launcher's own start.</summary>
    public Command Ccusage(string home, string output) =>
        Run(home, output, Path.Combine(_modules, CcusageNative, "bin", "ccusage"), "daily", "--json", "--offline", "--by-agent");

    /// <summary>What a person types to see what each model cost.</summary>
    public Command TokscaleModels(string home, string output) => Tokscale(home, output, "models", "--json");

    /// <summary>The same by day and model.</summary>
    public Command TokscaleGraph(string home, string output) => Tokscale(home, output, "graph");

    private Command Tokscale(string home, string output, params string[] arguments) =>
        Run(
            home,
            output,
            Path.Combine(_modules, "bun", "bin", "bun.exe"),
            [Path.Combine(_modules, "@tokscale", "cli", "dist", "cli.js"), .. arguments, "--no-spinner"]
        );

    private Command Run(string home, string output, string program, params string[] arguments) =>
        new Command(program, arguments)
        {
            Variables = new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["HOME"] = home,
                ["TZ"] = "UTC",
                ["CLAUDE_CONFIG_DIR"] = null,
                ["CODEX_HOME"] = null,
                ["XDG_DATA_HOME"] = null,
                ["XDG_CACHE_HOME"] = _cache,
                ["XDG_CONFIG_HOME"] = null,
            },
        }.To(output);
}

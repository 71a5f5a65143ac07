using System.Globalization;

namespace Reprise.Benchmarks.Harness;

/// <summary>What was asked for on the command line.</summary>
internal sealed record BenchmarkOptions
{
    /// <summary>The size of a full run, in megabytes of source.</summary>
    public const int FullMegabytes = 1000;

    public const string Usage = """
        usage: ./bench                     lists the benchmarks
               ./bench NAME... | all       runs them and prints their tables

        --mb N           megabytes of generated sessions (1000); fewer for a quick run
        --runs N         how often each command is measured; the benchmarks know a good number
        --markdown FILE  also writes the tables into FILE, between its lines
                         '<!-- figures -->' and '<!-- end of figures -->' when it has them

        REPRISE_BENCH_HOME   a generated home of full size to use instead of making one; it is only read
        REPRISE_BENCH_CACHE  where generated data is kept (a folder below the temporary folder)
        """;

    /// <summary>The benchmarks to run; empty to list them.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Megabytes of generated sessions; null for a full run.</summary>
    public int? Megabytes { get; init; }

    /// <summary>How often each command is measured; null for what the benchmark thinks right.</summary>
    public int? Runs { get; init; }

    /// <summary>The file to write the tables into; null for none.</summary>
    public string? Markdown { get; init; }

    /// <exception cref="BenchmarkException">An option is unknown or has no good value.</exception>
    public static BenchmarkOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new BenchmarkOptions();
        var names = new List<string>();
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            if (!argument.StartsWith('-'))
            {
                names.Add(argument);
                continue;
            }
            string value = ++i < arguments.Length ? arguments[i] : throw new BenchmarkException($"{argument} needs a value.");
            options = argument switch
            {
                "--mb" => options with { Megabytes = Number(argument, value) },
                "--runs" => options with { Runs = Number(argument, value) },
                "--markdown" => options with { Markdown = value },
                _ => throw new BenchmarkException($"The option {argument} is not known.\n\n{Usage}"),
            };
        }
        return options with { Names = names };
    }

    private static int Number(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value > 0
            ? value
            : throw new BenchmarkException($"{option} needs a number above 0, not '{text}'.");
}

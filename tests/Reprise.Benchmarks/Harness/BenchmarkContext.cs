using Reprise.Benchmarks.Data;

namespace Reprise.Benchmarks.Harness;

/// <summary>What all benchmarks of one run share.</summary>
internal sealed class BenchmarkContext(BenchmarkOptions options, Workplace workplace)
{
    /// <summary>The folders to read from and to work in.</summary>
    public Workplace Workplace => workplace;

    /// <summary>Megabytes of generated sessions.</summary>
    public int Megabytes => options.Megabytes ?? BenchmarkOptions.FullMegabytes;

    /// <summary>Whether sizes are those that the documentation shows.</summary>
    public bool IsFullSize => options.Megabytes is null;

    /// <summary>How often to measure a command.</summary>
    /// <param name="usual">The number that the benchmark thinks right.</param>
    public int Runs(int usual) => options.Runs ?? usual;

    /// <summary>Says on standard error what is being done.</summary>
    public static void Say(string text) => Console.Error.WriteLine($"  {text}");
}

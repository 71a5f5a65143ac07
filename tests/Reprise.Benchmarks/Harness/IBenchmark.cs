using Reprise.Benchmarks.Reporting;

namespace Reprise.Benchmarks.Harness;

/// <summary>Measures one thing and what it is to be compared with, in the same run.</summary>
internal interface IBenchmark
{
    /// <summary>The name that people type.</summary>
    string Name { get; }

    /// <summary>What is measured, in one line.</summary>
    string Summary { get; }

    /// <summary>Measures and gives each table as soon as it is complete.</summary>
    /// <exception cref="BenchmarkException">Something that is needed is missing, or a measured command failed.</exception>
    IEnumerable<ResultTable> Run(BenchmarkContext context);
}

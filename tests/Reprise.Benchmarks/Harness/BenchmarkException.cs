namespace Reprise.Benchmarks.Harness;

/// <summary>A benchmark cannot be run: the message says what is missing or what failed.</summary>
internal sealed class BenchmarkException(string message) : Exception(message);

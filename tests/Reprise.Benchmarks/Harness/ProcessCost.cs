namespace Reprise.Benchmarks.Harness;

/// <summary>What one run of a command took.</summary>
/// <param name="Elapsed">The time that passed.</param>
/// <param name="Processor">The processor time of it and of all that it started.</param>
/// <param name="PeakBytes">The most memory that it held at a time; null where the system does not tell.</param>
/// <param name="Output">The start of what it wrote to standard output.</param>
/// <param name="OutputBytes">How much it wrote to standard output.</param>
internal sealed record ProcessCost(TimeSpan Elapsed, TimeSpan Processor, long? PeakBytes, string Output, long OutputBytes);

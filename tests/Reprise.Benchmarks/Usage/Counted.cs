namespace Reprise.Benchmarks.Usage;

/// <summary>The programs that are compared.</summary>
internal enum UsageTool
{
    Reprise,
    Ccusage,
    Tokscale,
}

/// <summary>One thing that a program counts: most of the time a response, at times one of its copies.</summary>
/// <param name="Model">The model as the program names it; empty for none.</param>
/// <param name="At">When, UTC; null when no record says so.</param>
/// <param name="Tokens">The tokens that it takes for it.</param>
internal readonly record struct Counted(string Model, DateTimeOffset? At, Spent Tokens)
{
    /// <summary>The part of <see cref="Tokens"/> that the program adds to days and not to models.</summary>
    public long BesideModels { get; init; }
}

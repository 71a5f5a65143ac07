namespace Reprise.Usage;

/// <summary>By what prices are multiplied for a speed or a service tier; null where no price is known.</summary>
/// <param name="Fast">For the speed <c>fast</c>.</param>
/// <param name="Batch">For requests that may wait for hours.</param>
/// <param name="Flex">For requests that are served when there is room.</param>
/// <param name="Priority">For requests that are served first.</param>
public readonly record struct PriceFactors(decimal? Fast, decimal? Batch, decimal? Flex, decimal? Priority)
{
    // What agents on OpenAI's models call fast is the tier that is served first.
    private decimal? FastOrFirst => Fast ?? Priority;

    /// <summary>The factor of a request; 1 where no other price is known.</summary>
    public decimal Of(string? speed, string? serviceTier)
    {
        decimal factor = serviceTier switch
        {
            "batch" => Batch ?? 1,
            "flex" => Flex ?? 1,
            "priority" => Priority ?? 1,
            _ => 1,
        };
        return speed == "fast" ? factor * (FastOrFirst ?? 1) : factor;
    }

    /// <summary>These factors, and others where one is missing.</summary>
    public PriceFactors Or(PriceFactors others) =>
        new(Fast ?? others.Fast, Batch ?? others.Batch, Flex ?? others.Flex, Priority ?? others.Priority);

    /// <summary>Whether a request costs something else than usual, and nobody knows how much.</summary>
    public bool IsUnknown(string? speed, string? serviceTier) =>
        (speed == "fast" && FastOrFirst is null)
        || serviceTier switch
        {
            "batch" => Batch is null,
            "flex" => Flex is null,
            "priority" => Priority is null,
            _ => false,
        };
}

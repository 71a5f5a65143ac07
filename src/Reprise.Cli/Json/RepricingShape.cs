using System.Text.Json.Serialization;
using Reprise.Reporting;

namespace Reprise.Cli.Json;

/// <summary>The shapes of what <c>usage --reprice</c> prints.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(RepricingShape))]
internal sealed partial class RepricingJson : JsonSerializerContext;

/// <summary>What today's price list would change of the past.</summary>
/// <param name="Models">The models whose cost it changes.</param>
/// <param name="Total">All models.</param>
/// <param name="Applied">Whether it was let to.</param>
internal sealed record RepricingShape(RepricedShape[] Models, RepricedShape Total, bool Applied);

/// <summary>A cost by the lists of its time and by today's.</summary>
internal sealed record RepricedShape(string? Model, CostShape? Before, CostShape? After)
{
    public static RepricedShape Of(string model, UsageRow before, UsageRow after) =>
        new(model.Length == 0 ? null : model, CostShape.Of(before.Cost), CostShape.Of(after.Cost));
}

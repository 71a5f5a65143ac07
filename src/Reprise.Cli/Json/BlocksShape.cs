using System.Text.Json.Serialization;
using Reprise.Reporting;

namespace Reprise.Cli.Json;

/// <summary>The shapes of what <c>usage blocks</c> prints.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(BlocksShape))]
internal sealed partial class BlocksJson : JsonSerializerContext;

internal sealed record BlocksShape(BlockShape[] Blocks);

/// <summary>A block of hours, or a gap between two.</summary>
internal sealed record BlockShape
{
    public required DateTime Start { get; init; }
    public required DateTime End { get; init; }
    public required DateTime? FirstResponse { get; init; }
    public required DateTime? LastResponse { get; init; }
    public required bool IsActive { get; init; }
    public required bool IsGap { get; init; }
    public required long Responses { get; init; }
    public required TokensShape Tokens { get; init; }
    public required CostShape? Cost { get; init; }
    public required string[] UnpricedModels { get; init; }
    public required string[] Models { get; init; }
    public required BurnRateShape? BurnRate { get; init; }
    public required ProjectionShape? Projection { get; init; }

    /// <summary>The tokens that a block may use; null when nobody said.</summary>
    public required long? TokenLimit { get; init; }

    public static BlockShape Of(UsageBlock block, DateTimeOffset now, long? limit)
    {
        BurnRate? rate = block.IsGap ? null : Reporting.BurnRate.Of(block);
        bool isActive = block.IsActive(now);
        return new BlockShape
        {
            Start = block.Start.UtcDateTime,
            End = block.End.UtcDateTime,
            FirstResponse = block.First?.UtcDateTime,
            LastResponse = block.Last?.UtcDateTime,
            IsActive = isActive,
            IsGap = block.IsGap,
            Responses = block.Total.Responses,
            Tokens = TokensShape.Of(block.Total.Tokens),
            Cost = CostShape.Of(block.Total.Cost),
            UnpricedModels = [.. block.Total.Unpriced.Select(label => label.Name).Distinct(StringComparer.Ordinal)],
            Models = [.. block.Models],
            BurnRate = rate is null
                ? null
                : new BurnRateShape(rate.TokensPerMinute, rate.FreshTokensPerMinute, CostShape.Of(rate.CostPerHour)),
            Projection = rate is null || !isActive ? null : ProjectionShape.Of(rate.Project(block, now)),
            TokenLimit = limit,
        };
    }
}

internal sealed record BurnRateShape(double TokensPerMinute, double FreshTokensPerMinute, CostShape? CostPerHour);

internal sealed record ProjectionShape(long Tokens, CostShape? Cost, long RemainingMs)
{
    public static ProjectionShape Of((long Tokens, Usage.Money? Cost, TimeSpan Left) projected) =>
        new(projected.Tokens, CostShape.Of(projected.Cost), (long)projected.Left.TotalMilliseconds);
}

using System.Text.Json.Serialization;
using Reprise.Cli.Commands.Prices;
using Reprise.Usage;

namespace Reprise.Cli.Json;

/// <summary>The shapes of what <c>prices</c> prints.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Serialization,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase
)]
[JsonSerializable(typeof(PriceShape[]))]
[JsonSerializable(typeof(ImportedPricesShape))]
internal sealed partial class PricesJson : JsonSerializerContext;

/// <summary>The price of a model, in dollars per 1,000,000 tokens.</summary>
/// <param name="Model">As it was asked for.</param>
/// <param name="Price">Null when it is unknown.</param>
internal sealed record PriceShape(string Model, PriceRowShape? Price)
{
    public static PriceShape Of(PriceAnswer answer) => new(answer.Model, answer.Row is { } row ? PriceRowShape.Of(row) : null);
}

/// <summary>A row of a price list. Null means that it is not known, or that there is none.</summary>
internal sealed record PriceRowShape
{
    /// <summary>The name or pattern in the list.</summary>
    public required string Model { get; init; }
    public required string? Provider { get; init; }

    /// <summary>The day, UTC, from which on it holds; null for always.</summary>
    public required string? From { get; init; }
    public required TokenPricesShape Base { get; init; }
    public required PriceTierShape[] Above { get; init; }
    public required decimal? Fast { get; init; }
    public required decimal? Batch { get; init; }
    public required decimal? Flex { get; init; }
    public required decimal? Priority { get; init; }

    /// <summary>Dollars for 1,000 searches.</summary>
    public required decimal? WebSearch { get; init; }
    public required string Source { get; init; }
    public required string? Certainty { get; init; }
    public required string? Checked { get; init; }

    public static PriceRowShape Of(PriceRow row) =>
        new()
        {
            Model = row.Model,
            Provider = row.Provider,
            From = PriceText.Day(row.From),
            Base = TokenPricesShape.Of(row.Base),
            Above = [.. row.Tiers.Select(tier => new PriceTierShape(tier.Above, TokenPricesShape.Of(tier.Prices)))],
            Fast = row.Factors.Fast,
            Batch = row.Factors.Batch,
            Flex = row.Factors.Flex,
            Priority = row.Factors.Priority,
            WebSearch = row.WebSearch?.Usd * 1000,
            Source = row.Source,
            Certainty = row.Certainty,
            Checked = PriceText.Day(row.Checked),
        };
}

/// <summary>Prices in dollars per 1,000,000 tokens.</summary>
internal sealed record TokenPricesShape(
    decimal Input,
    decimal Output,
    decimal CacheRead,
    decimal CacheWrite5m,
    decimal CacheWrite1h,
    decimal Reasoning
)
{
    public static TokenPricesShape Of(TokenPrices prices) =>
        new(
            PriceText.Units(prices.Input),
            PriceText.Units(prices.Output),
            PriceText.Units(prices.CacheRead),
            PriceText.Units(prices.CacheWrite5Minutes),
            PriceText.Units(prices.CacheWrite1Hour),
            PriceText.Units(prices.Reasoning)
        );
}

/// <summary>The prices of requests whose prompt has more tokens.</summary>
internal sealed record PriceTierShape(long Tokens, TokenPricesShape Prices);

/// <summary>What <c>prices import</c> prints.</summary>
internal sealed record ImportedPricesShape(
    string Format,
    int Taken,
    string[] New,
    string[] Changed,
    int Unchanged,
    SkippedPricesShape[] Skipped,
    bool DryRun
);

/// <summary>Rows that were left out.</summary>
internal sealed record SkippedPricesShape(string Reason, int Count);

using System.Globalization;
using System.Text.Json;

namespace Reprise.Usage;

/// <summary>Reads a row of LiteLLM's file: dollars for a single token, often with an exponent, now and then as texts.</summary>
internal static class LiteLlmRow
{
    // 100,000 dollars for a million tokens.
    private const decimal MaxTokenPrice = 0.1m;
    private const decimal MaxFactor = 100;
    private const string Input = "input_cost_per_token";
    private const string Output = "output_cost_per_token";
    private const string CacheRead = "cache_read_input_token_cost";
    private const string CacheWrite = "cache_creation_input_token_cost";
    private const string CacheWriteHour = "cache_creation_input_token_cost_above_1hr";
    private const string Reasoning = "output_cost_per_reasoning_token";
    private const string Above = "_above_";
    private const string TierEnd = "k_tokens";

    /// <returns>Why the row is left out; null when it is not.</returns>
    public static string? TryRead(JsonElement json, string model, string? provider, out PriceRow? row)
    {
        row = null;
        bool isSound = true;
        PriceFields fields = ReadFields(json, "", ref isSound);
        if (fields.Input is null || fields.Output is null || (fields.Input == 0 && fields.Output == 0))
            return isSound ? SkipReasons.NoPrice : SkipReasons.Absurd;
        MendHour(model, fields);
        List<PriceTier> tiers = [];
        foreach (long above in TiersOf(json))
        {
            if (!PromptBand.HasBound(above))
                return SkipReasons.Tier;
            PriceFields tier = ReadFields(json, $"{Above}{above / 1000}{TierEnd}", ref isSound);
            MendHour(model, tier);
            tiers.Add(new PriceTier(above, tier.Complete(fields) ?? default));
        }
        if (!isSound || fields.Complete(null) is not { } prices)
            return SkipReasons.Absurd;
        row = new PriceRow
        {
            Model = model,
            Provider = provider,
            Base = prices,
            Tiers = tiers,
            Factors = new PriceFactors(
                FastOf(json),
                FactorOf(json, "_batches"),
                FactorOf(json, "_flex"),
                FactorOf(json, "_priority")
            ),
            WebSearch = SearchOf(json),
        };
        return null;
    }

    private static PriceFields ReadFields(JsonElement json, string ending, ref bool isSound) =>
        new()
        {
            Input = Picodollars(json, Input + ending, ref isSound),
            Output = Picodollars(json, Output + ending, ref isSound),
            CacheRead = Picodollars(json, CacheRead + ending, ref isSound),
            CacheWrite5Minutes = Picodollars(json, CacheWrite + ending, ref isSound),
            CacheWrite1Hour = Picodollars(json, CacheWriteHour + ending, ref isSound),
            Reasoning = Picodollars(json, Reasoning + ending, ref isSound),
        };

    // Anthropic's rule is twice the input. The file has none for some models, and that of another model for two of the oldest.
    private static void MendHour(string model, PriceFields fields)
    {
        if (!model.Contains("claude-", StringComparison.Ordinal) || fields.CacheWrite5Minutes is null || fields.Input is null)
            return;
        bool isWrong =
            model.Contains("claude-3-haiku", StringComparison.Ordinal)
            || model.Contains("claude-3-opus", StringComparison.Ordinal);
        if (isWrong || fields.CacheWrite1Hour is null)
            fields.CacheWrite1Hour = fields.Input * 2;
    }

    private static SortedSet<long> TiersOf(JsonElement json)
    {
        SortedSet<long> tiers = [];
        foreach (JsonProperty member in json.EnumerateObject())
        {
            ReadOnlySpan<char> name = member.Name;
            bool isPrice =
                name.StartsWith(Input) || name.StartsWith(Output) || name.StartsWith(CacheRead) || name.StartsWith(CacheWrite);
            int above = name.LastIndexOf(Above);
            if (!isPrice || above < 0 || !name.EndsWith(TierEnd) || member.Value.ValueKind == JsonValueKind.Null)
                continue;
            ReadOnlySpan<char> count = name[(above + Above.Length)..^TierEnd.Length];
            if (
                long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out long thousands)
                && thousands < 1_000_000
            )
                tiers.Add(thousands * 1000);
        }
        return tiers;
    }

    // Only where input and output agree: a row has one factor for all of its prices.
    private static decimal? FactorOf(JsonElement json, string ending)
    {
        if (PriceOf(json, Input) is not { } input || PriceOf(json, Input + ending) is not { } otherInput)
            return null;
        if (PriceOf(json, Output) is not { } output || PriceOf(json, Output + ending) is not { } otherOutput)
            return null;
        if (otherInput * output != otherOutput * input)
            return null;
        return InRange(otherInput / input);
    }

    private static decimal? PriceOf(JsonElement json, string name) =>
        Number(json, name) is { } price and > 0 and <= MaxTokenPrice ? price : null;

    private static decimal? FastOf(JsonElement json) =>
        json.TryGetProperty("provider_specific_entry", out JsonElement entry)
        && entry.ValueKind == JsonValueKind.Object
        && Number(entry, "fast") is { } factor
            ? InRange(factor)
            : null;

    private static decimal? InRange(decimal factor) => factor is > 0 and <= MaxFactor ? factor : null;

    private static Money? SearchOf(JsonElement json) =>
        json.TryGetProperty("search_context_cost_per_query", out JsonElement sizes)
        && sizes.ValueKind == JsonValueKind.Object
        && Number(sizes, "search_context_size_medium") is { } usd and >= 0 and <= 100
            ? Money.FromUsd(usd)
            : null;

    private static long? Picodollars(JsonElement json, string name, ref bool isSound)
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null)
            return null;
        if (NumberOf(value) is { } usd and >= 0 and <= MaxTokenPrice)
            return (long)decimal.Round(usd * Money.PerDollar, MidpointRounding.AwayFromZero);
        isSound = false;
        return null;
    }

    private static decimal? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? NumberOf(value) : null;

    private static decimal? NumberOf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetDecimal(out decimal number) => number,
            JsonValueKind.String
                when decimal.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) =>
                number,
            _ => null,
        };
}

using System.Globalization;
using System.Text.Json;

namespace Reprise.Usage;

/// <summary>Reads LiteLLM's <c>model_prices_and_context_window.json</c>.</summary>
/// <remarks>Source: BerriAI/litellm at 00035b69 (mid-2026), read row by row for the vendors of coding agents.</remarks>
public static class LiteLlmFile
{
    // They make the models that they run, so their prices are the list prices of those models, whoever runs them.
    private static readonly HashSet<string> Makers = new(StringComparer.Ordinal)
    {
        "anthropic",
        "openai",
        "gemini",
        "deepseek",
        "xai",
        "mistral",
        "moonshot",
        "dashscope",
        "zai",
        "minimax",
    };

    // They run models of others at prices of their own; regions of the first three differ, too.
    private static readonly HashSet<string> Hosts = new(StringComparer.Ordinal)
    {
        PriceProvider.Bedrock,
        PriceProvider.Vertex,
        "azure",
        "openrouter",
        "groq",
        "cerebras",
        "fireworks",
        "together",
        "deepinfra",
    };

    /// <summary>Whether JSON looks like LiteLLM's file rather than a list of Reprise's own.</summary>
    /// <param name="root">The top of the document.</param>
    public static bool IsIt(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object
        && root.EnumerateObject()
            .Any(row => row.Value.ValueKind == JsonValueKind.Object && row.Value.TryGetProperty("litellm_provider"u8, out _));

    /// <summary>Takes the prices of all models that answer with text, from the vendors that agents use.</summary>
    /// <param name="root">The top of the document.</param>
    /// <param name="source">What the rows say they are from.</param>
    /// <param name="day">The day, UTC, on which the prices are looked up.</param>
    public static LiteLlmPrices Read(JsonElement root, string source, DateOnly day)
    {
        var skipped = new SortedDictionary<string, int>(StringComparer.Ordinal);
        List<(string Plain, PriceRow Row)> taken = [];
        foreach (JsonProperty entry in root.EnumerateObject())
        {
            string? reason = TryRead(entry, out string plain, out PriceRow? row);
            if (row is null)
                Count(skipped, reason ?? SkipReasons.Broken);
            else
                taken.Add((plain, row with { Source = source, Checked = day }));
        }
        List<PriceRow> rows = [];
        foreach (var group in taken.GroupBy(entry => $"{entry.Plain}\n{entry.Row.Provider}", StringComparer.Ordinal))
            AddGroup(rows, [.. group], skipped);
        return new LiteLlmPrices(
            new PriceList($"LiteLLM {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", rows),
            [.. skipped.Select(pair => new SkippedPrices(pair.Key, pair.Value))]
        );
    }

    // A model has many names there. What costs the same under its plain name needs no row of its own.
    private static void AddGroup(List<PriceRow> rows, (string Plain, PriceRow Row)[] group, SortedDictionary<string, int> skipped)
    {
        (string plain, PriceRow main) = group
            .OrderBy(entry => entry.Row.Model == entry.Plain ? 0 : 1)
            .ThenBy(entry => entry.Row.Model.Length)
            .ThenByDescending(entry => entry.Row.Model, StringComparer.Ordinal)
            .First();
        rows.Add(main with { Model = plain });
        HashSet<string> names = new(StringComparer.Ordinal) { plain, main.Model };
        foreach ((_, PriceRow row) in group)
        {
            if (ReferenceEquals(row, main))
                continue;
            if (row.CostsLike(main) || !names.Add(row.Model))
                Count(skipped, SkipReasons.Repeated);
            else
                rows.Add(row);
        }
    }

    private static string? TryRead(JsonProperty entry, out string plain, out PriceRow? row)
    {
        (plain, row) = ("", null);
        if (entry.Name == "sample_spec")
            return SkipReasons.Sample;
        if (entry.Value.ValueKind != JsonValueKind.Object)
            return SkipReasons.Broken;
        string mode = TextOf(entry.Value, "mode");
        if (mode is not ("" or "chat" or "responses" or "completion"))
            return SkipReasons.Mode;
        string provider = PriceProvider.Of(TextOf(entry.Value, "litellm_provider")) ?? "";
        bool isMaker = Makers.Contains(provider);
        if (!isMaker && !Hosts.Contains(provider))
            return SkipReasons.Provider;
        string name = entry.Name.Trim().ToLowerInvariant();
        int slash = name.LastIndexOf('/');
        if (slash > 0 && !IsPathOf(name[..slash], provider, isMaker))
            return SkipReasons.Region;
        name = name[(slash + 1)..];
        if (name.Length == 0 || name.Contains('*', StringComparison.Ordinal))
            return SkipReasons.Broken;
        plain = ModelName.FormsOf(name)[^1];
        return LiteLlmRow.TryRead(entry.Value, name, isMaker ? null : provider, out row);
    }

    // "fast/claude-…" and "azure/eu/gpt-…" are other prices of the model whose name stands last.
    private static bool IsPathOf(string path, string provider, bool isMaker)
    {
        string[] parts = path.Split('/');
        bool isOwn = PriceProvider.Of(parts[0]) == provider;
        bool hasRegions = isMaker || provider is PriceProvider.Bedrock or PriceProvider.Vertex or "azure";
        return isOwn && (parts.Length == 1 || !hasRegions);
    }

    private static string TextOf(JsonElement row, string name) =>
        row.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() ?? "" : "";

    private static void Count(SortedDictionary<string, int> skipped, string reason) =>
        skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
}

/// <summary>What was taken from a price file of others.</summary>
/// <param name="List">The prices.</param>
/// <param name="Skipped">What was left out.</param>
public sealed record LiteLlmPrices(PriceList List, IReadOnlyList<SkippedPrices> Skipped);

/// <summary>Rows that were left out.</summary>
/// <param name="Reason">Why, as a few words for people.</param>
/// <param name="Count">How many.</param>
public sealed record SkippedPrices(string Reason, int Count);

/// <summary>Why a row is left out.</summary>
internal static class SkipReasons
{
    public const string Absurd = "a price that cannot be";
    public const string Broken = "not understood";
    public const string Mode = "not for text: images, audio, embeddings and the like";
    public const string NoPrice = "no price for tokens";
    public const string Provider = "a provider that no agent uses";
    public const string Region = "a price of one region or mode";
    public const string Repeated = "another name with the same price";
    public const string Sample = "a sample";
    public const string Tier = "a long-context price above a number of tokens that usage does not tell apart";
}

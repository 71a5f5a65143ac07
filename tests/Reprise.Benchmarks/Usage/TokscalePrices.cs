using System.Text.Json;
using Reprise.Usage;

namespace Reprise.Benchmarks.Usage;

/// <summary>Gives tokscale the prices that are built into Reprise, as if it had downloaded them: it has none of its own.</summary>
internal static class TokscalePrices
{
    private const double Picodollar = 1e-12;

    /// <summary>Writes them where tokscale looks for what it downloaded within the hour.</summary>
    /// <param name="cache">The folder that <c>XDG_CACHE_HOME</c> will name.</param>
    public static void Write(string cache)
    {
        string folder = Path.Combine(cache, "tokscale");
        Directory.CreateDirectory(folder);
        foreach (string source in new[] { "litellm", "openrouter" })
        {
            using FileStream stream = File.Create(Path.Combine(folder, $"pricing-{source}.json"));
            using var json = new Utf8JsonWriter(stream);
            json.WriteStartObject();
            json.WriteNumber("timestamp", DateTimeOffset.UtcNow.ToUnixTimeSeconds());
            json.WriteStartObject("data");
            IEnumerable<PriceRow> rows = PriceList
                .BuiltIn.Rows.Where(row => !row.IsPattern && row.Provider is null)
                .GroupBy(row => row.Model, StringComparer.Ordinal)
                .Select(prices => prices.Last());
            foreach (PriceRow row in rows)
            {
                json.WriteStartObject(row.Model);
                json.WriteNumber("input_cost_per_token", row.Base.Input * Picodollar);
                json.WriteNumber("output_cost_per_token", row.Base.Output * Picodollar);
                json.WriteNumber("cache_read_input_token_cost", row.Base.CacheRead * Picodollar);
                json.WriteNumber("cache_creation_input_token_cost", row.Base.CacheWrite5Minutes * Picodollar);
                json.WriteEndObject();
            }
            json.WriteEndObject();
            json.WriteEndObject();
        }
    }
}

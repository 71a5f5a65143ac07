using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Reprise.Usage;

/// <summary>Writes price lists; equal lists give equal bytes.</summary>
internal static class PriceListWriter
{
    private const int PicodollarsPerUnit = 1_000_000;
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Indented = true,
        NewLine = "\n",
    };

    public static byte[] Write(PriceList list)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteString(PriceMembers.Version, list.Version);
            json.WriteStartArray(PriceMembers.Models);
            foreach (PriceRow row in list.Rows)
                WriteRow(json, row);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return [.. buffer.ToArray(), (byte)'\n'];
    }

    private static void WriteRow(Utf8JsonWriter json, PriceRow row)
    {
        json.WriteStartObject();
        json.WriteString(PriceMembers.Model, row.Model);
        if (row.Provider is { } provider)
            json.WriteString(PriceMembers.Provider, provider);
        WriteDay(json, PriceMembers.From, row.From);
        WritePrices(json, row.Base);
        if (row.Tiers.Count > 0)
        {
            json.WriteStartArray(PriceMembers.Above);
            foreach (PriceTier tier in row.Tiers)
            {
                json.WriteStartObject();
                json.WriteNumber(PriceMembers.Tokens, tier.Above);
                WritePrices(json, tier.Prices);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        WriteNumber(json, PriceMembers.Fast, row.Factors.Fast);
        WriteNumber(json, PriceMembers.Batch, row.Factors.Batch);
        WriteNumber(json, PriceMembers.Flex, row.Factors.Flex);
        WriteNumber(json, PriceMembers.Priority, row.Factors.Priority);
        WriteNumber(json, PriceMembers.WebSearch, row.WebSearch?.Usd * 1000);
        if (row.Source.Length > 0)
            json.WriteString(PriceMembers.Source, row.Source);
        if (row.Certainty is { } certainty)
            json.WriteString(PriceMembers.Certainty, certainty);
        WriteDay(json, PriceMembers.Checked, row.Checked);
        json.WriteEndObject();
    }

    // All of them, also those that follow from others: what a list says must not change with the rules for what is left out.
    private static void WritePrices(Utf8JsonWriter json, TokenPrices prices)
    {
        WriteNumber(json, PriceMembers.Input, Units(prices.Input));
        WriteNumber(json, PriceMembers.Output, Units(prices.Output));
        WriteNumber(json, PriceMembers.CacheRead, Units(prices.CacheRead));
        WriteNumber(json, PriceMembers.CacheWrite5Minutes, Units(prices.CacheWrite5Minutes));
        WriteNumber(json, PriceMembers.CacheWrite1Hour, Units(prices.CacheWrite1Hour));
        WriteNumber(json, PriceMembers.Reasoning, Units(prices.Reasoning));
    }

    private static decimal Units(long picodollars) => (decimal)picodollars / PicodollarsPerUnit;

    private static void WriteDay(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateOnly? day)
    {
        if (day is { } date)
            json.WriteString(name, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, decimal? value)
    {
        if (value is not { } number)
            return;
        json.WritePropertyName(name);
        // Without zeros at the end, however the number came about.
        json.WriteRawValue(number.ToString("0.############", CultureInfo.InvariantCulture));
    }
}

using System.Text.Json;

namespace Reprise.Usage;

/// <summary>Reads price lists, and refuses what cannot be a price.</summary>
/// <remarks>Read member by member: a status line waits for it, and the serializer would take longer to describe the types to itself.</remarks>
internal static class PriceListReader
{
    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    /// <exception cref="PriceException">It is no list of prices, or a price in it cannot be.</exception>
    public static PriceList Read(ReadOnlySpan<byte> json, string name, Action<string>? unknown)
    {
        if (json.StartsWith("\uFEFF"u8))
            json = json["\uFEFF"u8.Length..];
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            reader.Read();
            PriceList list =
                reader.TokenType == JsonTokenType.StartArray
                    ? new PriceList("", ReadRows(ref reader, name, unknown))
                    : ReadDocument(ref reader, name, unknown);
            while (reader.Read()) { }
            return list;
        }
        catch (JsonException error)
        {
            throw new PriceException($"{name} is broken at line {error.LineNumber + 1}.", error);
        }
        catch (InvalidOperationException error)
        {
            throw new PriceException($"{name} has a text that is none: half of a surrogate pair.", error);
        }
    }

    private static PriceList ReadDocument(ref Utf8JsonReader reader, string name, Action<string>? unknown)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw new PriceException($"{name} is no list of prices.");
        string version = "";
        List<PriceRow>? rows = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals(PriceMembers.Version))
            {
                reader.Read();
                version = reader.TokenType == JsonTokenType.String ? reader.GetString() ?? "" : "";
                reader.Skip();
            }
            else if (reader.ValueTextEquals(PriceMembers.Models))
            {
                reader.Read();
                rows = ReadRows(ref reader, name, unknown);
            }
            else
            {
                unknown?.Invoke(reader.GetString() ?? "");
                reader.Skip();
            }
        }
        return new PriceList(version, rows ?? throw new PriceException($"{name} has no 'models'."));
    }

    private static List<PriceRow> ReadRows(ref Utf8JsonReader reader, string name, Action<string>? unknown)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new PriceException($"{name}: prices are a list of objects with model, input and output.");
        List<PriceRow> rows = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            rows.Add(new PriceDraft($"{name}: row {rows.Count + 1}", unknown).Read(ref reader));
        RefuseRepetition(rows, name);
        return rows;
    }

    private static void RefuseRepetition(List<PriceRow> rows, string name)
    {
        PriceRow[] sorted = [.. rows];
        Array.Sort(sorted, PriceList.Compare);
        for (int i = 1; i < sorted.Length; i++)
        {
            if (PriceList.Compare(sorted[i - 1], sorted[i]) == 0)
                throw new PriceException(
                    $"{name}: row {rows.LastIndexOf(sorted[i]) + 1} ({sorted[i].Model}) has the model, provider and day of another row."
                );
        }
    }
}

using System.Globalization;
using System.Text.Json;

namespace Reprise.Usage;

/// <summary>A row while it is read.</summary>
/// <param name="place">What messages call it.</param>
/// <param name="unknown">Hears about members that nobody knows; null to be deaf.</param>
internal sealed class PriceDraft(string place, Action<string>? unknown)
{
    private const int MaxNameLength = 200;
    private const int MaxSourceLength = 2000;

    // The dearest model of today costs 180 dollars.
    private const decimal MaxPrice = 100_000;
    private const decimal MaxFactor = 100;
    private const int DecimalPlaces = 6;
    private const int PicodollarsPerUnit = 1_000_000;

    private readonly PriceFields _base = new();
    private readonly List<PriceFields> _tiers = [];
    private string? _model;
    private string? _provider;
    private DateOnly? _from;
    private DateOnly? _checked;
    private PriceFactors _factors;
    private Money? _webSearch;
    private string? _source;
    private string? _certainty;

    /// <summary>Reads the object at which the reader stands.</summary>
    /// <exception cref="PriceException">It cannot be a price.</exception>
    public PriceRow Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Wrong("is no object with model, input and output");
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!ReadPrice(ref reader, _base) && !ReadMember(ref reader))
                SkipUnknown(ref reader);
        }
        TokenPrices prices = _base.Complete(null) ?? throw Wrong("needs a model, input and output");
        return new PriceRow
        {
            Model = _model ?? throw Wrong("needs a model, input and output"),
            Provider = PriceProvider.Of(_provider),
            From = _from,
            Base = prices,
            Tiers = CompleteTiers(prices),
            Factors = _factors,
            WebSearch = _webSearch,
            Source = _source ?? "",
            Certainty = _certainty,
            Checked = _checked,
        };
    }

    private PriceTier[] CompleteTiers(TokenPrices prices)
    {
        if (_tiers.Count == 0)
            return [];
        var tiers = new PriceTier[_tiers.Count];
        for (int i = 0; i < tiers.Length; i++)
            tiers[i] = new PriceTier(_tiers[i].Above, _tiers[i].Complete(_base) ?? prices);
        return tiers;
    }

    private bool ReadMember(ref Utf8JsonReader reader)
    {
        if (Is(ref reader, PriceMembers.Model))
            _model = ReadText(ref reader, "model", MaxNameLength).Trim().ToLowerInvariant();
        else if (Is(ref reader, PriceMembers.Provider))
            _provider = ReadOptionalText(ref reader, "provider", MaxNameLength);
        else if (Is(ref reader, PriceMembers.From))
            _from = ReadDay(ref reader, "from");
        else if (Is(ref reader, PriceMembers.Checked))
            _checked = ReadDay(ref reader, "checked");
        else if (Is(ref reader, PriceMembers.Source))
            _source = ReadOptionalText(ref reader, "source", MaxSourceLength);
        else if (Is(ref reader, PriceMembers.Certainty))
            _certainty = ReadOptionalText(ref reader, "certainty", MaxNameLength);
        else if (Is(ref reader, PriceMembers.Above))
            ReadTiers(ref reader);
        else if (Is(ref reader, PriceMembers.Fast))
            _factors = _factors with { Fast = ReadFactor(ref reader, "fast") };
        else if (Is(ref reader, PriceMembers.Batch))
            _factors = _factors with { Batch = ReadFactor(ref reader, "batch") };
        else if (Is(ref reader, PriceMembers.Flex))
            _factors = _factors with { Flex = ReadFactor(ref reader, "flex") };
        else if (Is(ref reader, PriceMembers.Priority))
            _factors = _factors with { Priority = ReadFactor(ref reader, "priority") };
        else if (Is(ref reader, PriceMembers.WebSearch))
            _webSearch = ReadUsd(ref reader, "webSearch") is { } thousand ? Money.FromUsd(thousand / 1000) : null;
        else
            return false;
        return true;
    }

    private bool ReadPrice(ref Utf8JsonReader reader, PriceFields fields)
    {
        if (Is(ref reader, PriceMembers.Input))
            fields.Input = ReadUnits(ref reader, "input");
        else if (Is(ref reader, PriceMembers.Output))
            fields.Output = ReadUnits(ref reader, "output");
        else if (Is(ref reader, PriceMembers.CacheRead))
            fields.CacheRead = ReadUnits(ref reader, "cacheRead");
        else if (Is(ref reader, PriceMembers.CacheWrite5Minutes))
            fields.CacheWrite5Minutes = ReadUnits(ref reader, "cacheWrite5m");
        else if (Is(ref reader, PriceMembers.CacheWrite1Hour))
            fields.CacheWrite1Hour = ReadUnits(ref reader, "cacheWrite1h");
        else if (Is(ref reader, PriceMembers.Reasoning))
            fields.Reasoning = ReadUnits(ref reader, "reasoning");
        else
            return false;
        return true;
    }

    private void ReadTiers(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return;
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Wrong("has no list in 'above'");
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                throw Wrong("has something else than an object in 'above'");
            var fields = new PriceFields();
            long above = 0;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (Is(ref reader, PriceMembers.Tokens))
                {
                    reader.Read();
                    if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out above))
                        above = 0;
                    reader.Skip();
                }
                else if (!ReadPrice(ref reader, fields))
                    SkipUnknown(ref reader);
            }
            if (!PromptBand.HasBound(above))
                throw Wrong(
                    $"has a price above a number of tokens that usage does not tell apart; 'tokens' is one of {string.Join(", ", PromptBand.Bounds.ToArray())}"
                );
            if (_tiers.Count > 0 && _tiers[^1].Above >= above)
                throw Wrong("needs 'above' in ascending order of tokens");
            fields.Above = above;
            _tiers.Add(fields);
        }
    }

    private void SkipUnknown(ref Utf8JsonReader reader)
    {
        unknown?.Invoke(reader.GetString() ?? "");
        reader.Skip();
    }

    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => reader.ValueTextEquals(name);

    private long? ReadUnits(ref Utf8JsonReader reader, string name)
    {
        if (ReadUsd(ref reader, name) is not { } usd)
            return null;
        decimal picodollars = usd * PicodollarsPerUnit;
        if (decimal.Truncate(picodollars) != picodollars)
            throw Wrong($"has more than {DecimalPlaces} decimals in '{name}'");
        return (long)picodollars;
    }

    private decimal? ReadUsd(ref Utf8JsonReader reader, string name)
    {
        if (ReadNumber(ref reader, name) is not { } usd)
            return null;
        if (usd < 0)
            throw Wrong($"has a negative price in '{name}'");
        return usd <= MaxPrice
            ? usd
            : throw Wrong($"has a price in '{name}' that cannot be; prices are dollars per 1,000,000 tokens");
    }

    private decimal? ReadFactor(ref Utf8JsonReader reader, string name)
    {
        if (ReadNumber(ref reader, name) is not { } factor)
            return null;
        return factor is > 0 and <= MaxFactor
            ? factor
            : throw Wrong($"has a factor in '{name}' that is not above 0 and up to {MaxFactor}");
    }

    private decimal? ReadNumber(ref Utf8JsonReader reader, string name)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return null;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out decimal number)
            ? number
            : throw Wrong($"needs a number in '{name}'");
    }

    private DateOnly? ReadDay(ref Utf8JsonReader reader, string name)
    {
        if (ReadOptionalText(ref reader, name, MaxNameLength) is not { } text)
            return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day)
            ? day
            : throw Wrong($"needs a day such as 2026-10-07 in '{name}'");
    }

    private string? ReadOptionalText(ref Utf8JsonReader reader, string name, int maxLength)
    {
        string text = ReadText(ref reader, name, maxLength, isOptional: true);
        return text.Length == 0 ? null : text;
    }

    private string ReadText(ref Utf8JsonReader reader, string name, int maxLength, bool isOptional = false)
    {
        reader.Read();
        if (isOptional && reader.TokenType == JsonTokenType.Null)
            return "";
        if (reader.TokenType != JsonTokenType.String)
            throw Wrong($"needs a text in '{name}'");
        string text = reader.GetString() ?? "";
        if (text.Length > maxLength)
            throw Wrong($"has a text in '{name}' that is too long");
        return !isOptional && string.IsNullOrWhiteSpace(text) ? throw Wrong($"has an empty '{name}'") : text;
    }

    private PriceException Wrong(string what) => new($"{place}{(_model is null ? "" : $" ({_model})")} {what}.");
}

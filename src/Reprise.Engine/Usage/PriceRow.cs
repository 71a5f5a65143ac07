namespace Reprise.Usage;

/// <summary>What a model costs from a day on.</summary>
public sealed record PriceRow
{
    private const int Always = -1;

    /// <summary>The model's name in lower case as <see cref="ModelName"/> has it; with <c>*</c> for any characters.</summary>
    public required string Model { get; init; }

    /// <summary>Who runs the model, as <see cref="PriceProvider"/> has it; null for whoever runs it.</summary>
    public string? Provider { get; init; }

    /// <summary>The day, UTC, from which on the price holds; null for always.</summary>
    public DateOnly? From
    {
        get;
        init
        {
            field = value;
            FromDay = value?.DayNumber ?? Always;
        }
    }

    /// <summary>The number of the day from which on the price holds; what holds always comes before all others.</summary>
    internal int FromDay { get; private init; } = Always;

    /// <summary>The prices of a request with a short prompt.</summary>
    public required TokenPrices Base { get; init; }

    /// <summary>The prices of requests with longer prompts, in ascending order.</summary>
    public IReadOnlyList<PriceTier> Tiers { get; init; } = [];

    /// <summary>By what all prices are multiplied for each speed or service tier that has its own price.</summary>
    public PriceFactors Factors { get; init; }

    /// <summary>What a web search of the vendor costs; null when unknown.</summary>
    public Money? WebSearch { get; init; }

    /// <summary>Where the price is from, for people; empty when nobody says.</summary>
    public string Source { get; init; } = "";

    /// <summary>How sure the price is: A read from the vendor, B several agree, C one source or conflicting ones; null when untold.</summary>
    public string? Certainty { get; init; }

    /// <summary>The day on which the price was looked up; null when unknown.</summary>
    public DateOnly? Checked { get; init; }

    /// <summary>Whether the model is a pattern rather than a name.</summary>
    public bool IsPattern => Model.Contains('*', StringComparison.Ordinal);

    /// <summary>The prices of a request.</summary>
    /// <param name="promptTokens">All tokens of its prompt; the highest tier below holds for the whole request.</param>
    /// <param name="speed">The speed that was asked for, such as <c>fast</c>; null when untold.</param>
    /// <param name="serviceTier">Its service tier, such as <c>batch</c>; null when untold.</param>
    public TokenPrices At(long promptTokens, string? speed = null, string? serviceTier = null)
    {
        TokenPrices prices = Base;
        for (int i = 0; i < Tiers.Count && promptTokens > Tiers[i].Above; i++)
            prices = Tiers[i].Prices;
        return prices.Times(Factors.Of(speed, serviceTier));
    }

    /// <summary>Whether two rows price the same requests with the same prices, wherever those are from.</summary>
    public bool PricesLike(PriceRow other)
    {
        if (Model != other.Model || Provider != other.Provider || From != other.From)
            return false;
        return CostsLike(other);
    }

    /// <summary>Whether two rows have the same prices, of whatever model and day.</summary>
    public bool CostsLike(PriceRow other)
    {
        if (Base != other.Base || Factors != other.Factors || WebSearch != other.WebSearch)
            return false;
        if (Tiers.Count != other.Tiers.Count)
            return false;
        for (int i = 0; i < Tiers.Count; i++)
        {
            if (Tiers[i].Above != other.Tiers[i].Above || Tiers[i].Prices != other.Tiers[i].Prices)
                return false;
        }
        return true;
    }
}

/// <summary>The prices of requests whose prompt is above a number of tokens.</summary>
/// <param name="Above">One of <see cref="PromptBand.Bounds"/>.</param>
/// <param name="Prices">They hold for the whole request.</param>
public sealed record PriceTier(long Above, TokenPrices Prices);

using Reprise.Protocol;

namespace Reprise.Usage;

/// <summary>Adds slices up: tokens, and what they cost.</summary>
public sealed class UsageTotal
{
    private const string SearchTier = "web search";

    private readonly HashSet<UsageLabel> _unpriced = [];

    /// <summary>The number of API responses.</summary>
    public long Responses { get; private set; }

    /// <summary>How many of them have figures that make no sense and were left out.</summary>
    public long Doubtful { get; private set; }

    public TokenUsage Tokens { get; private set; }

    /// <summary>Searches of the web that providers charge for.</summary>
    public long WebSearches { get; private set; }

    /// <summary>What tokens cost by list prices, each kind by itself.</summary>
    public TokenCosts TokenCosts { get; private set; }

    /// <summary>What searches of the web cost by list prices.</summary>
    public Money SearchCost { get; private set; }

    /// <summary>What agents say themselves.</summary>
    public Money OwnCost { get; private set; }

    /// <summary>The known part of the cost; null when nothing of it is known.</summary>
    public Money? Cost => HasCost || Unpriced.Count == 0 ? TokenCosts.Total + SearchCost + OwnCost : null;

    /// <summary>What has no price, so that <see cref="Cost"/> is not all.</summary>
    public IReadOnlyCollection<UsageLabel> Unpriced => _unpriced;

    /// <summary>Tokens whose cost is not known.</summary>
    public long UnpricedTokens { get; private set; }

    private bool HasCost { get; set; }

    /// <summary>Adds a slice.</summary>
    public void Add(in UsageSlice slice, in SliceCost cost)
    {
        Responses += slice.Responses;
        Doubtful += slice.Doubtful;
        Tokens += slice.Tokens;
        WebSearches += slice.WebSearches;
        if (cost.IsKnown)
        {
            HasCost = true;
            TokenCosts += cost.Tokens;
            SearchCost += cost.Searches;
            OwnCost += cost.Own;
            if (cost.LacksSearches)
                _unpriced.Add(slice.Label with { Tier = SearchTier });
        }
        else if (slice.Tokens.Total + slice.WebSearches > 0)
        {
            _unpriced.Add(slice.Label);
            UnpricedTokens += slice.Tokens.Total;
        }
    }

    /// <summary>Adds another sum.</summary>
    public void Add(UsageTotal other)
    {
        Responses += other.Responses;
        Doubtful += other.Doubtful;
        Tokens += other.Tokens;
        WebSearches += other.WebSearches;
        TokenCosts += other.TokenCosts;
        SearchCost += other.SearchCost;
        OwnCost += other.OwnCost;
        HasCost |= other.HasCost;
        UnpricedTokens += other.UnpricedTokens;
        _unpriced.UnionWith(other._unpriced);
    }
}

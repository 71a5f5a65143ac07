namespace Reprise.Usage;

/// <summary>What a slice cost.</summary>
public readonly record struct SliceCost
{
    /// <summary>Whether it is known; an unknown cost is never 0.</summary>
    public bool IsKnown { get; init; }

    /// <summary>Whether nobody knows what its searches of the web cost, so that it cost more than what is told.</summary>
    public bool LacksSearches { get; init; }

    /// <summary>What its tokens cost by list prices, each kind by itself.</summary>
    public TokenCosts Tokens { get; init; }

    /// <summary>What its searches of the web cost by list prices.</summary>
    public Money Searches { get; init; }

    /// <summary>What the agent itself says that it cost.</summary>
    public Money Own { get; init; }

    /// <summary>All of it.</summary>
    public Money Total => Tokens.Total + Searches + Own;
}

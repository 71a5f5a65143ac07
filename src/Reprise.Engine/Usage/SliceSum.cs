using Reprise.Protocol;

namespace Reprise.Usage;

/// <summary>Adds responses up to slices.</summary>
public sealed class SliceSum
{
    private readonly Dictionary<Conditions, UsageSlice> _slices = [];

    /// <summary>The slices.</summary>
    public IReadOnlyCollection<UsageSlice> Slices => _slices.Values;

    /// <summary>Adds a response; one of which nothing is known but that there was one is left out.</summary>
    public void Add(in LedgerResponse response)
    {
        if (response.IsNothing)
            return;
        int slot = UsageSlice.SlotOf(response.At);
        TokenUsage tokens = response.Tokens;
        int band = PromptBand.Of(tokens.Input + tokens.CacheRead + tokens.CacheWrite);
        OwnCostKind own = response.OwnCost switch
        {
            null => OwnCostKind.None,
            > 0 => OwnCostKind.Given,
            _ => OwnCostKind.Zero,
        };
        var conditions = new Conditions(response.Label, slot, response.Thread, band, own);
        long at = response.At is { } time && slot != UsageSlice.NoSlot ? time : 0;
        UsageSlice sum = _slices.TryGetValue(conditions, out UsageSlice known)
            ? known
            : new UsageSlice
            {
                Label = response.Label,
                Slot = slot,
                Thread = response.Thread,
                Band = band,
                OwnCostKind = own,
                First = at,
                Last = at,
            };
        _slices[conditions] = sum with
        {
            First = Math.Min(sum.First, at),
            Last = Math.Max(sum.Last, at),
            Responses = sum.Responses + 1,
            Doubtful = sum.Doubtful + (response.IsDoubtful ? 1 : 0),
            Tokens = sum.Tokens + tokens,
            WebSearches = sum.WebSearches + response.WebSearches,
            OwnCost = sum.OwnCost + Math.Max(0, response.OwnCost ?? 0),
        };
    }

    private readonly record struct Conditions(UsageLabel Label, int Slot, UsageThread Thread, int Band, OwnCostKind Own);
}

/// <summary>One API response as it is counted.</summary>
public readonly record struct LedgerResponse
{
    /// <summary>The model and who ran it.</summary>
    public required UsageLabel Label { get; init; }

    /// <summary>In which part of the session it was used.</summary>
    public UsageThread Thread { get; init; }

    /// <summary>When it came, in milliseconds since 1970, UTC; null when nothing says.</summary>
    public long? At { get; init; }

    public TokenUsage Tokens { get; init; }

    /// <summary>Searches of the web that the provider charges for.</summary>
    public long WebSearches { get; init; }

    /// <summary>What the agent itself says that it cost, in 10^-9 USD; null when it does not say.</summary>
    public long? OwnCost { get; init; }

    /// <summary>Whether figures of it make no sense and were left out.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>Whether nothing is known of it but that there was one.</summary>
    public bool IsNothing => Tokens.Total == 0 && WebSearches == 0 && OwnCost is null or 0 && !IsDoubtful;
}

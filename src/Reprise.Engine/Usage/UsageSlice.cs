using Reprise.Protocol;

namespace Reprise.Usage;

/// <summary>What a session used in a quarter of an hour under the same conditions: the least that usage is counted by.</summary>
public readonly record struct UsageSlice
{
    /// <summary>The slot of responses of which nothing says when they came.</summary>
    public const int NoSlot = int.MinValue;

    /// <summary>The length of a slot: all time zones in use are a whole number of quarters away from UTC.</summary>
    public const long SlotMilliseconds = 15 * 60 * 1000;

    /// <summary>The model and who ran it.</summary>
    public required UsageLabel Label { get; init; }

    /// <summary>The quarter of an hour, counted from 1970, UTC; <see cref="NoSlot"/> when it is not known.</summary>
    public required int Slot { get; init; }

    /// <summary>In which part of the session it was used.</summary>
    public UsageThread Thread { get; init; }

    /// <summary>How long the prompts were, as <see cref="PromptBand"/> counts.</summary>
    public int Band { get; init; }

    /// <summary>Whether the agent says itself what the responses cost.</summary>
    public OwnCostKind OwnCostKind { get; init; }

    /// <summary>When the first response came, in milliseconds since 1970, UTC; 0 without a slot.</summary>
    public long First { get; init; }

    /// <summary>When the last response came, in milliseconds since 1970, UTC; 0 without a slot.</summary>
    public long Last { get; init; }

    /// <summary>The number of API responses.</summary>
    public long Responses { get; init; }

    /// <summary>How many of them have figures that make no sense and were left out.</summary>
    public long Doubtful { get; init; }

    public TokenUsage Tokens { get; init; }

    /// <summary>Searches of the web that the provider charges for.</summary>
    public long WebSearches { get; init; }

    /// <summary>What the agent itself says that they cost, in 10^-9 USD.</summary>
    public long OwnCost { get; init; }

    /// <summary>Returns the slot of a time.</summary>
    /// <param name="milliseconds">Since 1970, UTC; null when unknown.</param>
    public static int SlotOf(long? milliseconds) =>
        milliseconds is { } at ? (int)Math.Clamp(FloorDivide(at, SlotMilliseconds), int.MinValue + 1L, int.MaxValue) : NoSlot;

    /// <summary>Returns when a slot begins, in milliseconds since 1970, UTC.</summary>
    public static long StartOf(int slot) => slot * SlotMilliseconds;

    private static long FloorDivide(long value, long by) => value >= 0 ? value / by : -((-value + by - 1) / by);
}

/// <summary>What decides about the price of a token; the same object for the same words within one reader.</summary>
/// <param name="Model">The model; empty when the agent does not say.</param>
/// <param name="Provider">Who ran it; empty when the agent does not say.</param>
/// <param name="Tier">What makes the price differ, such as <c>fast</c>; empty for the standard service.</param>
public sealed record UsageLabel(string Model, string Provider, string Tier)
{
    /// <summary>The model, and its tier where that is what has no price.</summary>
    public string Name => Tier.Length == 0 ? Model : $"{Model} ({Tier})";
}

/// <summary>Parts of a session that are counted apart.</summary>
public enum UsageThread : byte
{
    /// <summary>What a person talks to.</summary>
    Main,

    /// <summary>Subagents, in the session or in sessions of their own.</summary>
    Subagent,

    /// <summary>Calls that the agent makes for itself, for titles and summaries.</summary>
    Side,
}

/// <summary>Whether an agent says itself what a response cost.</summary>
public enum OwnCostKind : byte
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>It says 0, as agents do for subscriptions and for models whose price they do not know.</summary>
    Zero,

    /// <summary>It says how much.</summary>
    Given,
}

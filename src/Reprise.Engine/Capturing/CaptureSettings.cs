using Reprise.Agents;
using Reprise.Discovery;
using Reprise.Masking;
using Reprise.Usage;

namespace Reprise.Capturing;

/// <summary>What a capture depends on besides its request: the user's settings and the machine.</summary>
public sealed record CaptureSettings
{
    /// <summary>What the agents' homes depend on.</summary>
    public required AgentEnvironment Environment { get; init; }

    /// <summary>Homes beside those that the agents use on this machine.</summary>
    public IReadOnlyList<ExtraRoot> ExtraRoots { get; init; } = [];

    /// <summary>What is masked.</summary>
    public MaskingRules Rules { get; init; } = MaskingRules.BuiltIn;

    /// <summary>Whether originals are sealed into the vault; without, masking is final.</summary>
    public bool KeepOriginals { get; init; } = true;

    /// <summary>The user's own prices, which are a part of what is in force from this capture on; null when they are not known.</summary>
    public IReadOnlyList<PriceRow>? Prices { get; init; }

    /// <summary>The number of sessions worked on at a time; 0 for one more than there are processors, five at most.</summary>
    /// <remarks>One more, because a worker waits now and then: for the disk, and for the index.</remarks>
    public int Workers { get; init; }

    internal int WorkerCount => Workers > 0 ? Workers : Math.Clamp(System.Environment.ProcessorCount + 1, 2, 5);
}

namespace Reprise.Usage;

/// <summary>Where a cost is taken from.</summary>
public enum CostMode : byte
{
    /// <summary>The agent's own figure where it gives one above 0, list prices otherwise.</summary>
    Auto,

    /// <summary>List prices always.</summary>
    Calculate,

    /// <summary>The agent's own figures alone.</summary>
    Display,
}

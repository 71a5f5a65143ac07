namespace Reprise.Usage;

/// <summary>A price, or a list of prices, cannot be used; the message says which and why.</summary>
public sealed class PriceException : Exception
{
    /// <summary>Names the row and says what is wrong with it.</summary>
    public PriceException(string message, Exception? inner = null)
        : base(message, inner) { }
}

namespace Reprise.Formats;

/// <summary>Arithmetic with numbers of tokens. One below zero makes no sense, and nor does what is made of it.</summary>
internal static class TokenParts
{
    /// <summary>Takes parts off a number that includes them.</summary>
    /// <returns>-1 when a number makes no sense, or the parts are more than the whole.</returns>
    public static long Rest(long whole, long part, long other = 0) =>
        part < 0 || other < 0 || part > whole || other > whole - part ? -1 : whole - part - other;

    /// <summary>Adds numbers.</summary>
    /// <returns>-1 when one of them makes no sense; the largest number when the sum is none that fits.</returns>
    public static long Sum(long one, long other) =>
        one < 0 || other < 0 ? -1
        : one > long.MaxValue - other ? long.MaxValue
        : one + other;
}

using System.Globalization;

namespace Reprise.Usage;

/// <summary>An exact amount of US dollars.</summary>
/// <remarks>
/// A price of dollars per 1,000,000 tokens with up to six decimals is a whole number of picodollars per token, so sums of costs
/// are exact, and any way of grouping them gives the same total.
/// </remarks>
public readonly record struct Money : IComparable<Money>
{
    /// <summary>The picodollars in a dollar.</summary>
    public const long PerDollar = 1_000_000_000_000;

    private const long PerMicrodollar = 1_000_000;
    private const long PerCent = 10_000_000_000;
    private const int Decimals = 12;

    // Two halves: code that has an Int128 in its hands is never compiled ahead, and sums of costs are on the way of a status line.
    private readonly long _high;
    private readonly ulong _low;

    /// <param name="picodollars">The amount in 10^-12 dollars.</param>
    public Money(Int128 picodollars)
        : this((long)(picodollars >> 64), (ulong)picodollars) { }

    private Money(long high, ulong low) => (_high, _low) = (high, low);

    /// <summary>No money at all, which is not the same as an unknown amount.</summary>
    public static Money Zero => default;

    /// <summary>The amount in 10^-12 dollars.</summary>
    public Int128 Picodollars => new((ulong)_high, _low);

    /// <summary>Dollars; exact below 10^16 dollars.</summary>
    public decimal Usd => IsSmall ? (decimal)(long)_low / PerDollar : LargeUsd(Picodollars);

    /// <summary>Whether it is no money at all.</summary>
    public bool IsZero => _high == 0 && _low == 0;

    // From zero on, and with room for rounding.
    private bool IsShown => _high == 0 && _low < long.MaxValue - (ulong)PerDollar;

    // Up to 9 million dollars, the lower half says it all.
    private bool IsSmall => _high == (long)_low >> 63;

    /// <summary>Makes an amount of dollars; what is finer than a picodollar is rounded.</summary>
    /// <exception cref="OverflowException">It is above 7 * 10^16 dollars.</exception>
    public static Money FromUsd(decimal dollars)
    {
        decimal picodollars = decimal.Round(dollars * PerDollar, MidpointRounding.AwayFromZero);
        return picodollars is >= long.MinValue and <= long.MaxValue ? FromSmall((long)picodollars) : FromLarge(picodollars);
    }

    /// <summary>What a number of things costs that cost the same.</summary>
    /// <param name="count">How many.</param>
    /// <param name="picodollars">The price of one.</param>
    public static Money Times(long count, long picodollars)
    {
        long high = Math.BigMul(count, picodollars, out long low);
        return new Money(high, (ulong)low);
    }

    /// <summary>So many times this amount, which is from zero up to 9 million dollars.</summary>
    public Money Times(long count) => Times(count, (long)_low);

    /// <summary>The nearest amount of whole microdollars; halves go away from zero.</summary>
    public Money ToMicrodollars() => new(Round(PerMicrodollar));

    /// <summary>The nearest amount of whole cents; halves go away from zero.</summary>
    public Money ToCents() => new(Round(PerCent));

    /// <summary>Dollars with a fixed number of decimals, rounded for the eye: <c>1.20</c>.</summary>
    /// <param name="decimals">From 0 to 12.</param>
    public string ToText(int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, Decimals);
        long unit = 1;
        for (int i = decimals; i < Decimals; i++)
            unit *= 10;
        string text = IsShown ? SmallText((long)_low, unit) : LargeText(Round(unit));
        return decimals == 0 ? text[..text.IndexOf('.', StringComparison.Ordinal)] : text[..^(Decimals - decimals)];
    }

    /// <summary>Dollars, exact, as a JSON number: no zeros at the end, no exponent.</summary>
    public override string ToString() =>
        (_high == 0 && IsSmall ? SmallText((long)_low, 1) : LargeText(Picodollars)).TrimEnd('0').TrimEnd('.');

    /// <inheritdoc/>
    public int CompareTo(Money other) => _high == other._high ? _low.CompareTo(other._low) : _high.CompareTo(other._high);

    public static Money operator +(Money a, Money b)
    {
        ulong low = a._low + b._low;
        long carry = low < a._low ? 1 : 0;
        return new Money(a._high + b._high + carry, low);
    }

    public static Money operator -(Money a, Money b)
    {
        long borrow = a._low < b._low ? 1 : 0;
        return new Money(a._high - b._high - borrow, a._low - b._low);
    }

    public static Money operator -(Money a) => Zero - a;

    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    private static Money FromSmall(long picodollars) => new(picodollars >> 63, (ulong)picodollars);

    private static Money FromLarge(decimal picodollars) => new((Int128)picodollars);

    private static decimal LargeUsd(Int128 picodollars) =>
        (decimal)(picodollars / PerDollar) + ((decimal)(long)(picodollars % PerDollar) / PerDollar);

    private Int128 Round(long unit)
    {
        Int128 all = Picodollars;
        return (all + (all < 0 ? -(unit / 2) : unit / 2)) / unit * unit;
    }

    private static string SmallText(long picodollars, long unit)
    {
        long rounded = (picodollars + (unit / 2)) / unit * unit;
        return Point(rounded.ToString(CultureInfo.InvariantCulture));
    }

    private static string LargeText(Int128 picodollars)
    {
        UInt128 size = picodollars < 0 ? (UInt128)(-picodollars) : (UInt128)picodollars;
        string text = Point(size.ToString(CultureInfo.InvariantCulture));
        return picodollars < 0 ? "-" + text : text;
    }

    // Always twelve decimals.
    private static string Point(string digits)
    {
        digits = digits.PadLeft(Decimals + 1, '0');
        return string.Concat(digits.AsSpan(0, digits.Length - Decimals), ".", digits.AsSpan(digits.Length - Decimals));
    }
}

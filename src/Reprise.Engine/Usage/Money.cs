using System.Globalization;

namespace Reprise.Usage;

/// <summary>An exact amount of US dollars.</summary>
/// <remarks>
/// A price of dollars per 1,000,000 tokens with up to six decimals is a whole number of picodollars per token, so sums of costs
/// are exact, and any way of grouping them gives the same total.
/// </remarks>
/// <param name="Picodollars">The amount in 10^-12 dollars.</param>
public readonly record struct Money(Int128 Picodollars) : IComparable<Money>
{
    /// <summary>The picodollars in a dollar.</summary>
    public const long PerDollar = 1_000_000_000_000;

    private const long PerMicrodollar = 1_000_000;
    private const long PerCent = 10_000_000_000;
    private const int Decimals = 12;

    /// <summary>No money at all, which is not the same as an unknown amount.</summary>
    public static Money Zero => default;

    /// <summary>Dollars; exact below 10^16 dollars.</summary>
    public decimal Usd => (decimal)(Picodollars / PerDollar) + ((decimal)(long)(Picodollars % PerDollar) / PerDollar);

    /// <summary>Whether it is no money at all.</summary>
    public bool IsZero => Picodollars == 0;

    /// <summary>The nearest amount of whole microdollars; halves go away from zero.</summary>
    public Money ToMicrodollars() => Round(PerMicrodollar);

    /// <summary>The nearest amount of whole cents; halves go away from zero.</summary>
    public Money ToCents() => Round(PerCent);

    /// <summary>Dollars with a fixed number of decimals, rounded for the eye: <c>1.20</c>.</summary>
    /// <param name="decimals">From 0 to 12.</param>
    public string ToText(int decimals)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, Decimals);
        long unit = 1;
        for (int i = decimals; i < Decimals; i++)
            unit *= 10;
        string text = Round(unit).ToExactText();
        return decimals == 0 ? text[..text.IndexOf('.', StringComparison.Ordinal)] : text[..^(Decimals - decimals)];
    }

    /// <summary>Dollars, exact, as a JSON number: no zeros at the end, no exponent.</summary>
    public override string ToString() => ToExactText().TrimEnd('0').TrimEnd('.');

    /// <inheritdoc/>
    public int CompareTo(Money other) => Picodollars.CompareTo(other.Picodollars);

    public static Money operator +(Money a, Money b) => new(a.Picodollars + b.Picodollars);

    public static Money operator -(Money a, Money b) => new(a.Picodollars - b.Picodollars);

    public static Money operator -(Money a) => new(-a.Picodollars);

    public static bool operator <(Money a, Money b) => a.Picodollars < b.Picodollars;

    public static bool operator >(Money a, Money b) => a.Picodollars > b.Picodollars;

    public static bool operator <=(Money a, Money b) => a.Picodollars <= b.Picodollars;

    public static bool operator >=(Money a, Money b) => a.Picodollars >= b.Picodollars;

    /// <summary>Makes an amount of dollars; what is finer than a picodollar is rounded.</summary>
    /// <exception cref="OverflowException">It is above 7 * 10^16 dollars.</exception>
    public static Money FromUsd(decimal dollars) =>
        new((Int128)decimal.Round(dollars * PerDollar, MidpointRounding.AwayFromZero));

    private Money Round(long unit)
    {
        Int128 half = Picodollars < 0 ? -(unit / 2) : unit / 2;
        return new Money((Picodollars + half) / unit * unit);
    }

    // Always twelve decimals.
    private string ToExactText()
    {
        bool isNegative = Picodollars < 0;
        UInt128 size = isNegative ? (UInt128)(-Picodollars) : (UInt128)Picodollars;
        string digits = size.ToString(CultureInfo.InvariantCulture).PadLeft(Decimals + 1, '0');
        return $"{(isNegative ? "-" : "")}{digits.AsSpan(0, digits.Length - Decimals)}.{digits.AsSpan(digits.Length - Decimals)}";
    }
}

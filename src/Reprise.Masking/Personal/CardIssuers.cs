using System.Globalization;

namespace Reprise.Masking.Personal;

/// <summary>The first figures of cards, and how long cards are that begin so (ISO/IEC 7812).</summary>
internal static class CardIssuers
{
    private const int Figures = 4;

    // The first four figures from and to, the lengths from and to.
    private static readonly (int From, int To, int Min, int Max)[] Ranges =
    [
        (2200, 2204, 16, 19), // Mir
        (2221, 2720, 16, 16), // Mastercard
        (3000, 3059, 14, 14), // Diners Club
        (3400, 3499, 15, 15), // American Express
        (3528, 3589, 16, 16), // JCB
        (3600, 3699, 14, 14), // Diners Club
        (3700, 3799, 15, 15), // American Express
        (3800, 3999, 14, 14), // Diners Club
        (4000, 4999, 16, 16), // Visa
        (5018, 5020, 16, 19), // Maestro
        (5100, 5599, 16, 16), // Mastercard
        (5600, 5899, 16, 19), // Maestro
        (6011, 6011, 16, 16), // Discover
        (6200, 6299, 16, 19), // UnionPay
        (6304, 6304, 16, 19), // Maestro
        (6440, 6599, 16, 16), // Discover
        (6759, 6763, 16, 19), // Maestro
    ];

    /// <summary>Tells whether an issuer gives out such numbers.</summary>
    public static bool Knows(ReadOnlySpan<char> figures)
    {
        int first = int.Parse(figures[..Figures], NumberStyles.None, CultureInfo.InvariantCulture);
        foreach ((int from, int to, int min, int max) in Ranges)
        {
            if (first >= from && first <= to)
                return figures.Length >= min && figures.Length <= max;
        }
        return false;
    }
}

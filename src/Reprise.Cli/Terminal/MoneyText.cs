using System.Globalization;
using Reprise.Usage;

namespace Reprise.Cli.Terminal;

/// <summary>Money and tokens as people read them.</summary>
internal static class MoneyText
{
    /// <summary>To the cent, with thousands separators: <c>$1,234.50</c>; smaller amounts to their first two digits: <c>$0.0042</c>.</summary>
    public static string Of(Money cost)
    {
        decimal usd = cost.Usd;
        decimal size = Math.Abs(usd);
        int decimals = 2;
        for (decimal least = 0.01m; size > 0 && size < least && decimals < 6; least /= 10)
            decimals++;
        return "$" + usd.ToString($"N{(decimals > 2 ? decimals + 1 : decimals)}", CultureInfo.InvariantCulture);
    }

    /// <summary>The known part of a cost: with a <c>+</c> when there is more, <c>?</c> when nothing of it is known.</summary>
    public static string Of(Money? cost, bool isPartial) => cost is { } known ? Of(known) + (isPartial ? "+" : "") : "?";

    /// <summary>In at most five characters: <c>$0.12</c>, <c>$34</c>, <c>$1.2k</c>.</summary>
    public static string Short(Money cost)
    {
        decimal usd = cost.Usd;
        return usd switch
        {
            0 => "$0",
            < 0.005m => "<1¢",
            < 9.995m => "$" + usd.ToString("0.00", CultureInfo.InvariantCulture),
            < 999.5m => "$" + usd.ToString("0", CultureInfo.InvariantCulture),
            _ => "$" + Short((double)usd),
        };
    }

    /// <summary>In at most five characters: <c>950</c>, <c>1.2k</c>, <c>34M</c>.</summary>
    public static string Short(double count)
    {
        string[] units = ["", "k", "M", "G", "T", "P"];
        int unit = 0;
        // 999.5 would be shown as 1000.
        while (count >= 999.5 && unit < units.Length - 1)
        {
            count /= 1000;
            unit++;
        }
        return count.ToString(unit > 0 && count < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture) + units[unit];
    }
}

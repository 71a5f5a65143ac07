using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Protocol;
using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Usage;

public sealed class MoneyTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "0.000000000001")]
    [InlineData(-1, "-0.000000000001")]
    [InlineData(1_000_000_000_000, "1")]
    [InlineData(10_000_000_000_000, "10")]
    [InlineData(1_230_000_000_000, "1.23")]
    [InlineData(-1_230_000_000_000, "-1.23")]
    [InlineData(999_999_999_999, "0.999999999999")]
    [InlineData(long.MaxValue, "9223372.036854775807")]
    public void Its_text_is_exact_and_has_no_zeros_at_the_end(long picodollars, string text)
    {
        new Money(picodollars).ToString().ShouldBe(text);
        new Money(picodollars).Usd.ShouldBe(decimal.Parse(text, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void The_largest_amounts_have_a_text()
    {
        new Money(Int128.MinValue).ToString().ShouldBe("-170141183460469231731687303.715884105728");
        new Money(Int128.MaxValue).ToString().ShouldBe("170141183460469231731687303.715884105727");
    }

    [Fact]
    public void Its_text_is_a_JSON_number_that_says_the_same() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<long>(picodollars =>
            {
                var money = new Money(picodollars);
                decimal read = JsonDocument.Parse(money.ToString()).RootElement.GetDecimal();
                return read == money.Usd && Money.FromUsd(read) == money;
            })
        );

    [Theory]
    [InlineData(1_499_999, 1_000_000)]
    [InlineData(1_500_000, 2_000_000)]
    [InlineData(-1_500_000, -2_000_000)]
    [InlineData(-1_499_999, -1_000_000)]
    [InlineData(499_999, 0)]
    public void It_is_rounded_to_the_nearest_microdollar(long picodollars, long rounded) =>
        new Money(picodollars).ToMicrodollars().ShouldBe(new Money(rounded));

    [Theory]
    [InlineData("0.004999", "0", "0.00")]
    [InlineData("0.005", "0.01", "0.01")]
    [InlineData("-0.005", "-0.01", "-0.01")]
    [InlineData("1.999", "2", "2.00")]
    [InlineData("12345.674", "12345.67", "12345.67")]
    public void It_is_rounded_to_the_nearest_cent(string usd, string cents, string shown)
    {
        Money money = Money.FromUsd(decimal.Parse(usd, CultureInfo.InvariantCulture));
        money.ToCents().ToString().ShouldBe(cents);
        money.ToText(2).ShouldBe(shown);
    }

    [Fact]
    public void Its_shown_text_has_as_many_decimals_as_asked()
    {
        Money money = Money.FromUsd(1.5m);
        money.ToText(0).ShouldBe("2");
        money.ToText(4).ShouldBe("1.5000");
        money.ToText(12).ShouldBe("1.500000000000");
    }

    [Fact]
    public void Any_grouping_of_costs_gives_the_same_total() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<uint[], uint, byte>(
                (tokens, price, groups) =>
                {
                    var prices = new TokenPrices(price, price / 3, price / 7, price * 2L, price * 3L, 1);
                    Money whole = prices.Of(tokens.Select(Usage).Aggregate(default(TokenUsage), (a, b) => a + b));
                    Money grouped = Money.Zero;
                    foreach (IGrouping<uint, uint> group in tokens.GroupBy(count => count % (groups + 1u)))
                    {
                        Money part = Money.Zero;
                        foreach (uint count in group)
                            part += prices.Of(Usage(count));
                        grouped += part;
                    }
                    return grouped == whole
                        && prices.Split(tokens.Select(Usage).Aggregate(default(TokenUsage), (a, b) => a + b)).Total == whole;
                }
            )
        );

    [Fact]
    public void Costs_of_the_largest_counts_are_exact()
    {
        var prices = new TokenPrices(10_000_000_000, 0, 0, 0, 0, 0);
        prices.Of(new TokenUsage(long.MaxValue, 0, 0, 0, 0, 0)).ToString().ShouldBe("92233720368547758.07");
    }

    [Fact]
    public void Amounts_are_compared_and_subtracted()
    {
        Money one = Money.FromUsd(1);
        Money two = Money.FromUsd(2);
        (two - one).ShouldBe(one);
        (-one + one).ShouldBe(Money.Zero);
        (one < two).ShouldBeTrue();
        (one >= two).ShouldBeFalse();
        new[] { two, one }.Order().First().ShouldBe(one);
    }

    private static TokenUsage Usage(uint count) => new(count, count / 2, count / 3, count / 5, count / 7, count / 11);
}

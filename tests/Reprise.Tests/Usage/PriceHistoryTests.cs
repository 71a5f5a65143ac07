using System.Text;
using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Usage;

public sealed class PriceHistoryTests
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset June = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_response_has_the_price_of_the_list_that_was_in_force()
    {
        PriceHistory history = History(
            (March, """[{"model":"m","input":1,"output":1}]"""),
            (June, """[{"model":"m","input":2,"output":2}]""")
        );
        Input(history, June.AddTicks(-1)).ShouldBe(1);
        Input(history, June).ShouldBe(2);
        Input(history, March.AddYears(-1)).ShouldBe(1);
    }

    [Fact]
    public void A_model_that_a_list_does_not_know_has_the_price_of_the_next_list_that_does()
    {
        PriceHistory history = History(
            (March, """[{"model":"other","input":1,"output":1}]"""),
            (June, """[{"model":"m","input":2,"output":2}]"""),
            (June.AddDays(1), """[{"model":"m","input":3,"output":3}]""")
        );
        Input(history, March).ShouldBe(2);
        history.Find("nobody", null, March).ShouldBeNull();
    }

    [Fact]
    public void A_newer_program_does_not_change_the_past()
    {
        PriceHistory old = History((March, """[{"model":"m","input":1,"output":1}]"""));
        PriceHistory renewed = History(
            (March, """[{"model":"m","input":1,"output":1}]"""),
            (June, """[{"model":"m","from":"2026-01-01","input":9,"output":9}]""")
        );
        for (DateTimeOffset at = March; at < June; at = at.AddDays(1))
            Input(renewed, at).ShouldBe(Input(old, at));
    }

    [Fact]
    public void A_list_is_loaded_only_when_a_time_of_it_is_asked_for()
    {
        var broken = new PricePeriod(March, () => throw new PriceException("broken"));
        var history = new PriceHistory([broken, new PricePeriod(June, List("""[{"model":"m","input":2,"output":2}]"""))]);
        Input(history, June).ShouldBe(2);
        Should.Throw<PriceException>(() => history.Find("m", null, March));
    }

    [Fact]
    public void A_model_is_looked_up_once_for_each_provider()
    {
        PriceHistory history = History(
            (March, """[{"model":"m","input":1,"output":1},{"model":"m","provider":"groq","input":2,"output":2}]""")
        );
        PriceLookup lookup = history.For("m", "groq");
        history.For("m", "groq").ShouldBeSameAs(lookup);
        lookup.At(June).ShouldNotBeNull().Base.Input.ShouldBe(2_000_000);
        Input(history, June).ShouldBe(1);
    }

    [Fact]
    public void Days_are_those_of_UTC()
    {
        PriceHistory history = History(
            (March, """[{"model":"m","input":1,"output":1},{"model":"m","from":"2026-10-07","input":2,"output":2}]""")
        );
        Input(history, new DateTimeOffset(2026, 10, 7, 1, 0, 0, TimeSpan.FromHours(2))).ShouldBe(1);
        Input(history, new DateTimeOffset(2026, 10, 6, 22, 0, 0, TimeSpan.FromHours(-2))).ShouldBe(2);
    }

    [Fact]
    public void The_ends_of_time_have_prices()
    {
        PriceHistory history = History((March, """[{"model":"m","input":1,"output":1}]"""));
        Input(history, DateTimeOffset.MinValue).ShouldBe(1);
        Input(history, DateTimeOffset.MaxValue).ShouldBe(1);
    }

    private static decimal Input(PriceHistory history, DateTimeOffset at) =>
        history.Find("m", null, at).ShouldNotBeNull().Base.Input / 1_000_000m;

    private static PriceHistory History(params (DateTimeOffset Since, string Json)[] lists) =>
        new([.. lists.Select(list => new PricePeriod(list.Since, List(list.Json)))]);

    private static PriceList List(string json) => PriceList.Parse(Encoding.UTF8.GetBytes(json), "list");
}

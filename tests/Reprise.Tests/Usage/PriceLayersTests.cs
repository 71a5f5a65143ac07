using System.Text;
using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Usage;

public sealed class PriceLayersTests
{
    private static readonly PriceList _builtIn = List(
        """
        [{"model":"m","input":1,"output":1,"batch":0.5,"webSearch":10},{"model":"m","from":"2026-10-07","input":2,"output":2,"batch":0.5},
         {"model":"other","input":7,"output":7}]
        """
    );

    [Fact]
    public void Without_more_the_built_in_list_holds() => PriceLayers.Combine(_builtIn, null, []).ShouldBeSameAs(_builtIn);

    [Fact]
    public void A_row_of_the_user_without_a_day_holds_always()
    {
        PriceList list = PriceLayers.Combine(_builtIn, null, List("""[{"model":"m","input":9,"output":9}]""").Rows);
        Input(list, "2026-01-01").ShouldBe(9);
        Input(list, "2026-11-01").ShouldBe(9);
        list.Match("other", null).On(new DateOnly(2026, 1, 1)).ShouldNotBeNull();
    }

    [Fact]
    public void A_row_of_the_user_with_a_day_leaves_what_was_before()
    {
        PriceList list = PriceLayers.Combine(
            _builtIn,
            null,
            List("""[{"model":"m","from":"2026-05-01","input":9,"output":9}]""").Rows
        );
        Input(list, "2026-04-30").ShouldBe(1);
        Input(list, "2026-05-01").ShouldBe(9);
        Input(list, "2026-11-01").ShouldBe(9);
    }

    [Fact]
    public void An_imported_price_takes_the_place_of_the_one_that_holds_on_its_day()
    {
        PriceList list = PriceLayers.Combine(
            _builtIn,
            List("""[{"model":"m","input":9,"output":9,"checked":"2026-11-01"}]"""),
            []
        );
        Input(list, "2026-10-06").ShouldBe(1);
        Input(list, "2026-10-07").ShouldBe(9);
    }

    [Fact]
    public void A_price_that_began_after_an_import_stays()
    {
        PriceList list = PriceLayers.Combine(
            _builtIn,
            List("""[{"model":"m","input":9,"output":9,"checked":"2026-09-01"}]"""),
            []
        );
        Input(list, "2026-10-06").ShouldBe(9);
        Input(list, "2026-10-07").ShouldBe(2);
    }

    [Fact]
    public void What_a_row_does_not_say_of_batches_and_searches_stays()
    {
        PriceList list = PriceLayers.Combine(
            _builtIn,
            null,
            List("""[{"model":"m","from":"2026-05-01","input":9,"output":9}]""").Rows
        );
        PriceRow row = list.Match("m", null).On(new DateOnly(2026, 6, 1)).ShouldNotBeNull();
        row.Factors.Batch.ShouldBe(0.5m);
        row.WebSearch.ShouldBe(Money.FromUsd(0.01m));
    }

    [Fact]
    public void The_users_rows_win_over_imported_ones()
    {
        PriceList list = PriceLayers.Combine(
            _builtIn,
            List("""[{"model":"m","input":9,"output":9,"checked":"2026-11-01"},{"model":"new","input":3,"output":3}]"""),
            List("""[{"model":"m","input":8,"output":8}]""").Rows
        );
        Input(list, "2026-11-01").ShouldBe(8);
        list.Match("new", null).On(new DateOnly(2026, 1, 1)).ShouldNotBeNull();
        PriceList.Parse(list.ToJson(), "again").PricesLike(list).ShouldBeTrue();
    }

    private static decimal Input(PriceList list, string day) =>
        list.Match("m", null).On(DateOnly.Parse(day)).ShouldNotBeNull().Base.Input / 1_000_000m;

    private static PriceList List(string json) => PriceList.Parse(Encoding.UTF8.GetBytes(json), "list");
}

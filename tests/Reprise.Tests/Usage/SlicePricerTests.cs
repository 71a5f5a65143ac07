using System.Text;
using Reprise.Protocol;
using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Usage;

public sealed class SlicePricerTests
{
    private const string List = """
        {
          "version": "made-up",
          "models": [
            { "model": "river-1", "input": 2, "output": 10, "cacheRead": 0.2, "fast": 3, "webSearch": 10,
              "above": [{ "tokens": 200000, "input": 4, "output": 20, "cacheRead": 0.4 }] },
            { "model": "river-2", "input": 1, "output": 1 },
            { "model": "river-1", "from": "2026-06-01", "input": 1, "output": 5, "cacheRead": 0.1, "webSearch": 10 }
          ]
        }
        """;

    private static readonly TokenUsage _million = new(1_000_000, 0, 0, 0, 0, 0);

    [Fact]
    public void A_price_holds_from_its_day_on()
    {
        Cost(Slice(_million) with { Slot = SlotOf(2026, 5, 31) }).Total.Usd.ShouldBe(2);
        Cost(Slice(_million) with { Slot = SlotOf(2026, 6, 1) }).Total.Usd.ShouldBe(1);
    }

    [Fact]
    public void A_long_prompt_costs_the_price_of_its_band_as_a_whole() =>
        Cost(Slice(_million) with { Band = PromptBand.Of(200_001) }).Total.Usd.ShouldBe(4);

    [Fact]
    public void The_fast_service_costs_its_factor() => Cost(Slice(_million, tier: "fast")).Total.Usd.ShouldBe(6);

    [Fact]
    public void A_service_whose_factor_nobody_knows_has_no_price() =>
        Cost(Slice(_million, tier: "priority")).IsKnown.ShouldBeFalse();

    [Fact]
    public void Searches_of_the_web_are_charged_for() =>
        Cost(Slice(default) with { WebSearches = 3 }).Searches.Usd.ShouldBe(0.03m);

    [Fact]
    public void Searches_without_a_price_make_the_cost_a_part_and_not_unknown()
    {
        UsageSlice slice = Slice(_million, model: "river-2") with { WebSearches = 3 };
        var total = new UsageTotal();
        total.Add(slice, Cost(slice));

        total.Cost.ShouldBe(Money.FromUsd(1));
        total.Unpriced.ShouldHaveSingleItem().Name.ShouldBe("river-2 (web search)");
    }

    [Fact]
    public void An_unknown_model_is_unknown_and_never_free()
    {
        SliceCost cost = Cost(Slice(_million, model: "river-1-next"));

        cost.IsKnown.ShouldBeFalse();
        var total = new UsageTotal();
        total.Add(Slice(_million, model: "river-1-next"), cost);
        total.Cost.ShouldBeNull();
        total.Unpriced.ShouldHaveSingleItem().Model.ShouldBe("river-1-next");
        total.UnpricedTokens.ShouldBe(1_000_000);
    }

    [Theory]
    [InlineData(CostMode.Auto, OwnCostKind.Given, 0.5)]
    [InlineData(CostMode.Auto, OwnCostKind.Zero, 2)]
    [InlineData(CostMode.Auto, OwnCostKind.None, 2)]
    [InlineData(CostMode.Calculate, OwnCostKind.Given, 2)]
    [InlineData(CostMode.Display, OwnCostKind.Given, 0.5)]
    [InlineData(CostMode.Display, OwnCostKind.Zero, 0)]
    public void The_mode_says_whose_figure_counts(CostMode mode, OwnCostKind kind, double usd)
    {
        long own = kind == OwnCostKind.Given ? 500_000_000 : 0;
        SliceCost cost = Cost(Slice(_million) with { OwnCostKind = kind, OwnCost = own }, mode);

        cost.IsKnown.ShouldBeTrue();
        cost.Total.Usd.ShouldBe((decimal)usd);
    }

    [Fact]
    public void Where_only_own_figures_are_asked_for_a_response_without_one_is_unknown() =>
        Cost(Slice(_million), CostMode.Display).IsKnown.ShouldBeFalse();

    [Fact]
    public void What_an_agent_runs_for_nothing_is_free_though_no_list_knows_it() =>
        Cost(Slice(_million, model: "gift") with { OwnCostKind = OwnCostKind.Zero }).ShouldBe(new SliceCost { IsKnown = true });

    private static SliceCost Cost(UsageSlice slice, CostMode mode = CostMode.Auto) =>
        new SlicePricer(new PriceHistory(PriceList.Parse(Encoding.UTF8.GetBytes(List), "made-up.json")), mode).Of(slice);

    private static UsageSlice Slice(TokenUsage tokens, string model = "river-1", string tier = "") =>
        new()
        {
            Label = new UsageLabel(model, "", tier),
            Slot = SlotOf(2026, 5, 1),
            Responses = 1,
            Tokens = tokens,
        };

    private static int SlotOf(int year, int month, int day) =>
        UsageSlice.SlotOf(new DateTimeOffset(year, month, day, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds());
}

using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Protocol;
using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Usage;

public sealed class PriceListTests
{
    private static readonly DateOnly Today = new(2026, 11, 25);

    [Fact]
    public void The_built_in_list_prices_the_models_of_the_day()
    {
        PriceRow row = On("claude-opus-5-5", Today).ShouldNotBeNull();
        row.Base.ShouldBe(new TokenPrices(4_000_000, 20_000_000, 200_000, 5_000_000, 8_000_000, 20_000_000));
        row.WebSearch.ShouldBe(Money.FromUsd(0.01m));
        row.Source.ShouldNotBeEmpty();
        row.Of(new TokenUsage(1, 1, 1, 1, 1, 1)).ShouldBe(new Money(57_200_000));
    }

    [Fact]
    public void Every_built_in_row_says_where_it_is_from()
    {
        PriceList.BuiltIn.Rows.Count.ShouldBeGreaterThan(70);
        PriceList.BuiltIn.Rows.ShouldAllBe(row => row.Source.Length > 0 && row.Checked != null);
        PriceList.BuiltIn.Rows.ShouldAllBe(row => row.Certainty == "A" || row.Certainty == "B" || row.Certainty == "C");
        PriceList.BuiltIn.Rows.ShouldAllBe(row => row.Base.Output >= row.Base.Input && row.Base.CacheRead <= row.Base.Input);
    }

    [Theory]
    [InlineData("claude-sonnet-5-5", "2026-10-06", 200_000)]
    [InlineData("claude-sonnet-5-5", "2026-10-07", 100_000)]
    [InlineData("gpt-5.6-sol", "2026-08-20", 500_000)]
    [InlineData("gpt-5.6-sol", "2026-08-21", 400_000)]
    [InlineData("gpt-5.6", "2026-08-21", 400_000)]
    [InlineData("gpt-5.6-terra", "2026-08-20", 250_000)]
    [InlineData("gpt-5.6-luna", "2026-08-21", 20_000)]
    [InlineData("gemini-3.8-flash", "2026-12-31", 75_000)]
    [InlineData("gemini-3.8-flash", "2027-01-01", 150_000)]
    public void A_price_holds_from_its_day_on(string model, string day, long cacheRead) =>
        On(model, DateOnly.Parse(day)).ShouldNotBeNull().Base.CacheRead.ShouldBe(cacheRead);

    [Theory]
    [InlineData("claude-opus-5-9")]
    [InlineData("claude-opus-6")]
    [InlineData("claude-opus")]
    [InlineData("gpt-5.7")]
    [InlineData("gpt-5.4-micro")]
    [InlineData("o3-pro")]
    [InlineData("")]
    public void A_model_that_is_not_in_the_list_has_no_price(string model) => On(model, Today).ShouldBeNull();

    [Theory]
    [InlineData("gpt-5.4-mini-2026-03-17", 750_000)]
    [InlineData("gpt-5.4", 2_500_000)]
    [InlineData("claude-opus-5-5-high", 4_000_000)]
    [InlineData("claude-opus-4-6-fast", 30_000_000)]
    [InlineData("gpt-5-fast", 2_500_000)]
    public void Other_names_of_a_model_have_its_price(string model, long input) =>
        On(model, Today).ShouldNotBeNull().Base.Input.ShouldBe(input);

    [Theory]
    [InlineData("gpt-5.5", "fast", 10_000_000)]
    [InlineData("gpt-5.5", "standard", 5_000_000)]
    public void A_fast_answer_of_an_OpenAI_model_is_one_that_is_served_first(string model, string speed, long input) =>
        On(model, Today).ShouldNotBeNull().At(0, speed).Input.ShouldBe(input);

    [Fact]
    public void A_list_that_was_damaged_anywhere_is_read_or_refused()
    {
        byte[] json = PriceList.BuiltIn.ToJson();
        Check.QuickThrowOnFailure(
            Prop.ForAll<uint, byte, byte>(
                (place, value, cut) =>
                {
                    byte[] damaged = [.. json];
                    damaged[place % damaged.Length] = value;
                    int end = cut % 4 == 0 ? (int)(place % damaged.Length) : damaged.Length;
                    try
                    {
                        PriceList list = PriceList.Parse(damaged.AsSpan(0, end), "damaged");
                        return list.Rows.All(row => row.Base is { Input: >= 0, Output: >= 0 });
                    }
                    catch (PriceException)
                    {
                        return true;
                    }
                }
            )
        );
    }

    [Fact]
    public void A_fast_answer_without_a_price_is_unknown() => On("gpt-5-nano-fast", Today).ShouldBeNull();

    [Fact]
    public void Answers_of_no_model_cost_nothing() =>
        On("<synthetic>", Today).ShouldNotBeNull().Of(new TokenUsage(9, 9, 9, 9, 9, 9)).ShouldBe(Money.Zero);

    [Theory]
    [InlineData(200_000, 3_000_000)]
    [InlineData(200_001, 6_000_000)]
    [InlineData(900_000, 6_000_000)]
    public void A_long_prompt_is_dearer_as_a_whole(long promptTokens, long input) =>
        On("claude-sonnet-4-5", Today).ShouldNotBeNull().At(promptTokens).Input.ShouldBe(input);

    [Fact]
    public void A_tier_without_a_price_for_writes_takes_that_of_its_input()
    {
        TokenPrices prices = On("gpt-5.5", Today).ShouldNotBeNull().At(300_000);
        prices.ShouldBe(new TokenPrices(10_000_000, 45_000_000, 1_000_000, 10_000_000, 10_000_000, 45_000_000));
    }

    [Theory]
    [InlineData("fast", null, 30_000_000)]
    [InlineData("standard", "standard", 5_000_000)]
    [InlineData(null, "batch", 2_500_000)]
    [InlineData("fast", "batch", 15_000_000)]
    [InlineData(null, "priority", 5_000_000)]
    public void Speeds_and_tiers_multiply_the_price(string? speed, string? tier, long input)
    {
        PriceRow row = On("claude-opus-4-6", Today).ShouldNotBeNull();
        row.At(0, speed, tier).Input.ShouldBe(input);
        row.Factors.IsUnknown(speed, tier).ShouldBe(tier == "priority");
    }

    [Fact]
    public void Of_several_patterns_the_longest_literal_wins_and_names_win_over_patterns()
    {
        PriceList list = Parse(
            """
            [{"model":"*","input":1,"output":1},{"model":"qwen*","input":2,"output":2},{"model":"qwen*coder*","input":3,"output":3},
             {"model":"qwen3-coder-30b","input":4,"output":4},{"model":"qwen*","provider":"groq","input":5,"output":5}]
            """
        );
        Input("llama").ShouldBe(1);
        Input("qwen3").ShouldBe(2);
        Input("Qwen3-Coder-480B").ShouldBe(3);
        Input("hub/qwen3-coder-30b").ShouldBe(4);
        Input("qwen3", "groq").ShouldBe(5);
        Input("qwen3-coder-480b", "groq").ShouldBe(3);

        decimal Input(string model, string? provider = null) =>
            list.Match(model, provider).On(Today).ShouldNotBeNull().Base.Input / 1_000_000m;
    }

    [Fact]
    public void A_row_of_the_provider_wins_while_it_holds()
    {
        PriceList list = Parse(
            """
            [{"model":"m-1","input":1,"output":1},{"model":"m-1","provider":"bedrock","from":"2026-11-01","input":2,"output":2},
             {"model":"m-2","provider":"bedrock","input":3,"output":3}]
            """
        );
        list.Match("m-1", "amazon-bedrock").On(new DateOnly(2026, 10, 31)).ShouldNotBeNull().Base.Input.ShouldBe(1_000_000);
        list.Match("m-1", "amazon-bedrock").On(new DateOnly(2026, 11, 1)).ShouldNotBeNull().Base.Input.ShouldBe(2_000_000);
        list.Match("m-1", "anthropic").On(Today).ShouldNotBeNull().Base.Input.ShouldBe(1_000_000);
        list.Match("m-2", null).On(Today).ShouldBeNull();
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*b*c", "aXbYbZc", true)]
    [InlineData("a*b*c", "aXbYbZ", false)]
    [InlineData("a**", "a", true)]
    [InlineData("*a", "ba", true)]
    [InlineData("a", "ab", false)]
    public void A_star_stands_for_any_characters(string pattern, string text, bool matches) =>
        PriceMatcher.Matches(pattern, text).ShouldBe(matches);

    [Fact]
    public void A_list_is_written_and_read_without_loss()
    {
        byte[] json = PriceList.BuiltIn.ToJson();
        PriceList again = PriceList.Parse(json, "again");
        again.PricesLike(PriceList.BuiltIn).ShouldBeTrue();
        again.ToJson().ShouldBe(json);
        again.Hash.ShouldBe(PriceList.BuiltIn.Hash);
        again.Version.ShouldBe(PriceList.BuiltIn.Version);
        new PriceList("x", again.Rows.Skip(1)).PricesLike(PriceList.BuiltIn).ShouldBeFalse();
    }

    [Fact]
    public void What_is_left_out_follows_from_input_and_output() =>
        Parse("""[{"model":"m","input":1.5,"output":0.000001}]""")
            .Rows[0]
            .Base.ShouldBe(new TokenPrices(1_500_000, 1, 1_500_000, 1_500_000, 1_500_000, 1));

    [Fact]
    public void Unknown_members_are_named_and_ignored()
    {
        List<string> unknown = [];
        PriceList.Parse(
            """{"version":"1","x":{"y":[1]},"models":[{"model":"m","input":1,"output":1,"z":[{}],"above":[{"tokens":200000,"w":1}]}]}"""u8,
            "f",
            unknown.Add
        );
        unknown.ShouldBe(["x", "z", "w"]);
    }

    [Theory]
    [InlineData("""{"version":"1"}""", "models")]
    [InlineData("""[{"model":"m","input":1}]""", "row 1 (m) needs a model, input and output")]
    [InlineData("""[{"input":1,"output":1}]""", "row 1 needs a model")]
    [InlineData("""[{"model":" ","input":1,"output":1}]""", "empty 'model'")]
    [InlineData(
        """[{"model":"a","input":1,"output":1},{"model":"m","input":-1,"output":1}]""",
        "row 2 (m) has a negative price in 'input'"
    )]
    [InlineData("""[{"model":"m","input":1e6,"output":1}]""", "cannot be")]
    [InlineData("""[{"model":"m","input":1e400,"output":1}]""", "number in 'input'")]
    [InlineData("""[{"model":"m","input":0.0000001,"output":1}]""", "6 decimals")]
    [InlineData("""[{"model":"m","input":"1","output":1}]""", "number in 'input'")]
    [InlineData("""[{"model":"m","input":1,"output":1,"fast":0}]""", "factor in 'fast'")]
    [InlineData("""[{"model":"m","input":1,"output":1,"batch":1000}]""", "factor in 'batch'")]
    [InlineData("""[{"model":"m","input":1,"output":1,"from":"2026-13-01"}]""", "day such as")]
    [InlineData("""[{"model":"m","input":1,"output":1,"above":[{"tokens":150000,"input":2}]}]""", "200000")]
    [InlineData("""[{"model":"m","input":1,"output":1,"above":[{"input":2}]}]""", "usage does not tell apart")]
    [InlineData("""[{"model":"m","input":1,"output":1,"above":[{"tokens":200000},{"tokens":100000}]}]""", "ascending")]
    [InlineData("""[{"model":"m","input":1,"output":1,"above":1}]""", "list in 'above'")]
    [InlineData("""[{"model":"m","input":1,"output":1},{"model":"M ","input":1,"output":1}]""", "another row")]
    [InlineData("[1]", "row 1 is no object")]
    [InlineData("[", "broken")]
    [InlineData("", "broken")]
    [InlineData("1", "no list")]
    [InlineData("[] []", "broken")]
    [InlineData("""[{"model":"\ud800","input":1,"output":1}]""", "surrogate")]
    public void Nonsense_is_refused_with_its_place(string json, string reason)
    {
        string message = Should.Throw<PriceException>(() => Parse(json)).Message;
        message.ShouldStartWith("prices.json");
        message.ShouldContain(reason);
    }

    private static PriceRow? On(string model, DateOnly day) => PriceList.BuiltIn.Match(model, null).On(day);

    private static PriceList Parse(string json) => PriceList.Parse(Encoding.UTF8.GetBytes(json), "prices.json");
}

file static class RowCosts
{
    /// <summary>What a short request costs.</summary>
    public static Money Of(this PriceRow row, TokenUsage tokens) => row.At(0).Of(tokens);
}

using System.Text.Json;
using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Usage;

/// <summary>Made-up rows in the form of LiteLLM's file of mid-2026.</summary>
public sealed class LiteLlmFileTests
{
    private static readonly DateOnly _day = new(2026, 11, 25);

    [Fact]
    public void A_row_gives_all_of_its_prices()
    {
        PriceRow row = Rows(
                """
                "claude-test-1": {
                  "litellm_provider": "anthropic", "mode": "chat",
                  "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05,
                  "cache_read_input_token_cost": 3e-07, "cache_creation_input_token_cost": 3.75e-06,
                  "cache_creation_input_token_cost_above_1hr": 6e-06,
                  "input_cost_per_token_above_200k_tokens": 6e-06, "output_cost_per_token_above_200k_tokens": 2.25e-05,
                  "cache_read_input_token_cost_above_200k_tokens": 6e-07,
                  "cache_creation_input_token_cost_above_200k_tokens": 7.5e-06,
                  "cache_creation_input_token_cost_above_1hr_above_200k_tokens": 1.2e-05,
                  "provider_specific_entry": { "us": 1.1, "fast": 6.0 },
                  "search_context_cost_per_query": { "search_context_size_medium": 0.01 },
                  "max_input_tokens": 1000000, "supports_vision": true
                }
                """
            )
            .ShouldHaveSingleItem();
        row.Provider.ShouldBeNull();
        row.Base.ShouldBe(new TokenPrices(3_000_000, 15_000_000, 300_000, 3_750_000, 6_000_000, 15_000_000));
        row.At(200_001).ShouldBe(new TokenPrices(6_000_000, 22_500_000, 600_000, 7_500_000, 12_000_000, 22_500_000));
        row.Factors.Fast.ShouldBe(6);
        row.WebSearch.ShouldBe(Money.FromUsd(0.01m));
        row.Checked.ShouldBe(_day);
    }

    [Fact]
    public void Numbers_may_be_texts_and_are_rounded_to_a_picodollar()
    {
        PriceRow row = Rows(
                """
                "gpt-test": { "litellm_provider": "openai", "mode": "responses", "input_cost_per_token": "2.5e-07",
                  "output_cost_per_token": 1.5000000000000002e-05, "output_cost_per_reasoning_token": 2e-05, "cache_read_input_token_cost": null }
                """
            )
            .ShouldHaveSingleItem();
        row.Base.ShouldBe(new TokenPrices(250_000, 15_000_000, 250_000, 250_000, 250_000, 20_000_000));
    }

    [Fact]
    public void A_tier_has_a_factor_where_input_and_output_agree()
    {
        PriceRow row = Rows(
                """
                "gpt-test": { "litellm_provider": "openai", "input_cost_per_token": 5e-06, "output_cost_per_token": 3e-05,
                  "input_cost_per_token_flex": 2.5e-06, "output_cost_per_token_flex": 1.5e-05,
                  "input_cost_per_token_priority": 1e-05, "output_cost_per_token_priority": 6e-05,
                  "input_cost_per_token_batches": 1e-06, "output_cost_per_token_batches": 1e-05 }
                """
            )
            .ShouldHaveSingleItem();
        row.Factors.ShouldBe(new PriceFactors(null, null, 0.5m, 2m));
    }

    [Fact]
    public void Writes_for_an_hour_are_mended_where_the_file_is_known_to_be_wrong()
    {
        PriceRow[] rows = Rows(
            """
            "claude-3-haiku-20240307": { "litellm_provider": "anthropic", "input_cost_per_token": 2.5e-07, "output_cost_per_token": 1.25e-06,
              "cache_creation_input_token_cost": 3e-07, "cache_creation_input_token_cost_above_1hr": 6e-06 },
            "claude-3-5-haiku-20241022": { "litellm_provider": "anthropic", "input_cost_per_token": 8e-07, "output_cost_per_token": 4e-06,
              "cache_creation_input_token_cost": 1e-06 }
            """
        );
        rows.Single(row => row.Model == "claude-3-haiku").Base.CacheWrite1Hour.ShouldBe(500_000);
        rows.Single(row => row.Model == "claude-3-5-haiku").Base.CacheWrite1Hour.ShouldBe(1_600_000);
    }

    [Fact]
    public void Names_of_one_model_become_one_row_unless_their_prices_differ()
    {
        LiteLlmPrices prices = Read(
            """
            "m-test": { "litellm_provider": "openai", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06 },
            "m-test-2026-01-01": { "litellm_provider": "openai", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06 },
            "m-test-2025-01-01": { "litellm_provider": "openai", "input_cost_per_token": 5e-06, "output_cost_per_token": 8e-06 },
            "us.anthropic.claude-test-v1:0": { "litellm_provider": "bedrock", "input_cost_per_token": 1.1e-06, "output_cost_per_token": 2e-06 },
            "anthropic.claude-test-v1:0": { "litellm_provider": "bedrock", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06 }
            """
        );
        prices
            .List.Rows.Select(row => (row.Model, row.Provider, row.Base.Input))
            .ShouldBe([
                ("claude-test", "bedrock", 1_000_000),
                ("m-test", null, 2_000_000),
                ("m-test-2025-01-01", null, 5_000_000),
                ("us.anthropic.claude-test-v1:0", "bedrock", 1_100_000),
            ]);
        prices.Skipped.ShouldBe([new SkippedPrices("another name with the same price", 1)]);
        prices.List.Match("us.anthropic.claude-test-v1:0", null).On(_day).ShouldNotBeNull().Base.Input.ShouldBe(1_100_000);
        prices.List.Match("eu.anthropic.claude-test-v1:0", null).On(_day).ShouldNotBeNull().Base.Input.ShouldBe(1_000_000);
        prices.List.Match("m-test-2025-01-01", null).On(_day).ShouldNotBeNull().Base.Input.ShouldBe(5_000_000);
        prices.List.Match("m-test-2024-01-01", null).On(_day).ShouldNotBeNull().Base.Input.ShouldBe(2_000_000);
    }

    [Fact]
    public void Rows_of_hosts_price_what_they_run_alone()
    {
        PriceList list = Read(
            """
            "gemini/gemini-test": { "litellm_provider": "gemini", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06 },
            "gemini-test": { "litellm_provider": "vertex_ai-language-models", "input_cost_per_token": 2e-06, "output_cost_per_token": 2e-06 },
            "openrouter/x/kimi-test": { "litellm_provider": "openrouter", "input_cost_per_token": 3e-06, "output_cost_per_token": 3e-06 }
            """
        ).List;
        list.Match("gemini-test", null).On(_day).ShouldNotBeNull().Base.Input.ShouldBe(1_000_000);
        list.Match("gemini-test", "google-vertex").On(_day).ShouldNotBeNull().Base.Input.ShouldBe(2_000_000);
        list.Match("kimi-test", null).On(_day).ShouldBeNull();
        list.Match("kimi-test", "openrouter").On(_day).ShouldNotBeNull().Base.Input.ShouldBe(3_000_000);
        list.Match("openrouter/x/kimi-test", null).On(_day).ShouldNotBeNull().Base.Input.ShouldBe(3_000_000);
    }

    [Fact]
    public void What_is_left_out_is_counted_with_its_reason()
    {
        LiteLlmPrices prices = Read(
            """
            "sample_spec": { "litellm_provider": "one of", "mode": "one of", "input_cost_per_token": 0.0 },
            "text": "not a row",
            "image-test": { "litellm_provider": "openai", "mode": "image_generation", "input_cost_per_token": 1e-06 },
            "rare/test": { "litellm_provider": "rare", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06 },
            "free-test": { "litellm_provider": "gemini", "input_cost_per_token": 0, "output_cost_per_token": 0 },
            "none-test": { "litellm_provider": "gemini" },
            "odd-test": { "litellm_provider": "openai", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06, "input_cost_per_token_above_150k_tokens": 2e-06 },
            "negative-test": { "litellm_provider": "openai", "input_cost_per_token": -1e-06, "output_cost_per_token": 1e-06 },
            "absurd-test": { "litellm_provider": "openai", "input_cost_per_token": 3, "output_cost_per_token": "many" },
            "huge-test": { "litellm_provider": "openai", "input_cost_per_token": 1e400, "output_cost_per_token": 1e-06 },
            "fast/claude-test": { "litellm_provider": "anthropic", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06 },
            "azure/eu/gpt-test": { "litellm_provider": "azure", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06 },
            "/": { "litellm_provider": "openai", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06 }
            """
        );
        prices.List.Rows.ShouldBeEmpty();
        prices.Skipped.ShouldBe([
            new("a long-context price above a number of tokens that usage does not tell apart", 1),
            new("a price of one region or mode", 2),
            new("a price that cannot be", 3),
            new("a provider that no agent uses", 1),
            new("a sample", 1),
            new("no price for tokens", 2),
            new("not for text: images, audio, embeddings and the like", 1),
            new("not understood", 2),
        ]);
    }

    [Fact]
    public void Its_list_can_be_written_and_read()
    {
        PriceList list = Read(
            """ "m": { "litellm_provider": "openai", "input_cost_per_token": 1e-06, "output_cost_per_token": 2e-06 } """
        ).List;
        PriceList.Parse(list.ToJson(), "again").PricesLike(list).ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"m":{"litellm_provider":"x"}}""", true)]
    [InlineData("""{"version":"1","models":[]}""", false)]
    [InlineData("""[{"litellm_provider":"x"}]""", false)]
    public void It_is_told_from_lists_of_our_own(string json, bool isIt)
    {
        using var document = JsonDocument.Parse(json);
        LiteLlmFile.IsIt(document.RootElement).ShouldBe(isIt);
    }

    private static PriceRow[] Rows(string rows) => [.. Read(rows).List.Rows];

    private static LiteLlmPrices Read(string rows)
    {
        using var document = JsonDocument.Parse($"{{{rows}}}");
        return LiteLlmFile.Read(document.RootElement, "made up", _day);
    }
}

using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Usage;

public sealed class ModelNameTests
{
    [Theory]
    [InlineData("claude-opus-4-5-20251101", "claude-opus-4-5")]
    [InlineData("Claude-Opus-4-5", "claude-opus-4-5")]
    [InlineData("anthropic/claude-sonnet-4.5", "claude-sonnet-4-5")]
    [InlineData("generic-copilot/litellm/anthropic/claude-haiku-4.5", "claude-haiku-4-5")]
    [InlineData("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5")]
    [InlineData("global.anthropic.claude-opus-5-5-v1", "claude-opus-5-5")]
    [InlineData("anthropic.claude-3-haiku-20240307-v1:0", "claude-3-haiku")]
    [InlineData("claude-sonnet-4@20250514", "claude-sonnet-4")]
    [InlineData("claude-sonnet-4-5-20250929[1m]", "claude-sonnet-4-5")]
    [InlineData("claude-sonnet-4.5-thinking", "claude-sonnet-4-5")]
    [InlineData("claude-4.5-opus-high-thinking", "claude-opus-4-5")]
    [InlineData("claude-4-sonnet", "claude-sonnet-4")]
    [InlineData("claude-3.5-sonnet", "claude-3-5-sonnet")]
    [InlineData("claude-3-7-sonnet-latest", "claude-3-7-sonnet")]
    [InlineData("gpt-5-2025-08-07", "gpt-5")]
    [InlineData("gpt-5.1-codex-high", "gpt-5.1-codex")]
    [InlineData("gpt-5.6-sol-xhigh", "gpt-5.6-sol")]
    [InlineData("codex-mini-latest", "codex-mini")]
    [InlineData("gemini-3-pro-preview", "gemini-3-pro")]
    [InlineData("models/gemini-2.5-pro-preview-06-05", "gemini-2.5-pro")]
    [InlineData("gemini-2.5-flash-preview-09-2025", "gemini-2.5-flash")]
    public void A_name_leads_to_that_of_its_model(string name, string plain)
    {
        IReadOnlyList<string> forms = ModelName.FormsOf(name);
        forms[0].ShouldBe(name.ToLowerInvariant());
        forms[^1].ShouldBe(plain);
    }

    [Theory]
    [InlineData("claude-opus-5-9")]
    [InlineData("gpt-5.4-mini")]
    [InlineData("gpt-5.1-codex-max")]
    [InlineData("kimi-k2-thinking")]
    [InlineData("grok-4-fast")]
    [InlineData("claude-opus-4-6-fast")]
    [InlineData("llama-3-70b-20990101x")]
    [InlineData("gpt-4-0613")]
    [InlineData("deepseek-r1:free")]
    [InlineData("<synthetic>")]
    public void What_makes_another_model_is_kept(string name) => ModelName.FormsOf(name).ShouldBe([name]);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void An_empty_name_is_none(string name) => ModelName.FormsOf(name).ShouldBeEmpty();

    [Theory]
    [InlineData("/")]
    [InlineData("-20250929")]
    [InlineData("anthropic.")]
    [InlineData("us.")]
    [InlineData("[1m]")]
    [InlineData("@1")]
    [InlineData("claude-")]
    [InlineData("claude-4")]
    [InlineData("gpt--high-high-high")]
    [InlineData("-latest-latest")]
    public void Odd_names_have_forms_that_are_not_empty(string name)
    {
        IReadOnlyList<string> forms = ModelName.FormsOf(name);
        forms[0].ShouldBe(name);
        forms.ShouldAllBe(form => form.Length > 0);
        forms.Distinct(StringComparer.Ordinal).Count().ShouldBe(forms.Count);
    }

    [Theory]
    [InlineData("openrouter/anthropic/claude-sonnet-4", "openrouter")]
    [InlineData("us.anthropic.claude-opus-5-5", "bedrock")]
    [InlineData("claude-sonnet-4@20250514", "vertex")]
    [InlineData("company/claude-sonnet-4", null)]
    [InlineData("claude-sonnet-4", null)]
    public void A_name_may_say_who_runs_the_model(string name, string? provider) =>
        PriceProvider.ImpliedBy(name).ShouldBe(provider);

    [Theory]
    [InlineData("Anthropic", "anthropic")]
    [InlineData("amazon-bedrock", "bedrock")]
    [InlineData("vertex_ai-anthropic_models", "vertex")]
    [InlineData("kimi", "moonshot")]
    [InlineData("Company-Gateway", "company-gateway")]
    [InlineData(" ", null)]
    [InlineData(null, null)]
    public void A_provider_has_one_name(string? told, string? known) => PriceProvider.Of(told).ShouldBe(known);
}

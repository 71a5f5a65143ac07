using System.Text;
using System.Text.Json;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class UserRuleTests
{
    [Theory]
    [InlineData("acme-internal-host")]
    [InlineData("Grüße aus Köln")]
    [InlineData("say \"cheese\" / smile")]
    [InlineData("back\\slash\\path")]
    [InlineData("пароль")]
    [InlineData("$$//!!")]
    [InlineData("two\nlines of it")]
    public void A_literal_is_masked_in_every_spelling_of_JSON(string literal)
    {
        MaskingRules rules = MaskingRules.Create([new UserRule { Literal = literal, Kind = "project-word" }]);
        string text = $"before {literal} after";
        MaskedResult.Of(text, TextShape.Text, rules).Findings.Single().Kind.ShouldBe("project-word");
        foreach (
            JsonSerializerOptions options in new[]
            {
                JsonSerializerOptions.Default,
                new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
            }
        )
        {
            string line = JsonSerializer.Serialize(new { text }, options);
            MaskedResult masked = MaskedResult.Of(line, TextShape.JsonLines, rules);
            masked.Findings.Count.ShouldBe(1, line);
            JsonDocument
                .Parse(masked.Bytes)
                .RootElement.GetProperty("text")
                .GetString()
                .ShouldBe($"before [masked:project-word:{masked.Findings[0].Fingerprint}] after");
        }
    }

    [Fact]
    public void A_literal_may_ignore_case()
    {
        MaskingRules rules = MaskingRules.Create([new UserRule { Literal = "Project Bluebird", IgnoreCase = true }]);
        MaskedResult.Of("the PROJECT bluebird plan", TextShape.Text, rules).Text.ShouldStartWith("the [masked:custom:");
    }

    [Theory]
    [InlineData(@"EMP-\d{6}", "see EMP-482913 there")]
    [InlineData(@"\d{3}-\d{2}-\d{4}", "see 482-91-3321 there")]
    [InlineData(@"(?:foo|bar)_[a-z]{4}", "see bar_wxyz there")]
    [InlineData(@"^token-line .*$", "x\ntoken-line of all\ny")]
    public void A_pattern_is_masked_in_text_and_in_strings(string pattern, string text)
    {
        MaskingRules rules = MaskingRules.Create([new UserRule { Pattern = pattern }]);
        MaskedResult.Of(text, TextShape.Text, rules).Findings.Count.ShouldBe(1);
        string line = JsonSerializer.Serialize(new { n = 123456, text });
        MaskedResult masked = MaskedResult.Of(line, TextShape.JsonLines, rules);
        masked.Findings.Count.ShouldBe(1);
        JsonDocument.Parse(masked.Bytes).RootElement.GetProperty("n").GetInt32().ShouldBe(123456);
    }

    [Fact]
    public void Patterns_do_not_depend_on_chunks()
    {
        MaskingRules rules = MaskingRules.Create([new UserRule { Pattern = @"\b\d{3}-\d{2}-\d{4}\b" }]);
        var text = new StringBuilder();
        for (int i = 0; i < 20_000; i++)
            text.Append(
                    JsonSerializer.Serialize(new { i, t = $"number {i % 900 + 100}-{i % 90 + 10}-{i % 9000 + 1000} of\nall {i}" })
                )
                .Append('\n');
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        MaskedResult whole = MaskedResult.Of(bytes, TextShape.JsonLines, rules);
        whole.Findings.Count.ShouldBe(20_000);
        MaskedResult.Of(bytes, TextShape.JsonLines, rules, 10_007).Bytes.ShouldBe(whole.Bytes);
    }

    [Fact]
    public void Rules_of_users_are_added_to_the_built_in_ones()
    {
        MaskingRules rules = MaskingRules.Create([new UserRule { Literal = "bluebird" }]);
        MaskedResult
            .Of(ExampleText.Expand("bluebird ghp_{w36}", new Random(1)), TextShape.Text, rules)
            .Findings.Select(finding => finding.Kind)
            .ShouldBe(["custom", "github-pat"]);
    }

    [Theory]
    [InlineData("[a-", null, "custom")]
    [InlineData("a*", null, "custom")]
    [InlineData("", null, "custom")]
    [InlineData("(?<=x)y", null, "custom")]
    [InlineData(@"(a)\1", null, "custom")]
    [InlineData(null, "ab", "custom")]
    [InlineData(null, "   ", "custom")]
    [InlineData(null, null, "custom")]
    [InlineData("abc", "abc", "custom")]
    [InlineData("abcd", null, "Not A Kind")]
    public void A_rule_that_cannot_be_used_is_named(string? pattern, string? literal, string kind)
    {
        UserRule bad = new()
        {
            Pattern = pattern,
            Literal = literal,
            Kind = kind,
        };
        var error = Should.Throw<MaskingRuleException>(() => MaskingRules.Create([new UserRule { Literal = "fine one" }, bad]));
        error.Message.ShouldContain("rule 2");
    }

    [Fact]
    public void The_version_changes_with_the_rules()
    {
        string version = MaskingRules.BuiltIn.Version;
        MaskingRules.Create([]).Version.ShouldBe(version);
        string one = MaskingRules.Create([new UserRule { Literal = "bluebird" }]).Version;
        string two = MaskingRules.Create([new UserRule { Literal = "bluebird", Kind = "bird" }]).Version;
        new[] { version, one, two, MaskingRules.Create([new UserRule { Pattern = "blue.ird" }]).Version }
            .Distinct(StringComparer.Ordinal)
            .Count()
            .ShouldBe(4);
        MaskingRules.Create([new UserRule { Literal = "bluebird" }]).Version.ShouldBe(one);
    }
}

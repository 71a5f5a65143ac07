using System.Text;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking.Independent;

public sealed class IndependentCasesTests(ITestOutputHelper output)
{
    // Scored once before any rule was changed for it; see docs/masking.md.
    private const int FirstSeed = 4711;
    private const int HeldOutSeed = 90210;
    private const int FreshSeed = 2718;
    private const int LaterSeed = 3141;
    private const int Count = 24_000;

    // Nothing in them is always the same, so that there is nothing to look for.
    private static readonly string[] _withoutMark = ["zai-key", "mailgun-key"];

    [Theory]
    [InlineData(FirstSeed)]
    [InlineData(HeldOutSeed)]
    public void Texts_that_no_rule_was_written_against_are_masked_with_few_misses_and_few_mistakes(int seed)
    {
        MaskingScore score = Score(IndependentCases.All(seed, Count), seed);
        score.Recall.ShouldBeGreaterThan(0.99, score.ToString());
        score.Precision.ShouldBeGreaterThan(0.999, score.ToString());
    }

    [Fact]
    public void Texts_that_came_later_are_masked_with_few_misses_and_few_mistakes()
    {
        MaskingScore score = Score(IndependentCases.Fresh(FreshSeed, Count), FreshSeed);
        score.Recall.ShouldBeGreaterThan(0.975, score.ToString());
        score.Precision.ShouldBeGreaterThan(0.999, score.ToString());
    }

    [Fact]
    public void Texts_of_the_third_lot_are_masked_with_few_misses_and_few_mistakes()
    {
        MaskingScore score = Score(IndependentCases.Later(LaterSeed, Count), LaterSeed);
        score.Recall.ShouldBeGreaterThan(0.99, score.ToString());
        score.Precision.ShouldBeGreaterThan(0.999, score.ToString());
    }

    private MaskingScore Score(IEnumerable<IndependentCase> cases, int seed)
    {
        var score = new MaskingScore();
        using StreamWriter? misses = Environment.GetEnvironmentVariable("REPRISE_MISSES") is { } target
            ? File.CreateText($"{target}.{seed}")
            : null;
        foreach (IndependentCase item in cases)
        {
            MaskedResult masked = MaskedResult.Of(item.Bytes, item.Shape);
            score.Add(item.Bytes, $"{item.Phrase}, {item.View}, {item.Carrier}", item.Secrets, item.Allowed, masked.Findings);
            misses?.Write(Misses.Of(item, masked));
            foreach (SecretSpan secret in item.Secrets)
            foreach (
                string group in (string[])[$"kind {secret.Kind}", item.Phrase, $"view {item.View}", $"carrier {item.Carrier}"]
            )
                score.AddTo(group, item.Bytes, secret, masked.Findings);
        }
        output.WriteLine(score.ToString());
        output.WriteLine(score.Groups());
        return score;
    }

    [Fact]
    public void Masking_keeps_the_structure_does_not_depend_on_pieces_and_is_done_once()
    {
        foreach (IndependentCase item in IndependentCases.All(seed: 5, 6000))
        {
            MaskedResult masked = MaskedResult.Of(item.Bytes, item.Shape);
            MaskedResult.Of(item.Bytes, item.Shape, null, 61).Bytes.ShouldBe(masked.Bytes, item.Phrase);
            MaskedResult.Of(masked.Bytes, item.Shape).Text.ShouldBe(masked.Text, item.Phrase);
            JsonShape.Of(masked.Bytes, item.Shape).ShouldBe(JsonShape.Of(item.Bytes, item.Shape), item.Phrase);
        }
    }

    [Fact]
    public void Every_kind_of_token_is_found_behind_its_name_or_by_itself()
    {
        const int rounds = 60;
        List<string> poor = [];
        foreach (Token token in IndependentCases.Tokens)
        {
            int named = 0;
            int bare = 0;
            for (int i = 0; i < rounds; i++)
            {
                var dice = new Dice(i);
                string value = token.New(dice);
                named += IsMasked($"export {token.Name(dice)}='{value}'\n", value) ? 1 : 0;
                bare += IsMasked($"see {value} here", value) ? 1 : 0;
            }
            if (token.Names.Length > 0 && named < rounds - 2)
                poor.Add($"{token.Kind} behind {token.Names}: {named}");
            if (token.Bare && bare < rounds - 2 && !_withoutMark.Contains(token.Kind))
                poor.Add($"{token.Kind} by itself: {bare}");
        }
        poor.ShouldBeEmpty();
    }

    private static bool IsMasked(string text, string value) =>
        !MaskedResult.Of(text).Text.Contains(value[^8..], StringComparison.Ordinal);

    [Fact]
    public void Every_case_is_what_it_says()
    {
        foreach (IndependentCase item in IndependentCases.All(FirstSeed, 3000))
        {
            Encoding.UTF8.GetString(item.Bytes).Any(Mark.IsMark).ShouldBeFalse();
            (item.Secrets.Count == 0).ShouldBe(item.Phrase.StartsWith("none: ", StringComparison.Ordinal), item.Phrase);
        }
    }
}

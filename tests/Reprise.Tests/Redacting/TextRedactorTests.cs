using System.Diagnostics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Masking;
using Reprise.Redacting;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Redacting;

public sealed class TextRedactorTests
{
    [Theory]
    [InlineData("Bluebird", "the bluebird flies, BLUEBIRD!", "the [redacted:x] flies, [redacted:x]!")]
    [InlineData("Bluebird", "blue bird", "blue bird")]
    [InlineData("Müller", "herr müller und MÜLLER", "herr [redacted:x] und [redacted:x]")]
    [InlineData("a\"b", """{"x":"a\"b and a\\\"b"}""", """{"x":"[redacted:x] and [redacted:x]"}""")]
    [InlineData("Zoë", """say Zo\u00eb, Zo\\u00EB""", "say [redacted:x], [redacted:x]")]
    [InlineData("C:\\new", "in C:\\new and C:\\\\new", "in [redacted:x] and [redacted:x]")]
    [InlineData("two\nlines", "as two\\nlines or two\nlines", "as [redacted:x] or [redacted:x]")]
    [InlineData("aa", "aaaaa", "[redacted:x][redacted:x]a")]
    public void A_text_is_hidden_in_every_spelling(string text, string before, string after) =>
        MadeUpRule.Redact(before, MadeUpRule.Literal(text)).ShouldBe(after);

    [Fact]
    public void Case_and_whole_words_matter_when_they_are_to()
    {
        Redaction ann = MadeUpRule.Literal("Ann");
        MadeUpRule
            .Redact("Ann's planning, ann_x, ann.", ann with { IsWholeWord = true })
            .ShouldBe("[redacted:x]'s planning, ann_x, [redacted:x].");
        MadeUpRule.Redact("Ann ann", ann with { MatchesCase = true }).ShouldBe("[redacted:x] ann");
    }

    [Theory]
    [InlineData(@"ACME-\d{4}", "see acme-1234, ACME-12", "see [redacted:x], ACME-12")]
    [InlineData(@"^secret.*$", "open\nsecret plan\nopen", "open\n[redacted:x]\nopen")]
    [InlineData(@"(?s)begin.*end", "a begin\n\nend b", "a [redacted:x] b")]
    [InlineData(@"\w+@\w+\.test", "mail bob@corp.test", "mail [redacted:x]")]
    [InlineData(@"x*", "abc", "abc")]
    public void A_pattern_hides_what_it_matches(string pattern, string before, string after) =>
        MadeUpRule.Redact(before, MadeUpRule.Pattern(pattern)).ShouldBe(after);

    [Theory]
    [InlineData("a <private>b\nc</private> d <PRIVATE>e</Private>", "a [redacted:x] d [redacted:x]")]
    [InlineData("a <private>b is never closed", "a [redacted:x]")]
    [InlineData("a </private> b", "a </private> b")]
    public void What_is_marked_is_hidden_with_its_marks(string before, string after) =>
        MadeUpRule.Redact(before, MadeUpRule.Marker("<private>", "</private>")).ShouldBe(after);

    [Fact]
    public void Rules_are_applied_in_their_order_each_to_what_the_ones_before_have_left()
    {
        Redaction name = MadeUpRule.Literal("Smith") with { Label = "name" };
        Redaction line = MadeUpRule.Pattern("client: .*") with { Label = "line" };
        MadeUpRule.Redact("client: Smith & Co", name, line).ShouldBe("[redacted:line]");
        MadeUpRule.Redact("client: Smith & Co", line, name).ShouldBe("[redacted:line]");
        MadeUpRule.Redact("Smith client: Smith", name, line).ShouldBe("[redacted:name] [redacted:line]");
    }

    [Theory]
    [InlineData("github", "[masked:github-pat:k7q2m4xw73fa] on github", "[masked:github-pat:k7q2m4xw73fa] on [redacted:x]")]
    [InlineData("redacted", "[redacted:x] is redacted", "[redacted:x] is [redacted:x]")]
    [InlineData("nightjar", "[masked:nightjar:k7q2m4xw73fa] [redacted:nightjar]", "[redacted:x] [redacted:x]")]
    [InlineData("[masked:jwt:k7q2m4xw73fa]", "a [masked:jwt:k7q2m4xw73fa] b", "a [redacted:x] b")]
    [InlineData("fa] b", "a [masked:jwt:k7q2m4xw73fa] b", "a [redacted:x]")]
    public void A_placeholder_is_hidden_whole_or_not_at_all(string text, string before, string after) =>
        MadeUpRule.Redact(before, MadeUpRule.Literal(text)).ShouldBe(after);

    [Fact]
    public void Redacting_what_was_redacted_changes_nothing() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Arb.From(
                    from parts in Gen.Elements(
                            "a",
                            "b",
                            "ab",
                            " ",
                            "[",
                            "]",
                            "\\",
                            "\\n",
                            "\"",
                            ":",
                            "x",
                            "redacted",
                            "[redacted:x]",
                            "\n"
                        )
                        .ArrayOf()
                    from text in Gen.Elements("ab", "a", "b a", ":", "redacted", "\"")
                    from pattern in Gen.Elements("a+b?", "^b", "x$", @"\w+\]", "[ab:]+", ".a.", @"\s+x")
                    from order in Gen.Elements(true, false)
                    select (Text: string.Concat(parts), Literal: text, Pattern: pattern, Order: order)
                ),
                made =>
                {
                    Redaction[] rules = [MadeUpRule.Literal(made.Literal), MadeUpRule.Pattern(made.Pattern)];
                    if (made.Order)
                        Array.Reverse(rules);
                    string once = MadeUpRule.Redact(made.Text, rules);
                    MadeUpRule.Redact(once, rules).ShouldBe(once);
                }
            )
        );

    [Fact]
    public void Nothing_of_a_text_is_left_wherever_it_stands() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Arb.From(
                    from before in Gen.Elements("", "x", "\\", "{\"a\":\"", "[masked:jwt:k7q2m4xw73fa]", "\n", "[redacted:x]")
                        .ArrayOf()
                    from depth in Gen.Choose(0, 3)
                    select (Before: string.Concat(before), Depth: depth)
                ),
                made =>
                {
                    const string Secret = "Grün \"quoted\" path\\to/x\n";
                    string spelled = Secret.Trim();
                    for (int i = 0; i < made.Depth; i++)
                        spelled = JsonSerializer.Serialize(spelled)[1..^1];
                    string text = $"{made.Before} {spelled} end";
                    MadeUpRule.Redact(text, MadeUpRule.Literal(Secret.Trim())).ShouldEndWith(" [redacted:x] end");
                }
            )
        );

    [Fact]
    public void A_placeholder_of_a_redaction_is_never_a_finding()
    {
        var output = new Counting();
        var masker = new StreamMasker(MaskingRules.BuiltIn, new Fingerprinter(new byte[32]), TextShape.Text);
        foreach (
            string text in new[]
            {
                "password=[redacted:client-name]\n",
                "{\"api_key\":\"[redacted:x]\"}\n",
                "https://u:[redacted:x]@h/\n",
            }
        )
            masker.Write(System.Text.Encoding.UTF8.GetBytes(text), output);
        masker.Complete(output);
        output.Findings.ShouldBe(0);
    }

    [Fact]
    public void A_pattern_that_would_take_for_ever_elsewhere_takes_linear_time()
    {
        long start = Stopwatch.GetTimestamp();
        MadeUpRule.Redact(new string('a', 200_000) + "!", MadeUpRule.Pattern("(a+)+$"));
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    private sealed class Counting : MaskedOutput
    {
        public int Findings { get; private set; }

        public override void Clear(ReadOnlySpan<byte> bytes) { }

        public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder) => Findings++;
    }
}

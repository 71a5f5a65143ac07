using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class RuleTests
{
    private const int Rounds = 20;

    [Fact]
    public void Every_row_masks_its_example()
    {
        List<string> missed = [];
        foreach (Rule rule in RuleCatalog.BuiltIn.Where(rule => rule.Example.Length > 0))
        {
            var random = new Random(7);
            int found = 0;
            for (int i = 0; i < Rounds; i++)
                found += MaskedResult.Of(ExampleText.Expand(rule.Example, random)).Findings.Count > 0 ? 1 : 0;
            if (found < Rounds - 1)
                missed.Add($"{rule.Kind}: {rule.Example} {found}/{Rounds}");
        }
        missed.ShouldBeEmpty();
    }

    [Fact]
    public void Every_example_is_found_by_its_own_kind()
    {
        List<string> wrong = [];
        foreach (Rule rule in RuleCatalog.BuiltIn.Where(rule => rule.Example.Length > 0))
        {
            MaskedResult masked = MaskedResult.Of(ExampleText.Expand(rule.Example, new Random(11)));
            if (!masked.Findings.Any(finding => SameFamily(finding.Kind, rule.Kind)))
                wrong.Add($"{rule.Kind}: {string.Join(',', masked.Findings.Select(finding => finding.Kind))}");
        }
        wrong.Count.ShouldBeLessThanOrEqualTo(RuleCatalog.BuiltIn.Length / 12, string.Join('\n', wrong));
    }

    [Fact]
    public void No_row_masks_its_counterexample()
    {
        List<string> wrong = [];
        foreach (Rule rule in RuleCatalog.BuiltIn)
        {
            string text = ExampleText.Expand(rule.Counter, new Random(3));
            MaskedResult masked = MaskedResult.Of(text);
            if (masked.Findings.Count > 0)
                wrong.Add($"{rule.Kind}: {text} as {masked.Findings[0].Kind}");
        }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void Every_literal_is_found_by_the_anchor_pass()
    {
        AnchorScanner scanner = Reprise.Masking.MaskingRules.BuiltIn.Scanner;
        for (int r = 0; r < RuleCatalog.BuiltIn.Length; r++)
        {
            foreach (Literal literal in RuleCatalog.BuiltIn[r].Literals)
            {
                byte[] text =
                [
                    .. "some text "u8,
                    .. literal.Bytes,
                    .. literal.Followers is null
                        ? "0 and more"u8
                        : System.Text.Encoding.ASCII.GetBytes(literal.Followers[..1] + "0 and more"),
                ];
                Holds(scanner, text, literal, r).ShouldBeTrue($"{RuleCatalog.BuiltIn[r].Kind}: {literal}");
            }
        }
    }

    [Fact]
    public void Every_row_says_where_its_facts_are_from()
    {
        RuleCatalog.BuiltIn.ShouldAllBe(rule => rule.Source.Length > 0);
        RuleCatalog.BuiltIn.ShouldAllBe(rule => rule.Counter.Length > 0);
    }

    private static bool Holds(AnchorScanner scanner, byte[] text, Literal literal, int rule)
    {
        int[] hits = new int[256];
        int p = 0;
        for (int count; (count = scanner.Find(text, ref p, text.Length, hits)) > 0; )
        {
            foreach (int hit in hits.AsSpan(0, count))
            {
                foreach (Anchor anchor in scanner.AnchorsAt(text, hit))
                {
                    if (
                        anchor.Rules.Contains(rule)
                        && anchor.Literal.Identity == literal.Identity
                        && anchor.IsAround(text, hit)
                        && hit - anchor.Offset == 10
                    )
                        return true;
                }
            }
        }
        return false;
    }

    private static bool SameFamily(string found, string expected) =>
        found.Split('-')[0] == expected.Split('-')[0]
        || found.EndsWith("assignment", StringComparison.Ordinal) == expected.EndsWith("assignment", StringComparison.Ordinal)
            && found == expected;
}

using System.Text;
using Reprise.Masking;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;
using Reprise.Tests.Masking.Independent;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class GlanceTests
{
    // The same rules with fewer quick tests: what only saves time is left out.
    private static readonly MaskingRules _thorough = MaskingRules.Of(
        [.. RuleCatalog.BuiltIn.Select(rule => rule with { Verifier = new Thorough(rule.Verifier) })],
        ScanPath.Scalar
    );

    [Fact]
    public void A_quick_test_never_says_no_where_the_long_one_finds_something()
    {
        foreach (int seed in new[] { 1, 2, 3 })
            Compare(NamedFragments.Lines(seed, 6_000));
    }

    [Fact]
    public void A_quick_test_never_says_no_in_texts_as_people_write_them()
    {
        Compare([.. GeneratedCases.All(seed: 21, count: 1500).SelectMany(one => one.Line.Append((byte)'\n'))]);
        Compare([.. IndependentCases.All(seed: 22, count: 1500).SelectMany(one => one.Bytes.Append((byte)'\n'))]);
    }

    private static void Compare(byte[] text)
    {
        foreach (TextShape shape in Enum.GetValues<TextShape>())
        {
            List<Finding> thorough = MaskedResult.Of(text, shape, _thorough).Findings;
            thorough.Count.ShouldBeGreaterThan(500);
            List<Finding> quick = MaskedResult.Of(text, shape).Findings;
            thorough.Except(quick).Select(finding => Around(text, finding)).ShouldBeEmpty($"missed in {shape}");
            quick.Except(thorough).Select(finding => Around(text, finding)).ShouldBeEmpty($"too much in {shape}");
        }
    }

    private static string Around(byte[] text, Finding finding)
    {
        int from = (int)Math.Max(0, finding.Start - 60);
        return finding.Kind
            + finding.Length
            + " "
            + Encoding.UTF8.GetString(text[from..(int)Math.Min(text.Length, finding.Start + finding.Length + 20)]);
    }

    private sealed class Thorough(Verifier verifier) : Verifier
    {
        public override string Identity => verifier.Identity;

        public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
            verifier switch
            {
                TokenVerifier => after <= data.Length,
                AssignmentVerifier => AssignmentGlance.MayAssign(data, at, after),
                _ => verifier.Glance(data, at, after),
            };

        public override void Verify(in View view, int at, int after, Rule rule, RegionList regions) =>
            verifier.Verify(view, at, after, rule, regions);
    }
}

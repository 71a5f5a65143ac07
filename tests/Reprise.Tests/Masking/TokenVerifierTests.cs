using Reprise.Masking;
using Reprise.Masking.Rules;
using Reprise.Masking.Verifying;
using Reprise.Tests.Masking.Independent;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class TokenVerifierTests
{
    private const int Rounds = 10;

    [Theory]
    // Six tenths of the shortest token with its prefix.
    [InlineData("e2b_{h22}… end", 0)]
    [InlineData("e2b_{h23}… end", 27)]
    [InlineData("sbp_{h22}… end", 0)]
    [InlineData("sbp_{h23}… end", 27)]
    // Fourteen characters at least.
    [InlineData("NRJS-{h13}… end", 0)]
    [InlineData("NRJS-{h14}… end", 19)]
    // A prefix of three characters says too little, and so does one that begins other words.
    [InlineData("pa-{w42}… end", 0)]
    [InlineData("pa-{w43} end", 46)]
    [InlineData("fc-{h31}… end", 0)]
    [InlineData("fc-{h32} end", 35)]
    [InlineData("key_{h27}… end", 0)]
    public void Most_of_a_token_counts_and_less_does_not(string template, int length) => Holds(template, 0, length);

    [Theory]
    [InlineData("e2b_{h40} end", 44)]
    [InlineData("e2b_{h41} end", 0)]
    [InlineData("e2b_{h40}z end", 0)]
    [InlineData("sbp_{h40}z end", 44)]
    [InlineData("sbp_{h60} end", 64)]
    // Dashes of a viewer or of a sentence, up to three.
    [InlineData("pa-{w43}- end", 46)]
    [InlineData("pa-{w43}--- end", 46)]
    [InlineData("pa-{w43}---- end", 0)]
    [InlineData("pa-{w43}-a end", 0)]
    public void What_follows_a_token_tells_whether_it_is_one(string template, int length) => Holds(template, 0, length);

    [Theory]
    [InlineData("ghp_{w36}", 0, 40)]
    [InlineData("-ghp_{w36}", 1, 40)]
    [InlineData("x_ghp_{w36}", 2, 40)]
    [InlineData("xghp_{w36}", 0, 0)]
    [InlineData("sess-{w40}", 0, 45)]
    [InlineData("- sess-{w40}", 2, 45)]
    [InlineData("my-sess-{w40}", 0, 0)]
    [InlineData("my_sess-{w40}", 0, 0)]
    [InlineData("my.sess-{w40}", 0, 0)]
    [InlineData("mysess-{w40}", 0, 0)]
    public void What_stands_before_a_token_tells_whether_it_is_one(string template, int start, int length) =>
        Holds(template, start, length);

    [Theory]
    // A run of letters before the literal belongs to the token, and is as long as it says.
    [InlineData("{d7}:AA{u33} end", 0, 0)]
    [InlineData("{d8}:AA{u33} end", 0, 44)]
    [InlineData("{d10}:AA{u33} end", 0, 46)]
    [InlineData("bot{d10}:AA{u33}/x", 3, 46)]
    [InlineData("{w43}AzFu{u5}A== end", 0, 0)]
    [InlineData("{w44}AzFu{u5}A== end", 0, 56)]
    [InlineData("/{w44}AzFu{u5}A== end", 1, 56)]
    [InlineData("-{w44}AzFu{u5}A== end", 1, 56)]
    [InlineData("k{w44}AzFu{u5}A== end", 0, 0)]
    public void The_part_before_a_literal_has_its_length(string template, int start, int length) =>
        Holds(template, start, length);

    [Fact]
    public void A_right_checksum_tells_where_a_token_ends()
    {
        for (int seed = 0; seed < Rounds; seed++)
        {
            string token = Checks.Crc62(new Dice(seed), "ghp_");
            MaskedResult.Of($"{token}abc").Findings.ShouldHaveSingleItem().Length.ShouldBe(40);
            string wrong = token[..^1] + (token[^1] == 'a' ? 'b' : 'a');
            MaskedResult.Of($"{wrong}abc").Findings.ShouldHaveSingleItem().Length.ShouldBe(43);
        }
    }

    [Fact]
    public void The_part_to_mask_is_the_token_or_its_body_or_the_URL()
    {
        foreach (Rule rule in RuleCatalog.BuiltIn.Where(rule => rule.Verifier is TokenVerifier))
        {
            var verifier = (TokenVerifier)rule.Verifier;
            MaskedResult masked = MaskedResult.Of(ExampleText.Expand(rule.Example, new Random(11)));
            if (!masked.Findings.Any(finding => finding.Kind == rule.Kind))
                continue;
            string literal = rule.Literals[0].ToString();
            if (verifier.BodyOnly)
                masked.Text.ShouldContain(literal, Case.Sensitive, rule.Kind);
            else
                masked.Text.ShouldNotContain(literal + "[masked", Case.Sensitive, rule.Kind);
            if (verifier.WholeUrl)
                masked.Text.ShouldNotContain("://");
        }
    }

    [Theory]
    [InlineData("ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("ghp_abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("xoxb-{d12}-{d13}-xxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("fw_version_number_for_target")]
    [InlineData("sbp_{x20}")]
    public void What_stands_for_a_token_stays(string template) => Holds(template, 0, 0);

    // Ten draws, since a few look like no token at all.
    private static void Holds(string template, int start, int length)
    {
        int right = 0;
        for (int seed = 0; seed < Rounds; seed++)
        {
            MaskedResult masked = MaskedResult.Of(ExampleText.Expand(template, new Random(seed)));
            right +=
                length == 0
                    ? masked.Findings.Count == 0
                        ? 1
                        : 0
                    : masked.Findings is [var found] && found.Start == start && found.Length == length
                        ? 1
                        : 0;
        }
        right.ShouldBeGreaterThanOrEqualTo(length == 0 ? Rounds : Rounds - 1, template);
    }
}

using System.Text;
using Reprise.Masking;
using Reprise.Masking.Verifying;
using Reprise.Tests.Masking.Independent;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class ChecksumTests
{
    private const int Rounds = 12;

    // The other implementation of the same descriptions makes the tokens.
    private static readonly Dictionary<string, Func<Dice, string>> _tokens = new(StringComparer.Ordinal)
    {
        ["github-pat"] = dice => Checks.Crc62(dice, "ghp_"),
        ["github-oauth"] = dice => Checks.Crc62(dice, "gho_"),
        ["npm-token"] = dice => Checks.Crc62(dice, "npm_"),
        ["cloudflare-token"] = dice => Checks.Cloudflare(dice, "cfut_"),
        ["zuplo-key"] = Checks.Zuplo,
        ["grafana-sa"] = Checks.Grafana,
        ["confluent-secret"] = Checks.Confluent,
        ["bitbucket-app-password"] = dice => Checks.Atlassian("ATBB" + dice.Of("b62", 24)),
        ["atlassian-token"] = dice => Checks.Atlassian("ATATT3xFfGF0" + dice.Of("u64", 171) + "="),
        ["azure-storage-key"] = dice => Checks.Azure64(dice, "+ASt"),
        ["azure-messaging-key"] = dice => Checks.Azure32(dice, "+ASb"),
        ["azure-annotated-key"] = dice => Checks.AzureAnnotated(dice, "AZDO"),
        ["azure-openai-key"] = dice => Checks.AzureAnnotated(dice, "ACOG"),
    };

    public static TheoryData<string> Kinds => [.. _tokens.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_token_with_a_right_checksum_is_certain_and_with_a_wrong_one_it_is_found_all_the_same(string kind)
    {
        for (int seed = 0; seed < Rounds; seed++)
        {
            var dice = new Dice(seed);
            string token = _tokens[kind](dice);
            Finding found = MaskedResult.Of($"value {token} end").Findings.ShouldHaveSingleItem();
            found.Grade.ShouldBe(Grade.Certain, token);
            found.Length.ShouldBe(token.Length);
            foreach (int at in (int[])[token.Length - 5, token.Length / 2])
            {
                string wrong = token[..at] + (token[at] == 'a' ? 'b' : 'a') + token[(at + 1)..];
                MaskedResult masked = MaskedResult.Of($"value {wrong} end");
                masked.Findings.ShouldNotBeEmpty(wrong);
                masked.Findings.ShouldAllBe(finding => finding.Grade != Grade.Certain);
            }
        }
    }

    [Theory]
    [InlineData("Default0")]
    [InlineData("MastRW00")]
    [InlineData("Manage00")]
    [InlineData("Primary0")]
    [InlineData("Second00")]
    [InlineData("ReadOnly")]
    public void A_key_of_Azure_is_certain_with_the_seed_of_any_service(string seed)
    {
        for (int i = 0; i < Rounds; i++)
            Of(Checks.Azure64(new Dice(i), "+ASt", seed)).ShouldBe(Verdict.Proven);
        Of(Checks.Azure64(new Dice(1), "+ASt", "Default1")).ShouldBe(Verdict.Possible);
    }

    [Fact]
    public void Bytes_of_any_length_within_the_bounds_can_be_a_key_of_Azure()
    {
        for (int length = 4; length <= 93; length++)
        {
            Verdict expected = length is >= 12 and <= 90 ? Verdict.Proven : Verdict.Possible;
            Of(Checks.AzureBytes(new Dice(length), length)).ShouldBe(expected, $"{length}");
        }
    }

    [Fact]
    public void What_is_cut_or_not_base64_proves_nothing()
    {
        string key = Checks.AzureAnnotated(new Dice(1), "AZDO");
        AzureKeys.Common(Encoding.ASCII.GetBytes(key)).ShouldBe(Verdict.Proven);
        AzureKeys.Common(Encoding.ASCII.GetBytes(key + "more")).ShouldBe(Verdict.Proven);
        for (int length = 0; length < key.Length; length++)
            AzureKeys.Common(Encoding.ASCII.GetBytes(key[..length])).ShouldBe(Verdict.Possible);
        AzureKeys.Common(Encoding.ASCII.GetBytes("!" + key[1..])).ShouldBe(Verdict.Possible);
        AzureKeys.Common(Encoding.ASCII.GetBytes(key[..76] + "AA==" + key[80..])).ShouldBe(Verdict.Possible);
        Of("!!!!" + key[4..]).ShouldBe(Verdict.Possible);
    }

    [Fact]
    public void A_checksum_without_anything_before_it_proves_nothing()
    {
        foreach (string text in new[] { "", "_", "x", "x_", "x_00000000", "_00000000", "00000000", "glsa_00000000" })
        {
            byte[] token = Encoding.ASCII.GetBytes(text);
            Checksums.TrailingHex(token).ShouldBe(Verdict.Possible, text);
            Checksums.Grafana(token).ShouldBe(Verdict.Possible, text);
            Checksums.Atlassian(token).ShouldBe(Verdict.Possible, text);
            Checksums.GitHub(token).ShouldBe(Verdict.Possible, text);
            Checksums.Confluent(token).ShouldBe(Verdict.Possible, text);
        }
        foreach (int length in (int[])[11, 12])
        {
            byte[] token = Encoding.ASCII.GetBytes(Checks.Atlassian(new string('k', length)));
            Checksums.Atlassian(token).ShouldBe(length == 12 ? Verdict.Proven : Verdict.Possible);
        }
    }

    private static Verdict Of(string token) => AzureKeys.Identifiable(Encoding.ASCII.GetBytes(token));
}

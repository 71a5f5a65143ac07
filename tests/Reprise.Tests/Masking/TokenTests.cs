using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class TokenTests
{
    [Theory]
    [InlineData("xoxb-123456789012-1234567890123-{w24}")]
    [InlineData("{base64:823456789012345678}.{w6}.{w38}")]
    [InlineData("bot{d10}:AA{u33}/getMe", 3)]
    [InlineData("1%2F%2F0{w2}CgYIARAA{u88}")]
    [InlineData("AstraCS%3A{w24}%3A{h64}")]
    [InlineData("essu_{w30}%2B{w30}%2F{w30}")]
    [InlineData("ATATT3xFfGF0{w60}%3D{X8}")]
    public void A_token_with_an_id_that_looks_made_up_or_escaped_for_a_url_is_found(string template, int before = 0)
    {
        string token = ExampleText.Expand(template, new Random(3));
        MaskedResult.Of($"value {token} end").Text.ShouldNotContain(token[Math.Min(token.Length - 12, before + 14)..^6]);
    }

    [Theory]
    [InlineData("npm_{w36}")]
    [InlineData("tskey-auth-{w17}CNTRL-{w32}")]
    [InlineData("rk_live_{w24}")]
    [InlineData("figd_{u40}")]
    [InlineData("nora")]
    [InlineData("nils")]
    public void The_letter_of_an_escape_does_not_begin_a_token(string template)
    {
        MaskingRules rules = MaskingRules.Create(
            new MaskingOptions
            {
                Rules = [new UserRule { Literal = "nora" }],
                PersonalData = new PersonalData { UserNames = ["nils"] },
            }
        );
        string token = ExampleText.Expand(template, new Random(4));
        MaskedResult.Of($$"""{"a":"use {{token}}"}""", TextShape.JsonLines, rules).Findings.Count.ShouldBe(1);
        foreach (string backslashes in new[] { @"\", @"\\", @"\\\" })
        {
            string line = $$"""{"a":"use {{backslashes}}{{token}}"}""";
            MaskedResult.Of(line, TextShape.JsonLines, rules).Text.ShouldBe(line);
        }
    }

    [Theory]
    [InlineData("url")]
    [InlineData("data")]
    [InlineData("signature")]
    public void A_picture_is_left_alone_and_what_follows_it_in_the_same_text_is_not(string member)
    {
        string token = ExampleText.Expand("npm_{w36}", new Random(4));
        string picture = $"data:image/png;base64,{new string('A', 80)}";
        string whole = $$"""{"{{member}}":"{{picture}}{{token}}AAAA"}""".Replace(
            "npm_",
            "ATATT3xFfGF0",
            StringComparison.Ordinal
        );
        MaskedResult.Of(whole, TextShape.JsonLines).Text.ShouldBe(whole);
        string before = $$"""{"{{member}}":"{{picture}}= """;
        MaskedResult masked = MaskedResult.Of($"{before}{token}\"}}", TextShape.JsonLines);
        masked.Text.ShouldNotContain(token);
        masked.Text.ShouldStartWith(before);
        MaskedResult.Of($$"""{"{{member}}":"data:text/plain,{{token}}"}""", TextShape.JsonLines).Text.ShouldNotContain(token);
    }

    [Fact]
    public void A_token_that_a_terminal_broke_is_masked_in_all_its_lines()
    {
        string token = ExampleText.Expand("github_pat_{w22}_{w59}", new Random(4));
        foreach (int head in new[] { 20, 40, 60 })
        {
            string text = $"$ echo {new string('x', 80 - 8 - head)} {token[..head]}\n{token[head..]}\n$ next";
            MaskedResult masked = MaskedResult.Of(text);
            masked.Findings.Count.ShouldBe(2);
            masked.Text.ShouldMatch(
                @"^\$ echo x+ \[masked:github-fine-grained:[a-z2-7]{12}\]\n\[masked:github-fine-grained:[a-z2-7]{12}\]\n\$ next$"
            );
        }
    }

    [Fact]
    public void A_prefix_inside_base64_begins_no_token()
    {
        string body = ExampleText.Expand("{b120}", new Random(5));
        MaskedResult.Of($"Zm9vYmFy+AQE{body}").Findings.ShouldBeEmpty();
        MaskedResult.Of($"{body[..76]}\nAQE{body}").Findings.ShouldBeEmpty();
        MaskedResult.Of($"x\n+AQE{body}").Findings.Count.ShouldBe(1);
        MaskedResult.Of($"keys:\nAQE{body}").Findings.Count.ShouldBe(1);
        MaskedResult.Of("sum 4b1d" + ExampleText.Expand("{h38}", new Random(5))).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_token_at_the_end_of_a_full_line_does_not_take_the_next_word_along()
    {
        string token = ExampleText.Expand("sk_live_{w60}", new Random(4));
        string text = $"{new string('x', 79 - token.Length)} {token}\nNEXT_VARIABLE=1\n";
        MaskedResult.Of(text).Text.ShouldEndWith("]\nNEXT_VARIABLE=1\n");
    }

    [Theory]
    [InlineData("'{0}' + '{1}'")]
    [InlineData("'{0}' '{1}'")]
    [InlineData("[\"{0}\", \"{1}\"]")]
    [InlineData("\"{0}\"\n     12→  + \"{1}\"")]
    public void A_token_in_pieces_is_masked_piece_by_piece(string join)
    {
        string token = ExampleText.Expand("ghp_{w36}", new Random(6));
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, join, token[..16], token[16..]);
        MaskedResult masked = MaskedResult.Of("t = " + text);
        masked.Findings.Count.ShouldBe(2);
        masked.Text.ShouldNotContain(token[16..]);
    }

    [Theory]
    [InlineData("ntn_{d11}{w20}")]
    [InlineData("vcp_{w40}")]
    [InlineData("glsa_{w28}")]
    public void Most_of_a_token_is_as_secret_as_all_of_it(string template)
    {
        string token = ExampleText.Expand(template, new Random(2));
        MaskedResult.Of($"output: {token}…").Text.ShouldNotContain(token);
    }

    [Theory]
    [InlineData("kind: Secret\nmetadata:\n  name: x\ndata:\n  license: {b40}\ntype: Opaque\n", 1)]
    [InlineData("apiVersion: v1\ndata:\n  license: {b40}\n  salt: {b24}\nkind: Secret\n", 2)]
    [InlineData("{\"kind\":\"Secret\",\"data\":{\"license\":\"{b40}\",\"salt\":\"{b24}\"}}", 2)]
    [InlineData("kind: Secret\nstringData:\n  upstream: Falke-2041\n  host: db.internal\n", 1)]
    [InlineData("kind: ConfigMap\ndata:\n  license: {b40}\n", 0)]
    [InlineData("kind: Secret\nmetadata:\n  checksum: {b40}\n", 0)]
    public void All_values_of_a_Kubernetes_secret_are_secret(string template, int findings)
    {
        string text = ExampleText.Expand(template, new Random(12));
        MaskedResult.Of(text).Findings.Count.ShouldBe(findings);
        string numbered = string.Join('\n', text.Split('\n').Select((line, i) => $"{i + 1, 6}→{line}"));
        if (template.Contains('\n', StringComparison.Ordinal))
            MaskedResult.Of(numbered).Findings.Count.ShouldBe(findings);
    }
}

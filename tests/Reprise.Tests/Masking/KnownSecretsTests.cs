using System.Text;
using System.Text.Json;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class KnownSecretsTests
{
    private const string Likely = "q7!Zr9/tW4+mX2=v";

    [Fact]
    public void A_secret_is_masked_where_nothing_says_that_it_is_one()
    {
        string value = ExampleText.Draw("abcdefghkmnprstwxyzABCDEFGHKLMNPRSTWXYZ23456789", 24, new Random(3));
        string line = JsonSerializer.Serialize(new { text = $"it printed {value}, then stopped" });
        MaskedResult.Of(line, TextShape.JsonLines).Findings.ShouldBeEmpty();
        MaskedResult masked = Spread($"DB_PASSWORD={value}\n", line);
        masked.Findings.Single().Fingerprint.ShouldBe(FingerprintIn($"DB_PASSWORD={value}\n"));
        masked.Text.ShouldNotContain(value);
    }

    [Fact]
    public void All_spellings_give_the_fingerprint_of_the_value()
    {
        string fingerprint = FingerprintIn(Source());
        string percent = Uri.EscapeDataString(Likely);
        string[] texts =
        [
            Likely,
            percent,
            LowerHex(percent),
            Convert.ToBase64String(Encoding.UTF8.GetBytes(Likely)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + Likely)),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("u:" + Likely + "@host")),
            Convert.ToBase64String(Encoding.UTF8.GetBytes("me:" + Likely)).Replace('+', '-').Replace('/', '_'),
        ];
        foreach (string text in texts)
        {
            for (int depth = 0; depth < 4; depth++)
            {
                string line = $"see ({text}) there";
                for (int i = 0; i < depth; i++)
                    line = JsonSerializer.Serialize(new { text = line });
                MaskedResult masked = Spread(Source(), line, depth == 0 ? TextShape.Text : TextShape.JsonLines);
                masked.Findings.Select(finding => finding.Fingerprint).ShouldBe([fingerprint], line);
                if (depth > 0)
                    JsonDocument.Parse(masked.Bytes).RootElement.ValueKind.ShouldBe(JsonValueKind.Object);
            }
        }
    }

    [Fact]
    public void What_is_only_likely_is_not_cut_out_of_words_nor_out_of_names()
    {
        Spread("PASSWORD=Zr9tW4mX2v\n", "aZr9tW4mX2v Zr9tW4mX2vb").Findings.ShouldBeEmpty();
        Spread("PASSWORD=Zr9tW4mX2v\n", """{"Zr9tW4mX2v":1}""", TextShape.JsonLines).Findings.ShouldBeEmpty();
        Spread("PASSWORD=Zr9tW4mX2v\n", """{"a":"x\nZr9tW4mX2v\n"}""", TextShape.JsonLines).Findings.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("PASSWORD=hunter22", "hunter22")]
    [InlineData("PASSWORD=admin123", "admin123")]
    [InlineData("session_token=0b9c2b3e-4a53-4c0e-9f7d-0d6b2a9f6c11", "0b9c2b3e-4a53-4c0e-9f7d-0d6b2a9f6c11")]
    [InlineData("SECRET_KEY=8843d7f92416211de9ebb963ff4ce28125932878", "8843d7f92416211de9ebb963ff4ce28125932878")]
    [InlineData("PASSWORD=94871520331", "94871520331")]
    public void Words_numbers_and_ids_stay_where_they_stand_alone(string source, string text) =>
        Spread(source + "\n", $"see {text} there").Findings.ShouldBeEmpty();

    [Fact]
    public void Signatures_and_images_stay()
    {
        string token = ExampleText.Expand("ghp_{w36}", new Random(5));
        string blob = ExampleText.Draw("abcdefghkmnprstwxyzABCDEFGHKLMNPRSTWXYZ23456789", 200, new Random(6));
        string line = JsonSerializer.Serialize(new { signature = blob + token + blob });
        Spread(token, line, TextShape.JsonLines).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void The_result_does_not_depend_on_pieces_and_masking_again_changes_nothing()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 4000; i++)
            text.Append(
                    JsonSerializer.Serialize(
                        new
                        {
                            i,
                            a = i % 7 == 0 ? $"now {Likely} {i}" : "nothing at all",
                            b = i % 50 == 0 ? Uri.EscapeDataString(Likely) : "",
                        }
                    )
                )
                .Append('\n');
        byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
        MaskedResult whole = Spread(Source(), bytes, TextShape.JsonLines);
        whole.Findings.Count.ShouldBe(4000 / 7 + 1 + 4000 / 50);
        Spread(Source(), bytes, TextShape.JsonLines, 7, 100_003, 65_536).Bytes.ShouldBe(whole.Bytes);
        Spread(Source(), whole.Bytes, TextShape.JsonLines).Findings.ShouldBeEmpty();
    }

    private static string Source() => JsonSerializer.Serialize(new { password = Likely }) + "\n";

    private static string FingerprintIn(string source) =>
        MaskedResult.Of(source, TextShape.JsonLines).Findings.Single().Fingerprint;

    private static string LowerHex(string percent) =>
        System.Text.RegularExpressions.Regex.Replace(percent, "%[0-9A-F]{2}", match => match.Value.ToLowerInvariant());

    private static MaskedResult Spread(string source, string text, TextShape shape = TextShape.Text) =>
        Spread(source, Encoding.UTF8.GetBytes(text), shape);

    private static MaskedResult Spread(string source, byte[] text, TextShape shape, params int[] pieces)
    {
        using var known = new KnownSecrets();
        MaskedResult.Feed(Encoding.UTF8.GetBytes(source), TextShape.JsonLines, new SecretCollector(known));
        return MaskedResult.With(known, text, shape, pieces);
    }
}

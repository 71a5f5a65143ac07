using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class StreamMaskerTests
{
    private static readonly Random _random = new(42);
    private static readonly string _token = ExampleText.Expand("ghp_{w36}", _random);

    [Fact]
    public void A_placeholder_names_the_kind_and_stands_where_the_secret_was()
    {
        string text = MaskedResult.Of($"before {_token} after").Text;
        text.ShouldMatch(@"^before \[masked:github-pat:[a-z2-7]{12}\] after$");
    }

    [Fact]
    public void The_same_secret_has_the_same_fingerprint_however_it_is_spelled()
    {
        string secret = ExampleText.Expand("{w20}/{w10}+{w8}", new Random(3));
        string spelled = secret.Replace("/", "\\/", StringComparison.Ordinal).Replace("+", "\\u002B", StringComparison.Ordinal);
        string plain = MaskedResult.Of($"AWS_SECRET_ACCESS_KEY={secret}\n").Findings.Single().Fingerprint;
        MaskedResult
            .Of($$"""{"env":"AWS_SECRET_ACCESS_KEY={{spelled}}\n"}""", TextShape.JsonLines)
            .Findings.Single()
            .Fingerprint.ShouldBe(plain);
        MaskedResult
            .Of($$"""{"AWS_SECRET_ACCESS_KEY":"{{spelled}}"}""", TextShape.JsonLines)
            .Findings.Single()
            .Fingerprint.ShouldBe(plain);
    }

    [Theory]
    [InlineData("bubbleId:00812842-49fe-4699-afae-bb22cda3f6e1:6ca7a68a-b470-454b-affd-841e1378fba8", true)]
    [InlineData("messageRequestContext:00812842-49fe-4699-afae-bb22cda3f6e1:WARM_SUBMIT", true)]
    [InlineData("Zm9vYmFy:00812842-49fe-4699-afae-bb22cda3f6e1:Qx7kP2mN9vB4cR8sT1wY", false)]
    public void The_name_of_a_row_made_of_ids_is_no_secret(string key, bool stays)
    {
        string row = $$$"""{"row":{"key":"{{{key}}}","value":"x"}}""";
        (MaskedResult.Of(row, TextShape.JsonLines).Text == row).ShouldBe(stays);
    }

    [Fact]
    public void Any_chunking_gives_the_same_output()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 40).Select(Line)) + "\n");
        byte[] whole = MaskedResult.Of(text, TextShape.JsonLines).Bytes;
        Check.QuickThrowOnFailure(
            Prop.ForAll(
                Gen.Choose(1, 4000).NonEmptyListOf().ToArbitrary(),
                pieces => MaskedResult.Of(text, TextShape.JsonLines, null, [.. pieces]).Bytes.AsSpan().SequenceEqual(whole)
            )
        );
    }

    [Fact]
    public void A_text_longer_than_the_buffer_does_not_depend_on_chunks_either()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Range(0, 4000).Select(Line)) + "\n");
        text.Length.ShouldBeGreaterThan(1_500_000);
        byte[] whole = MaskedResult.Of(text, TextShape.JsonLines).Bytes;
        foreach (int piece in new[] { 1000, 65_536, 524_288, 700_001 })
            MaskedResult.Of(text, TextShape.JsonLines, null, piece).Bytes.ShouldBe(whole);
        JsonLines(whole).ShouldBe(4000);
    }

    [Fact]
    public void Masking_twice_is_masking_once()
    {
        foreach (GeneratedCase generated in GeneratedCases.All(seed: 5, count: 600))
        {
            byte[] once = MaskedResult.Of(generated.Line, TextShape.JsonLines).Bytes;
            MaskedResult twice = MaskedResult.Of(once, TextShape.JsonLines);
            twice.Findings.ShouldBeEmpty(Encoding.UTF8.GetString(once));
            twice.Bytes.ShouldBe(once);
        }
    }

    [Fact]
    public void The_structure_of_a_document_stays()
    {
        foreach (GeneratedCase generated in GeneratedCases.All(seed: 6, count: 600))
        {
            byte[] masked = MaskedResult.Of(generated.Line, TextShape.JsonLines).Bytes;
            Shape(masked).ShouldBe(Shape(generated.Line), Encoding.UTF8.GetString(masked));
        }
    }

    [Fact]
    public void A_secret_planted_in_any_string_at_any_depth_never_survives()
    {
        foreach (
            string kind in new[]
            {
                "ghp_{w36}",
                "sk-ant-api03-{u93}AA",
                "xoxb-{d12}-{d13}-{w24}",
                "AKIA{Q16}",
                "sk_live_{w24}",
                "glpat-{w20}",
                "AIzaSy{w33}",
                "npm_{w36}",
            }
        )
        {
            var random = new Random(9);
            for (int depth = 0; depth < 5; depth++)
            {
                string secret = ExampleText.Expand(kind, random);
                string text = $"line one\n\tthe \"token\": '{secret}',\n\\ and more";
                for (int i = 0; i <= depth; i++)
                    text = JsonSerializer.Serialize(
                        new Dictionary<string, string>(StringComparer.Ordinal) { ["text"] = text, ["other"] = "x" }
                    );
                MaskedResult.Of(text, TextShape.JsonLines).Text.ShouldNotContain(secret[12..]);
                MaskedResult.Of(text, TextShape.Json).Text.ShouldNotContain(secret[12..]);
                MaskedResult.Of(text).Text.ShouldNotContain(secret[12..]);
            }
        }
    }

    [Fact]
    public void A_line_that_is_not_JSON_is_masked_as_text()
    {
        string text = MaskedResult
            .Of($"{{\"a\": broken {_token}\n{{\"b\":\"{_token}\"}}\n{{\"c\":\"{_token}", TextShape.JsonLines)
            .Text;
        text.ShouldNotContain(_token);
    }

    [Fact]
    public void What_the_service_verifies_and_what_links_records_stays()
    {
        string blob = ExampleText.Expand("{b400}", new Random(1));
        foreach (string member in new[] { "signature", "encrypted_content", "thoughtSignature", "data" })
        {
            string line =
                $$"""{"type":"thinking","{{member}}":"{{blob[..200]}}/AKIA{{ExampleText.Expand("{Q16}", new Random(2))}}/{{blob[200..]}}","uuid":"{{Guid.NewGuid()}}"}""";
            MaskedResult.Of(line, TextShape.JsonLines).Text.ShouldBe(line);
        }
    }

    [Fact]
    public void A_masker_can_be_used_again_after_it_was_completed()
    {
        var masker = new StreamMasker(MaskingRules.BuiltIn, new Fingerprinter(new byte[32]), TextShape.JsonLines);
        for (int i = 0; i < 3; i++)
        {
            var output = new MaskedResult();
            masker.Write(Encoding.UTF8.GetBytes($"{{\"a\":\"{_token}\"}}"), output);
            masker.Complete(output);
            output.Findings.Single().Start.ShouldBe(6);
        }
    }

    private static string Line(int i) =>
        JsonSerializer.Serialize(
            new
            {
                n = i,
                text = $"step {i}\nPASSWORD=\"{ExampleText.Expand("{w18}", new Random(i))}\" and {(i % 3 == 0 ? ExampleText.Expand("ghp_{w36}", new Random(i)) : "nothing")}",
                pad = new string((char)('a' + i % 26), i % 700),
            }
        );

    private static int JsonLines(byte[] bytes)
    {
        int n = 0;
        foreach (string line in Encoding.UTF8.GetString(bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using JsonDocument document = JsonDocument.Parse(line);
            n += document.RootElement.ValueKind == JsonValueKind.Object ? 1 : 0;
        }
        return n;
    }

    // Strings become their length class only: what may change is what stands in them.
    private static string Shape(byte[] line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        return Shape(document.RootElement);
    }

    private static string Shape(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => "{"
                + string.Join(',', element.EnumerateObject().Select(member => member.Name + ":" + Shape(member.Value)))
                + "}",
            JsonValueKind.Array => "[" + string.Join(',', element.EnumerateArray().Select(Shape)) + "]",
            JsonValueKind.String when Inner(element.GetString() ?? "") is { } inner => "<" + inner + ">",
            JsonValueKind.String => "s",
            _ => element.GetRawText(),
        };

    private static string? Inner(string text)
    {
        if (text.Length == 0 || text[0] is not ('{' or '['))
            return null;
        try
        {
            return Shape(Encoding.UTF8.GetBytes(text));
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class ArmourTests
{
    private const string Begin = "-----BEGIN RSA PRIVATE KEY-----";
    private const string End = "-----END RSA PRIVATE KEY-----";
    private static readonly string[] _body =
    [
        .. Enumerable.Range(0, 6).Select(i => ExampleText.Expand("{b64}", new Random(i))),
        ExampleText.Expand("{b18}==", new Random(9)),
    ];

    private static string Key => string.Join('\n', [Begin, .. _body, End]);

    [Fact]
    public void The_fingerprint_of_a_key_does_not_depend_on_how_it_is_shown()
    {
        string[] lines = Key.Split('\n');
        string[] shown =
        [
            Key,
            string.Join("\r\n", lines),
            string.Join("\\n", lines),
            string.Join(' ', lines),
            string.Join('\n', lines.Select(line => "+" + line)),
            string.Join('\n', lines.Select(line => "-" + line)),
            string.Join('\n', lines.Select((line, i) => $"{i + 7, 6}→{line}")),
            string.Join('\n', lines.Select((line, i) => $"{i + 7, 6}\t{line}")),
            string.Join('\n', lines.Select((line, i) => $"{i + 7, 6}\t+{line}")),
            string.Join('\n', lines.Select(line => "    " + line)),
            "key = \"" + string.Join("\\n\" +\n  \"", lines) + "\"",
        ];
        foreach (string text in shown)
        {
            MaskedResult masked = MaskedResult.Of(text + "\nnext");
            masked.Findings.Count.ShouldBe(1, text);
            masked.Findings[0].Fingerprint.ShouldBe(MaskedResult.Of(Key).Findings.Single().Fingerprint, text);
            foreach (string line in _body)
                masked.Text.ShouldNotContain(line);
        }
    }

    [Fact]
    public void A_key_without_its_begin_is_masked()
    {
        string text = "[cut]\n" + string.Join('\n', [.. _body[2..], End]) + "\n$";
        string masked = MaskedResult.Of(text).Text;
        masked.ShouldMatch(@"^\[cut\]\n\[masked:pem-private-key:[a-z2-7]{12}\]\n-----END RSA PRIVATE KEY-----\n\$$");
        MaskedResult.Of(text.Replace("RSA PRIVATE KEY", "CERTIFICATE", StringComparison.Ordinal)).Findings.ShouldBeEmpty();
    }

    [Fact]
    public void A_key_without_its_end_is_masked_to_where_it_was_cut()
    {
        string text = string.Join('\n', [Begin, .. _body]) + "\n[… 12 lines truncated]\nnext command";
        MaskedResult
            .Of(text)
            .Text.ShouldMatch(@"^\[masked:pem-private-key:[a-z2-7]{12}\]\n\[… 12 lines truncated\]\nnext command$");
    }

    [Theory]
    [InlineData("-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----")]
    [InlineData("grep BEGIN RSA: -----BEGIN RSA PRIVATE KEY-----")]
    public void The_member_after_a_begin_line_keeps_its_name(string text)
    {
        string line = $$"""{"command":"{{text}}","description":"Search","explanation":"abcdefghijklmnop"}""";
        MaskedResult.Of(line, TextShape.JsonLines).Text.ShouldBe(line);
    }

    [Fact]
    public void An_array_of_lines_stays_one()
    {
        string[] lines = [.. Key.Split('\n').Select((line, i) => $"+{i + 1, 6}\t{line}"), "+next"];
        string document = JsonSerializer.Serialize(new { lines });
        MaskedResult masked = MaskedResult.Of(document, TextShape.JsonLines);
        using JsonDocument parsed = JsonDocument.Parse(masked.Bytes);
        parsed.RootElement.GetProperty("lines").GetArrayLength().ShouldBe(lines.Length);
        masked.Findings.Count.ShouldBe(_body.Length);
        foreach (string line in _body)
            masked.Text.ShouldNotContain(line);
    }
}

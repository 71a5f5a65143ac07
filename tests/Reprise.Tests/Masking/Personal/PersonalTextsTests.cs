using System.Text;
using Reprise.Masking;
using Reprise.Tests.Masking.Independent;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking.Personal;

public sealed class PersonalTextsTests
{
    private static readonly MaskingRules _all = MaskingRules.Create(
        new MaskingOptions
        {
            PersonalData = new PersonalData
            {
                EmailAddresses = true,
                PhoneNumbers = true,
                CardNumbers = true,
                IpAddresses = true,
                UserNames = ["mvanholst"],
                HostNames = ["tulip-7"],
            },
        }
    );

    private static readonly string[] _parts =
    [
        "jane@corp.de",
        "jane",
        "@",
        "%40",
        "corp",
        ".de",
        "+49",
        "+1",
        " 151",
        "415",
        "555",
        "2671",
        "(",
        ")",
        "-",
        " ",
        ".",
        "/",
        ":",
        "4539",
        "5787",
        "6362",
        "1486",
        "4539578763621486",
        "84.",
        "116.2.9",
        "34.120.7.8",
        "2a01:",
        ":",
        "::",
        "4f8",
        "tel",
        "phone: ",
        "version ",
        "id=",
        "mvanholst",
        "tulip-7",
        "\"",
        "\\\"",
        "\\n",
        "\n",
        "{",
        "}",
        "[",
        "]",
        ",",
        "=",
        "{w36}",
        "ghp_{w36}",
        "password=",
        "[masked:email-address:k7q2m4xw73fa]",
        "\\u0040",
        "é",
    ];

    [Fact]
    public void Whatever_stands_together_is_masked_once_and_for_all_and_in_pieces()
    {
        var random = new Random(17);
        for (int round = 0; round < 4000; round++)
        {
            var text = new StringBuilder();
            for (int i = 0; i < 30; i++)
                text.Append(ExampleText.Expand(_parts[random.Next(_parts.Length)], random));
            byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
            foreach (TextShape shape in Enum.GetValues<TextShape>())
            {
                MaskedResult once = MaskedResult.Of(bytes, shape, _all);
                MaskedResult.Of(once.Bytes, shape, _all).Text.ShouldBe(once.Text, $"{round} {shape}: {text}");
                MaskedResult.Of(bytes, shape, _all, 7, 3).Text.ShouldBe(once.Text, $"{round} {shape}: {text}");
            }
        }
    }

    [Fact]
    public void Transcripts_keep_their_structure_and_their_secrets_stay_masked()
    {
        foreach (IndependentCase item in IndependentCases.All(seed: 23, 4000))
        {
            MaskedResult plain = MaskedResult.Of(item.Bytes, item.Shape);
            MaskedResult masked = MaskedResult.Of(item.Bytes, item.Shape, _all);
            masked.Findings.Count.ShouldBeGreaterThanOrEqualTo(plain.Findings.Count, item.Phrase);
            MaskedResult.Of(masked.Bytes, item.Shape, _all).Text.ShouldBe(masked.Text, item.Phrase);
            JsonShape.Of(masked.Bytes, item.Shape).ShouldBe(JsonShape.Of(item.Bytes, item.Shape), item.Phrase);
        }
    }

    [Fact]
    public void Long_texts_do_not_depend_on_pieces()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 6000; i++)
            text.Append($"row {i}: jane{i}@corp.de, Tel. 030 {901820 + i}, 84.116.{i % 200 + 1}.{i % 250 + 1} by mvanholst; ");
        byte[] bytes = Encoding.UTF8.GetBytes($"{{\"text\":\"{text}\"}}");
        MaskedResult whole = MaskedResult.Of(bytes, TextShape.JsonLines, _all);
        whole.Findings.Count.ShouldBe(4 * 6000);
        MaskedResult.Of(bytes, TextShape.JsonLines, _all, 9973).Bytes.ShouldBe(whole.Bytes);
    }
}

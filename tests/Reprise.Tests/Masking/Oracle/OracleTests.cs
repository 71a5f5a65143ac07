using System.Text;
using System.Text.Json;
using Reprise.Fuzz.Oracle;
using Reprise.Masking;
using Reprise.Tests.Masking.Independent;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking.Oracle;

/// <summary>The masker against a slow one that is right for all to see; the fuzz target of the same name tries changed lines.</summary>
public sealed class OracleTests
{
    private static readonly string[] _tokens =
    [
        "ghp_{w36}",
        "glpat-{u20}",
        "AIza{u35}",
        "sk-ant-api03-{u95}",
        "AKIA{Q16}",
        "npm_{w36}",
        "SG.{u22}.{u43}",
    ];

    private static readonly string[] _words =
    [
        "see",
        "\n",
        "\t",
        "a\\b",
        "\"",
        "'",
        "é",
        "漢字",
        "😀",
        "x = 1",
        "</a>",
        "&",
        "/",
        "{",
        "}",
        ": ",
        "(",
        ")",
        ",",
        "\u001b[31m",
        "\u2028",
        "https://host/path?q=",
        "- ",
        "+",
        "| ",
    ];

    [Fact]
    public void Both_find_the_same_in_generated_documents()
    {
        var random = new Random(29);
        int count = 0;
        for (int round = 0; round < 4000; round++)
        {
            string document = Document(random, random.Next(4));
            byte[] bytes = Encoding.UTF8.GetBytes(document);
            IReadOnlyList<OracleFinding> all = OracleMasker.Find(bytes).ShouldNotBeNull();
            (int, int, string)[] expected = [.. all.Where(token => OracleMasker.IsPlain(token.Value)).Select(Place)];
            (int, int, string)[] others = [.. all.Select(Place).Except(expected)];
            count += expected.Length;
            OracleComparison
                .Mask(bytes)
                .Select(finding => ((int)finding.Start, (int)finding.Start + finding.Length, finding.Kind))
                .Except(others)
                .ShouldBe(expected, $"{round}: {document}");
        }
        count.ShouldBeGreaterThan(4000);
    }

    [Theory]
    [InlineData(4711)]
    [InlineData(2718)]
    public void Both_agree_on_transcripts(int seed)
    {
        int count = 0;
        foreach (IndependentCase item in IndependentCases.All(seed, 8000).Concat(IndependentCases.Fresh(seed, 4000)))
        {
            if (item.Shape == TextShape.Text)
                continue;
            OracleComparison.Difference(item.Bytes).ShouldBeNull($"{item.Phrase}, {item.View}, {item.Carrier}");
            count += OracleMasker.Find(item.Bytes)?.Count ?? 0;
        }
        count.ShouldBeGreaterThan(200);
    }

    [Fact]
    public void The_oracle_decodes_every_depth_and_maps_back()
    {
        string token = ExampleText.Expand("ghp_{w36}", new Random(3));
        string inner = JsonSerializer.Serialize(new { t = $"line\n{token}" });
        string line = JsonSerializer.Serialize(new { i = inner }).Replace("ghp_", "g\\u0068p_", StringComparison.Ordinal);
        OracleFinding found = OracleMasker.Find(Encoding.UTF8.GetBytes(line)).ShouldNotBeNull().ShouldHaveSingleItem();
        found.Value.ShouldBe(token);
        line[found.Start..found.End].ShouldBe(token.Replace("ghp_", "g\\u0068p_", StringComparison.Ordinal));
    }

    [Fact]
    public void A_difference_is_told()
    {
        // Cut out of a blob that the masker leaves alone, which the oracle knows nothing of.
        string token = ExampleText.Expand("ghp_{w36}", new Random(3));
        string line = $"{{\"signature\":\"{new string('A', 40)}/{token}+{new string('B', 40)}\"}}";
        OracleComparison.Difference(Encoding.UTF8.GetBytes(line)).ShouldNotBeNull().ShouldStartWith("github-pat");
        OracleComparison.Difference("{\"a\":1}"u8.ToArray()).ShouldBeNull();
        OracleMasker.Find("[1,2]"u8).ShouldBeNull();
    }

    private static (int Start, int End, string Kind) Place(OracleFinding token) => (token.Start, token.End, token.Kind);

    // A document within a document within …, some characters of it as escapes.
    private static string Document(Random random, int depth)
    {
        var text = new StringBuilder();
        int parts = random.Next(1, 6);
        for (int i = 0; i < parts; i++)
        {
            text.Append(_words[random.Next(_words.Length)]).Append(' ');
            if (random.Next(2) == 0)
                text.Append(ExampleText.Expand(_tokens[random.Next(_tokens.Length)], random))
                    .Append(random.Next(2) == 0 ? "\n" : " ");
        }
        string value = depth == 0 ? text.ToString() : Document(random, depth - 1);
        JsonSerializerOptions options = random.Next(2) == 0 ? JsonSerializerOptions.Default : _relaxed;
        string document = JsonSerializer.Serialize(
            new
            {
                note = text.ToString(),
                n = 1,
                value,
            },
            options
        );
        return random.Next(3) == 0 ? Escaped(document, random) : document;
    }

    private static readonly JsonSerializerOptions _relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // Figures may be written as escapes, unless they are part of one or of the start of a token.
    private static string Escaped(string document, Random random)
    {
        int at = document.IndexOf("\"note\":\"", StringComparison.Ordinal) + 8;
        var text = new StringBuilder(document[..at]);
        for (int i = at; i < document.Length; i++)
        {
            char c = document[i];
            if (c == '\\')
            {
                int length = document[i + 1] == 'u' ? 6 : 2;
                text.Append(document, i, length);
                i += length - 1;
            }
            else if (c == '"')
                return text.Append(document, i, document.Length - i).ToString();
            else if (c is > '3' and <= '9' && random.Next(3) == 0)
                text.Append($"\\u{(int)c:x4}");
            else
                text.Append(c);
        }
        return text.ToString();
    }
}

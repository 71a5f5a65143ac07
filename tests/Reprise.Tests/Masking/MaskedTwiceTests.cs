using System.Text;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class MaskedTwiceTests
{
    private static readonly string[] _parts =
    [
        "{w36}",
        "ghp_{w36}",
        "AKIA{Q16}",
        "{b40}",
        "{l12}7X",
        "hunter2!Xy",
        "password",
        "token",
        "api_key",
        "Authorization",
        "Bearer ",
        "Basic ",
        "Cookie: sid",
        "curl -u ",
        "mysql -p",
        "user",
        "://",
        "@",
        ":",
        "=",
        "\"",
        "'",
        "\\\"",
        "\\n",
        "\n",
        " ",
        ", ",
        ";",
        "/",
        "]",
        "[",
        "(",
        "|",
        "<",
        ">",
        "value",
        "name",
        " is ",
        "-----BEGIN PRIVATE KEY-----",
        "[masked:github-pat:k7q2m4xw73fa]",
        "[masked:",
    ];

    [Theory]
    [InlineData("s://useKcwggSj]]]]]]AgEA:secreW@")]
    [InlineData("s://:p4word@pass:\"Ard = hu")]
    public void What_stays_beside_a_placeholder_is_no_secret_either(string text)
    {
        foreach (TextShape shape in Enum.GetValues<TextShape>())
        {
            MaskedResult once = MaskedResult.Of(text, shape);
            once.Findings.ShouldNotBeEmpty();
            MaskedResult.Of(once.Bytes, shape).Text.ShouldBe(once.Text);
        }
    }

    [Fact]
    public void Whatever_stands_together_is_masked_once_and_for_all()
    {
        var random = new Random(11);
        for (int round = 0; round < 4000; round++)
        {
            var text = new StringBuilder();
            for (int i = 0; i < 30; i++)
                text.Append(ExampleText.Expand(_parts[random.Next(_parts.Length)], random));
            foreach (TextShape shape in Enum.GetValues<TextShape>())
            {
                MaskedResult once = MaskedResult.Of(text.ToString(), shape);
                MaskedResult.Of(once.Bytes, shape).Text.ShouldBe(once.Text, $"{round} {shape}: {text}");
            }
        }
    }

    [Fact]
    public void A_blob_stays_one_when_a_piece_of_it_was_masked()
    {
        var random = new Random(4);
        string line = $$"""{"data":"{{ExampleText.Expand("ghp_{w36}/{b80}/AKIA{Q16}/{b300}", random)}}"}""";
        MaskedResult once = MaskedResult.Of(line, TextShape.JsonLines);
        once.Findings.Count.ShouldBe(1);
        MaskedResult.Of(once.Bytes, TextShape.JsonLines).Text.ShouldBe(once.Text);
    }

    [Fact]
    public void A_secret_in_the_neighbourhood_of_a_placeholder_is_found()
    {
        string secret = ExampleText.Expand("{w20}", new Random(6));
        MaskedResult
            .Of($"A_TOKEN=[masked:github-pat:k7q2m4xw73fa] B_TOKEN={secret} C=[masked:github-pat:k7q2m4xw73fa]\n")
            .Text.ShouldNotContain(secret);
        MaskedResult
            .Of($"https://app:[masked:url-password:k7q2m4xw73fa]@db.example/?token={secret}\n")
            .Text.ShouldNotContain(secret);
    }
}

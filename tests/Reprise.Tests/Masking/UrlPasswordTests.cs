using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class UrlPasswordTests
{
    [Theory]
    [InlineData("postgres://app:§geheimnis§@db.internal/x")]
    [InlineData("postgres://app:§k9x2qp§@db.internal/x")]
    [InlineData("redis://:§47110815§@cache:6379/0")]
    [InlineData("https://kim:§pa$$w0rd9§@git.internal/x")]
    [InlineData("https://kim:§k9x2qp§@localhost:8080/x")]
    [InlineData("https://kim:§k9x2qp§@127.0.0.1/x")]
    [InlineData("https://§{w24}§@git.internal/x")]
    [InlineData("https://§{w24}§:x-oauth-basic@git.internal/x")]
    [InlineData("https://kim:§{w96}§@git.internal/x")]
    [InlineData("ftp://kim:§k9/x2?qp#1§@files.internal")]
    public void The_password_of_a_url_is_masked_and_nothing_else_of_it(string marked)
    {
        string[] parts = ExampleText.Expand(marked, new Random(6)).Split('§');
        string masked = MaskedResult.Of(parts[0] + parts[1] + parts[2]).Text;
        masked.ShouldStartWith(parts[0] + "[masked:url-password:");
        masked.ShouldEndWith("]" + parts[2]);
    }

    [Theory]
    [InlineData("postgres://app:geheimnis@localhost/x")]
    [InlineData("postgres://app:geheimnis@127.0.0.1/x")]
    [InlineData("postgres://app:geheimnis@example.com/x")]
    [InlineData("postgres://app:k9x2q@db.internal/x")]
    [InlineData("redis://:4711081@cache:6379/0")]
    [InlineData("postgres://app:PostGres@db.internal/x")]
    [InlineData("postgres://app:secretpassword@db.internal/x")]
    [InlineData("postgres://app:${DB_PASSWORD1}@db.internal/x")]
    [InlineData("postgres://app:$DB_PASSWORD1@db.internal/x")]
    [InlineData("postgres://app:{password1}@db.internal/x")]
    [InlineData("postgres://app:your-password1@db.internal/x")]
    [InlineData("https://{w19}@git.internal/x")]
    [InlineData("https://some-long-name-of-a-user@git.internal/x")]
    [InlineData("https://registry.example:443/@acme/auth2")]
    [InlineData("https://a.example/x:k9x2qp@b.example")]
    [InlineData("see https://a.example and k9x2qp@b.example")]
    [InlineData("://app:k9x2qp@db.internal/x")]
    public void A_url_without_a_password_stays(string template)
    {
        string text = ExampleText.Expand(template, new Random(6));
        MaskedResult.Of(text).Text.ShouldBe(text);
    }
}

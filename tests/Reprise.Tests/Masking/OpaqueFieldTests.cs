using Reprise.Masking;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class OpaqueFieldTests
{
    private static readonly string _token = MadeUpToken.Of(7);
    private static readonly string _image = Convert.ToBase64String(
        Enumerable.Range(0, 300).Select(i => (byte)(i * 37)).ToArray()
    );

    public static TheoryData<string> Addresses =>
        [
            $"data:text/plain,the key is {_token} and more of the text follows",
            $"data:text/plain;charset=utf-8,{_token}{new string('x', 80)}".Replace("xxxx", " x x", StringComparison.Ordinal),
            $"data:image/png;base64,iVBORw0KGgo= {_token} is a key",
            $"data:image/png;base64,{_image} and the key is {_token}",
        ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public void Text_in_an_address_or_behind_one_is_masked(string address)
    {
        foreach (string member in new[] { "url", "image_url", "data" })
        {
            string document = $$$"""{"image":{"{{{member}}}":"{{{address}}}"}}""";
            MaskedResult.Of(document, TextShape.Json).Text.ShouldNotContain(_token);
        }
    }

    [Fact]
    public void An_image_in_an_address_stays_as_it_is()
    {
        // By chance it has what looks like a token within.
        string address = $"data:image/png;base64,{_image}/{_token.Replace('_', '/')}{_image}";
        string document = $$$"""{"image":{"url":"{{{address}}}"}}""";
        MaskedResult.Of(document, TextShape.Json).Text.ShouldBe(document);
    }
}

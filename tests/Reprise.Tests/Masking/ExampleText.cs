using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Reprise.Masking.Reading;

namespace Reprise.Tests.Masking;

/// <summary>Fills templates such as <c>ghp_{w36}</c> with random characters, so that no token stands in the repository.</summary>
internal static partial class ExampleText
{
    /// <summary>Returns the text with every <c>{…}</c> replaced.</summary>
    public static string Expand(string template, Random random)
    {
        string text = template;
        for (Match match = Hole().Match(text); match.Success; match = Hole().Match(text))
            text = text[..match.Index] + Fill(match.Groups[1].Value, random) + text[(match.Index + match.Length)..];
        return text;
    }

    /// <summary>Returns characters of an alphabet without three alike in a row.</summary>
    public static string Draw(string alphabet, int length, Random random)
    {
        var text = new StringBuilder(length);
        while (text.Length < length)
        {
            char c = alphabet[random.Next(alphabet.Length)];
            if (text.Length < 2 || text[^1] != c || text[^2] != c)
                text.Append(c);
        }
        return text.ToString();
    }

    private static string Fill(string hole, Random random)
    {
        if (hole.StartsWith("base64:", StringComparison.Ordinal))
            return Convert.ToBase64String(Encoding.UTF8.GetBytes(hole[7..]));
        string hex = Draw("0123456789abcdef", 32, random);
        switch (hole)
        {
            case "uuid":
                return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..]}";
            case "basic":
                return Convert.ToBase64String(Encoding.UTF8.GetBytes("deploy:" + Draw(Letters, 18, random)));
            case "bedrock":
                return Convert.ToBase64String(
                    Encoding.UTF8.GetBytes("BedrockAPIKey-ab12-at-123456789012:" + Draw(Letters, 44, random))
                );
            case "jfrog":
                return Convert
                    .ToBase64String(Encoding.UTF8.GetBytes("reftkn:01:1767225600:" + Draw(Letters, 28, random)))[8..]
                    .TrimEnd('=');
            case "bbdc":
                return Convert.ToBase64String(
                    Encoding.UTF8.GetBytes(Draw("0123456789", 12, random) + ":" + Draw(Letters, 20, random))
                );
            case "jwt":
                return Url("""{"alg":"HS256","typ":"JWT"}""")
                    + "."
                    + Url($$"""{"sub":"{{Draw(Letters, 10, random)}}","iat":1767225600}""")
                    + "."
                    + Draw(Letters + "-_", 43, random);
        }
        int length = int.Parse(hole.AsSpan(1), CultureInfo.InvariantCulture);
        return hole[0] switch
        {
            'x' => new string('x', length),
            'Y' => new string('X', length),
            'z' => new string('0', length),
            'k' => Draw(Alphabet.Named('x').Members(), length, random),
            'd' => Draw("123456789", length, random),
            'p' or 'f' => Draw(Alphabet.Named('b').Members(), length, random),
            _ => Draw(Alphabet.Named(hole[0]).Members(), length, random),
        };
    }

    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private static string Url(string json) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(json)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    [GeneratedRegex(@"\{((?:[A-Za-z]\d+|uuid|basic|bedrock|jfrog|bbdc|jwt|base64:[^{}]*))\}")]
    private static partial Regex Hole();
}

using System.Text;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Makes tokens that carry a document inside.</summary>
internal static class Structured
{
    public static string Jwt(Dice dice)
    {
        string header = dice.Pick(
            """{"alg":"HS256","typ":"JWT"}""",
            """{"typ":"JWT","alg":"RS256","kid":"k1"}""",
            """{"alg": "ES256", "typ": "at+jwt"}""",
            "{ \"alg\": \"HS512\" }"
        );
        string claims =
            $$"""{"sub":"{{dice.Of("hex", 12)}}","iss":"https://login.corp-{{dice.Of("abc", 4)}}.test","exp":18{{dice.Of("d", 8)}}}""";
        return $"{Url64(header)}.{Url64(claims)}.{dice.Of("u64", dice.Pick(43, 64, 86, 342))}";
    }

    public static string Jwe(Dice dice) =>
        $"{Url64("""{"alg":"RSA-OAEP","enc":"A256GCM"}""")}.{dice.Of("u64", 171)}.{dice.Of("u64", 16)}.{dice.Of("u64", 90)}.{dice.Of("u64", 22)}";

    public static string GitHubStateless(Dice dice) => $"ghs_{dice.Of("d", 7)}_{Jwt(dice)}";

    public static string OnePassword(Dice dice) =>
        "ops_"
        + Url64(
            $$"""{"signInAddress":"corp.test","userAuth":{"method":"SRPg-4096","alg":"PBES2g-HS256","salt":"{{dice.Of("u64", 22)}}"},"secretKey":"{{dice.Of("u64", 34)}}","throttleSecret":{"seed":"{{dice.Of("hex", 64)}}"} }"""
        );

    public static string SentryOrganisation(Dice dice) =>
        "sntrys_"
        + Base64(
                $$"""{"iat":17{{dice.Of("d", 8)}}.25,"url":"https://sentry.test","region_url":"https://us.sentry.test","org":"acme"}"""
            )
            .TrimEnd('=')
        + "_"
        + dice.Of("b64", 43);

    public static string GrafanaCloud(Dice dice) =>
        "glc_"
        + Base64(
            $$"""{"o":"{{dice.Of("d", 6)}}","n":"stack-{{dice.Of("abc", 5)}}","k":"{{dice.Of("b62", 24)}}","m":{"r":"eu"} }"""
        );

    public static string GrafanaOld(Dice dice) =>
        Base64($$"""{"k":"{{dice.Of("b62", 32)}}","n":"ci-{{dice.Of("abc", 4)}}","id":1}""");

    public static string Discord(Dice dice) =>
        $"{Base64(dice.Pick("1", "2", "5", "8", "9") + dice.Of("d", 17)).TrimEnd('=')}.{dice.Of("u64", 6)}.{dice.Of("u64", dice.Pick(27, 38))}";

    public static string JiraDataCenter(Dice dice) =>
        Convert.ToBase64String([.. Encoding.ASCII.GetBytes(dice.Of("d", 12) + ":"), .. dice.Bytes(20)]);

    public static string BitbucketDataCenter(Dice dice) => "BBDC-" + JiraDataCenter(dice).Replace('+', '-').Replace('/', '_');

    public static string JfrogReference(Dice dice) =>
        Base64($"reftkn:01:17{dice.Of("d", 8)}:{dice.Of("b62", 32)}").TrimEnd('=')[..64];

    public static string Bedrock(Dice dice) =>
        "ABSK" + Base64($"BedrockAPIKey-{dice.Of("ln", 4)}-at-{dice.Of("d", 12)}:{dice.Of("b64", 44)}");

    public static string Pypi(Dice dice)
    {
        byte[] location = Encoding.ASCII.GetBytes("pypi.org");
        byte[] identifier = Encoding.ASCII.GetBytes($"{dice.Uuid()}");
        byte[] body =
        [
            2,
            1,
            8,
            .. location,
            2,
            0x24,
            .. identifier,
            0,
            2,
            0x2C,
            .. dice.Bytes(44),
            0,
            0,
            6,
            0x20,
            .. dice.Bytes(32),
        ];
        return "pypi-" + Convert.ToBase64String(body).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    public static string Basic(Dice dice) =>
        Base64($"{dice.Pick("deploy", "svc-ci", "erika", "robot")}:{Passwords.Strong(dice)}");

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Url64(string text) => Base64(text).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

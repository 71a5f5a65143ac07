using System.Text;
using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Rules;

/// <summary>Secrets that were encoded in base64 before they were written down.</summary>
internal static class EncodedRules
{
    public static Rule[] Rows { get; } =
    [
        Row(
            "pem-private-key-base64",
            "PRIVATE KEY-----",
            0,
            "LS0tLS1CRUdJTiBQUklWQVRFIEtFWS0tLS0t{b200}",
            "LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t{b200}"
        ),
        Row("github-pat-base64", "ghp_", 30, "{base64:GITHUB_TOKEN=ghp_{w36}}", "{base64:starts with ghp_ and so on}"),
        Row("github-oauth-base64", "gho_", 30, "{base64:gho_{w36}}", "{base64:gho_}"),
        Row("github-server-to-server-base64", "ghs_", 30, "{base64:x-access-token:ghs_{w36}}", "{base64:ghs_}"),
        Row("github-fine-grained-base64", "github_pat_", 60, "{base64:github_pat_{w22}_{w59}}", "{base64:github_pat_}"),
        Row("gitlab-pat-base64", "glpat-", 16, "{base64:glpat-{w20}}", "{base64:glpat-}"),
        Row("anthropic-api-key-base64", "sk-ant-", 40, "{base64:ANTHROPIC_API_KEY=sk-ant-api03-{u93}AA}", "{base64:sk-ant-}"),
        Row("openai-key-base64", "sk-proj-", 40, "{base64:OPENAI_API_KEY=sk-proj-{w100}}", "{base64:sk-proj-}"),
        Row("slack-bot-base64", "xoxb-", 30, "{base64:SLACK_BOT_TOKEN=xoxb-{d12}-{d12}-{w24}}", "{base64:xoxb-}"),
        Row("slack-user-base64", "xoxp-", 30, "{base64:xoxp-{d12}-{d12}-{d12}-{h32}}", "{base64:xoxp-}"),
        Row("docker-pat-base64", "dckr_pat_", 20, "{base64:acme:dckr_pat_{w27}}", "{base64:dckr_pat_}"),
        Row("stripe-live-base64", "sk_live_", 20, "{base64:STRIPE=sk_live_{w24}}", "{base64:sk_live_}"),
        new()
        {
            Kind = "jwt-base64",
            Literals = [new Literal("ZXlK"), new Literal("ZXdvZ"), new Literal("ZXlB")],
            Verifier = new EncodedJwtVerifier(),
            Example = "{base64:eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.{u60}.{u43}}",
            Counter = "ZXlK{b80}",
            Source = "RFC 7515, RFC 4648",
        },
    ];

    private static Rule Row(string kind, string clear, int minAfter, string example, string counter) =>
        new()
        {
            Kind = kind,
            Literals = [.. Phases(clear)],
            Verifier = new EncodedVerifier(clear, minAfter),
            Example = example,
            Counter = counter,
            Source = "RFC 4648",
        };

    // What base64 makes of a text depends on where in a group of three bytes it begins.
    private static IEnumerable<Literal> Phases(string clear)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(clear);
        for (int phase = 0; phase < 3; phase++)
        {
            byte[] shifted = [.. new byte[phase], .. bytes];
            string text = Convert.ToBase64String(shifted);
            int from = (phase * 8 + 5) / 6;
            int to = shifted.Length * 8 / 6;
            if (to - from >= 4)
                yield return new Literal(text[from..to]);
        }
    }
}

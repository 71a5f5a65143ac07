using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;
using static Reprise.Masking.Rules.RuleCatalog;

namespace Reprise.Masking.Rules;

/// <summary>Tokens and hooks of chat, mail and telephony.</summary>
internal static class ChatRules
{
    private const string Uuid = "h{8}'-'h{4}'-'h{4}'-'h{4}'-'h{12}";

    public static Rule[] Rows { get; } =
    [
        Token("slack-bot", "xoxb-", "u{30,120}", "xoxb-{d12}-{d13}-{w24}", "xoxb-your-bot-token", "gitleaks, trufflehog", "LT"),
        Token(
            "slack-user",
            "xoxp- xoxa- xoxr- xoxo- xoxs-",
            "u{30,160}",
            "xoxp-{d12}-{d12}-{d12}-{h32}",
            "xoxp-000000000000-000000000000-000000000000-{z32}",
            "gitleaks, trufflehog",
            "LT"
        ),
        Token("slack-session", "xoxc- xoxd-", "y{30,400}", "xoxc-{d13}-{d13}-{d13}-{h64}", "xoxc-...", "betterleaks", "L"),
        Token(
            "slack-config",
            "xoxe.xoxb- xoxe.xoxp-",
            "d{1}'-'w{100,200}",
            "xoxe.xoxp-1-{w165}",
            "xoxe.xoxp-1-...",
            "gitleaks",
            "L"
        ),
        Token("slack-config", "xoxe-", "d{1}'-'w{100,200}", "xoxe-1-{w146}", "xoxe-1-", "gitleaks", "L"),
        Token(
            "slack-app",
            "xapp-",
            "d{1}'-'U{6,14}'-'d{10,14}'-'h{64}",
            "xapp-1-A{U10}-{d13}-{h64}",
            "xapp-1-A0",
            "gitleaks",
            "L"
        ),
        Token(
            "slack-webhook",
            "hooks.slack.com",
            "'/services/'U{8,14}'/'U{8,14}'/'w{18,40}",
            "https://hooks.slack.com/services/T{U10}/B{U10}/{w24}",
            "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
            "trufflehog, gitleaks",
            "W"
        ),
        Token(
            "slack-webhook",
            "hooks.slack.com",
            "'/workflows/'U{8,14}'/'w{8,20}'/'w{16,50}'/'?w{0,50}",
            "https://hooks.slack.com/workflows/T{U10}/A{U10}/{d18}/{w24}",
            "https://hooks.slack.com/workflows/",
            "trufflehog, gitleaks",
            "W"
        ),
        Token(
            "discord-webhook",
            "discord.com discordapp.com",
            "'/api/webhooks/'d{17,20}'/'u{60,80}",
            "https://discord.com/api/webhooks/{d18}/{u68}",
            "https://discord.com/api/webhooks/",
            "trufflehog",
            "W"
        ),
        Token(
            "discord-webhook",
            "discord.com discordapp.com",
            "'/api/v'd{1,2}'/webhooks/'d{17,20}'/'u{60,80}",
            "https://discord.com/api/v10/webhooks/{d18}/{u68}",
            "https://discord.com/api/v10/webhooks/",
            "trufflehog",
            "W"
        ),
        Discord(),
        Token("telegram-bot", ":AA", "u{33}", "{d10}:AA{u33}", "x:AAA", "trufflehog, detect-secrets", "H", before: "d{8,10}"),
        Token(
            "teams-webhook",
            ".webhook.office.com",
            "'/webhookb2/'" + Uuid + "'@'" + Uuid + "'/IncomingWebhook/'h{32}'/'" + Uuid,
            "https://acme.webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{h32}/{uuid}",
            "https://acme.webhook.office.com/webhookb2/",
            "gitleaks",
            "W"
        ),
        Token(
            "zapier-hook",
            "hooks.zapier.com",
            "'/hooks/catch/'d{4,12}'/'w{5,12}",
            "https://hooks.zapier.com/hooks/catch/{d7}/{l7}/",
            "https://hooks.zapier.com/hooks/catch/",
            "trufflehog",
            "W"
        ),
        Token("sendgrid-key", "SG.", "u{22}'.'u{43}", "SG.{u22}.{u43}", "SG.{x22}.{x43}", "gitleaks, trufflehog", "S"),
        Token("mailgun-key", "key-", "h{32}", "key-{h32}", "key-{z32}", "gitleaks, trufflehog", "SN"),
        Token("brevo-key", "xkeysib- xsmtpsib-", "h{64}'-'w{16}", "xkeysib-{h64}-{w16}", "xkeysib-", "gitleaks", "L"),
        Token("resend-key", "re_", "w{8}'_'w{24}", "re_{w8}_{w24}", "re_compiled_pattern", "titus", "SR"),
        Token("mailchimp-key", "-us", "d{1,2}", "{h32}-us14", "{h8}-us1", "gitleaks, detect-secrets", before: "h{32}"),
        Token("mailersend-key", "mlsn.", "w{30,80}", "mlsn.{h64}", "mlsn.com", "titus", "S"),
        Token(
            "twilio-api-key",
            "SK0 SK1 SK2 SK3 SK4 SK5 SK6 SK7 SK8 SK9 SKa SKb SKc SKd SKe SKf",
            "h{31}",
            "SK{h32}",
            "AC{h32}",
            "gitleaks, detect-secrets",
            "S"
        ),
        Token("onesignal-key", "os_v2_app_ os_v2_org_", "q{90,110}", "os_v2_app_{q103}", "os_v2_app_", "betterleaks", "L"),
        Token(
            "telnyx-key",
            "KEY0 KEY1 KEY2 KEY3 KEY4 KEY5 KEY6 KEY7 KEY8 KEY9 KEYA KEYB KEYC KEYD KEYE KEYF",
            "W{40,60}",
            "KEY0{w54}",
            "KEY0",
            "betterleaks",
            "SRN"
        ),
        Token("hubspot-pat", "pat-na1- pat-na2- pat-eu1- pat-ap1-", Uuid, "pat-na1-{uuid}", "pat-na1-", "titus, gitleaks", "L"),
    ];

    // A bot token begins with its number in base64: digits can only be written in so many ways.
    private static Rule Discord()
    {
        List<Literal> literals = [];
        for (char first = '1'; first <= '9'; first++)
        {
            for (char second = '0'; second <= '9'; second++)
                literals.Add(
                    new Literal(Convert.ToBase64String([(byte)first, (byte)second, (byte)'0'])[..3], followers: "wxyz012345")
                );
        }
        return new Rule
        {
            Kind = "discord-bot",
            Literals = [.. literals],
            Verifier = new TokenVerifier(Body.Parse("w{20,23}'.'u{6}'.'u{25,40}")) { Check = Structures.DiscordBot },
            Example = "{base64:{d18}}.{w6}.{w38}",
            Counter = "MTIz.map.js",
            Source = "detect-secrets, CredSweeper",
        };
    }
}

namespace Reprise.Masking.Verifying;

/// <summary>Names the kind of a value by the service that its name mentions.</summary>
internal static class Kinds
{
    private static readonly (byte[] Part, string Kind)[] Services =
    [
        .. new (string, string)[]
        {
            ("mistral", "mistral-key"),
            ("cohere", "cohere-key"),
            ("co_api", "cohere-key"),
            ("wandb", "wandb-key"),
            ("cursor", "cursor-key"),
            ("zai_", "zai-key"),
            ("zhipu", "zai-key"),
            ("moonshot", "moonshot-key"),
            ("kimi", "moonshot-key"),
            ("azure_openai", "azure-openai-key"),
            ("azureopenai", "azure-openai-key"),
            ("secret_access_key", "aws-secret-key"),
            ("secretaccesskey", "aws-secret-key"),
            ("aws_session", "aws-session-token"),
            ("azure_storage", "azure-storage-key"),
            ("accountkey", "azure-storage-key"),
            ("sharedaccesskey", "azure-messaging-key"),
            ("azure_devops", "azure-devops-pat-legacy"),
            ("ado_pat", "azure-devops-pat-legacy"),
            ("alibaba", "alibaba-secret"),
            ("cloudflare", "cloudflare-token-legacy"),
            ("cf_api", "cloudflare-token-legacy"),
            ("snyk", "snyk-token"),
            ("jenkins", "jenkins-token"),
            ("travis", "travis-token"),
            ("twilio", "twilio-auth-token"),
            ("paypal", "paypal-secret"),
            ("dd_api", "datadog-api-key"),
            ("datadog_api", "datadog-api-key"),
            ("dd_app", "datadog-app-key"),
            ("datadog_app", "datadog-app-key"),
            ("pagerduty", "pagerduty-key"),
            ("okta", "okta-token"),
            ("auth0", "auth0-client-secret"),
            ("algolia", "algolia-admin-key"),
            ("discord", "discord-bot"),
            ("wireguard", "wireguard-key"),
            ("presharedkey", "wireguard-key"),
            ("authtoken", "npm-token-legacy"),
            ("deployer_private_key", "eth-private-key"),
            ("refresh_token", "oauth-refresh-token"),
        }.Select(pair => (System.Text.Encoding.ASCII.GetBytes(pair.Item1), pair.Item2)),
    ];

    /// <summary>Returns the kind for a value behind a name.</summary>
    public static string Of(ReadOnlySpan<byte> name, NameStrength strength)
    {
        Span<byte> lower = stackalloc byte[Math.Min(name.Length, 128)];
        System.Text.Ascii.ToLower(name[..lower.Length], lower, out int n);
        foreach ((byte[] part, string kind) in Services)
        {
            if (lower[..n].IndexOf(part) >= 0)
                return kind;
        }
        return strength == NameStrength.Password ? "password-assignment" : "secret-assignment";
    }
}

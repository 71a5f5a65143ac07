namespace Reprise.Secrets;

/// <summary>How much harm a secret can do in the wrong hands, as far as its kind says.</summary>
public enum SecretSeverity : byte
{
    /// <summary>Gives access to machines, code, customers' data or money.</summary>
    High,

    /// <summary>Gives access to one service, or is a password of which nobody knows what it opens.</summary>
    Medium,

    /// <summary>A key for tests, or something that opens nothing by itself.</summary>
    Low,
}

/// <summary>Judges kinds of secrets.</summary>
public static class SecretKinds
{
    // Looked at first: a test key of a service that handles money is a test key.
    private static readonly string[] _low =
    [
        "-test",
        "password-hash",
        "browser",
        "registration",
        "placeholder",
        "example",
        // About people: it opens nothing.
        "email-address",
        "phone-number",
        "ip-address",
        "user-name",
        "host-name",
    ];

    private static readonly string[] _high =
    [
        "private-key",
        "hd-wallet",
        "age-secret",
        "aws-",
        "azure-",
        "google-oauth",
        "gcp",
        "service-account",
        "github",
        "gitlab",
        "bitbucket",
        "stripe-live",
        "card-number",
        "adyen",
        "paypal",
        "square",
        "razorpay",
        "vault-",
        "onepassword",
        "doppler",
        "kube",
        "openshift",
        "docker",
        "terraform",
        "pulumi",
        "cloudflare",
        "digitalocean",
        "alibaba",
        "heroku",
        "npm-",
        "nuget",
        "pypi",
        "rubygems",
        "crates",
        "salesforce",
        "okta",
        "url-password",
        "mongodb",
        "database",
        "wireguard",
        "tailscale",
    ];

    /// <summary>Returns the severity of a kind; one that nothing is known of is medium.</summary>
    public static SecretSeverity SeverityOf(string kind)
    {
        if (Holds(kind, _low))
            return SecretSeverity.Low;
        return Holds(kind, _high) ? SecretSeverity.High : SecretSeverity.Medium;
    }

    private static bool Holds(string kind, string[] parts)
    {
        foreach (string part in parts)
        {
            if (kind.Contains(part, StringComparison.Ordinal))
                return true;
        }
        return false;
    }
}

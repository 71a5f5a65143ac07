using static Reprise.Masking.Rules.RuleCatalog;

namespace Reprise.Masking.Rules;

/// <summary>Keys of secret stores, networks and orchestrators.</summary>
internal static class InfrastructureRules
{
    public static Rule[] Rows { get; } =
    [
        Token("vault-service", "hvs. hvr.", "u{24,120}", "hvs.{u95}", "hvs.example", "vendor, gitleaks", "SR"),
        Token("vault-batch", "hvb.", "u{100,300}", "hvb.{u158}", "hvb.token", "vendor, gitleaks", "S"),
        Token(
            "terraform-cloud",
            ".atlasv1.",
            "u{60,72}",
            "{w14}.atlasv1.{w67}",
            "x.atlasv1.y",
            "gitleaks, CredSweeper",
            before: "w{14}"
        ),
        Token(
            "doppler-token",
            "dp.pt. dp.ct. dp.sa. dp.scim. dp.audit.",
            "w{38,46}",
            "dp.pt.{w43}",
            "dp.pt.token",
            "trufflehog, gitleaks",
            "S"
        ),
        Token("doppler-token", "dp.st.", "w{38,46}", "dp.st.{w43}", "dp.st.prd", "trufflehog", "S"),
        Token("doppler-token", "dp.st.", "u{2,35}'.'w{38,46}", "dp.st.prd_eu.{w43}", "dp.st.prd", "trufflehog", "S"),
        Token("pulumi-token", "pul-", "h{40}", "pul-{h40}", "pul-{z40}", "gitleaks, trufflehog", "S"),
        Token(
            "tailscale-key",
            "tskey-auth- tskey-api- tskey-client- tskey-scim- tskey-webhook-",
            "w{6,20}'-'w{20,40}",
            "tskey-auth-k{w11}CNTRL-{w32}",
            "tskey-auth-",
            "vendor",
            "L"
        ),
        Token("tailscale-key", "tskey-", "w{16,60}", "tskey-{w24}", "tskey-auth", "vendor", "LR"),
        Token("onepassword-sa", "ops_eyJ", "p{200,}", "ops_eyJ{b400}", "ops_eyJ...", "gitleaks, secretlint", "L"),
        Token(
            "onepassword-secret-key",
            "A3-",
            "U{6}'-'U{6}'-'U{5}'-'U{5}'-'U{5}'-'U{5}",
            "A3-{U6}-{U6}-{U5}-{U5}-{U5}-{U5}",
            "A3-2025",
            "gitleaks",
            "S"
        ),
        Token(
            "onepassword-secret-key",
            "A3-",
            "U{6}'-'U{11}'-'U{5}'-'U{5}'-'U{5}",
            "A3-{U6}-{U11}-{U5}-{U5}-{U5}",
            "A3-2025",
            "gitleaks",
            "S"
        ),
        Token(
            "onepassword-secret-key",
            "A3-",
            "U{6}'-'U{6}'-'U{5}'-'U{5}'-'U{5}",
            "A3-{U6}-{U6}-{U5}-{U5}-{U5}",
            "A3-2025",
            "gitleaks",
            "S"
        ),
        Token("age-secret-key", "AGE-SECRET-KEY-1", "e{58}", "AGE-SECRET-KEY-1{e58}", "age1{q58}", "gitleaks, kingfisher", "L"),
        Token(
            "age-secret-key",
            "AGE-SECRET-KEY-PQ-1",
            "e{58,}",
            "AGE-SECRET-KEY-PQ-1{e58}",
            "AGE-SECRET-KEY-PQ-1",
            "observed",
            "L"
        ),
        Token("openshift-token", "sha256~", "u{43}", "sha256~{u43}", "sha256~", "gitleaks", "S"),
        Token(
            "docker-swarm-token",
            "SWMTKN-1-",
            "l{50}'-'l{25}",
            "SWMTKN-1-{l50}-{l25}",
            "SWMTKN-1-",
            "betterleaks, CredSweeper",
            "L"
        ),
        Token("docker-swarm-key", "SWMKEY-1-", "b{43}", "SWMKEY-1-{b43}", "SWMKEY-1-", "CredSweeper", "L"),
        Token("infracost-key", "ico-", "w{32}", "ico-{w32}", "ico-file-name", "gitleaks", "SR"),
        Token("nats-seed", "SUA SAA SOA SNA SCA SXA SPA", "Q{55}", "SUA{Q55}", "SUAVE", "CredSweeper", "SR"),
    ];
}

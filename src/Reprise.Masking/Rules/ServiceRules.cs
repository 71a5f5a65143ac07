using Reprise.Masking.Verifying;
using static Reprise.Masking.Rules.RuleCatalog;

namespace Reprise.Masking.Rules;

/// <summary>Keys of observability and other services.</summary>
internal static class ServiceRules
{
    private const string Uuid = "h{8}'-'h{4}'-'h{4}'-'h{4}'-'h{12}";

    public static Rule[] Rows { get; } =
    [
        Token("newrelic-user-key", "NRAK-", "U{27}", "NRAK-{U27}", "NRAK-", "gitleaks, trufflehog", "L"),
        Token("newrelic-insert-key", "NRII- NRIQ-", "u{25,32}", "NRII-{u32}", "NRII-", "gitleaks", "L"),
        Token("newrelic-browser-key", "NRJS-", "h{19}", "NRJS-{h19}", "NRJS-", "gitleaks", "L"),
        Token("newrelic-license", "FFFFNRAL", "w{0}", "{h32}FFFFNRAL", "FFFFNRAL", "titus", before: "h{32}"),
        Token("newrelic-license", "NRAL", "w{0}", "{h36}NRAL", "NRAL", "titus", before: "h{36}"),
        Token("sentry-org", "sntrys_eyJ", "p{40,}'_'b{40,46}", "sntrys_eyJpYXQiO{b100}_{b43}", "sntrys_eyJ...", "gitleaks", "L"),
        Token("sentry-user", "sntryu_", "h{64}", "sntryu_{h64}", "sntryu_", "gitleaks", "L"),
        Token(
            "grafana-sa",
            "glsa_",
            "w{32}'_'H{8}",
            "glsa_{w32}_{h8}",
            "glsa_id",
            "gitleaks, CredSweeper",
            "L",
            Checksums.Grafana
        ),
        Token("grafana-cloud", "glc_eyJ", "p{40,}", "glc_eyJ{b100}", "glc_eyJ...", "gitleaks", "L"),
        Token("grafana-api-key", "eyJrIjoi", "p{60,120}", "eyJrIjoi{b90}", "eyJrIjoi", "gitleaks", "S"),
        Token(
            "dynatrace-token",
            "dt0c01. dt0s01. dt0s02. dt0s08. dt0s16.",
            "U{24}'.'U{64}",
            "dt0c01.{U24}.{U64}",
            "dt0c01.",
            "gitleaks",
            "L"
        ),
        Token("launchdarkly-key", "api- sdk-", Uuid, "sdk-{uuid}", "mob-{uuid}", "trufflehog", "SN"),
        Token("posthog-personal", "phx_ phs_ pha_ phr_", "w{40,50}", "phx_{w43}", "phc_{w43}", "gitleaks, trufflehog", "SR"),
        Token("segment-token", "sgp_", "w{64}", "sgp_{w64}", "sgp_", "titus", "SR"),
        Token("clerk-key", "sk_live_", "w{32,50}", "sk_live_{w44}", "pk_live_{w44}", "betterleaks", "L"),
        Token("notion-token", "ntn_", "w{46}", "ntn_{d11}{w35}", "ntn_id", "gitleaks, secretlint", "S"),
        Token(
            "notion-token",
            "secret_",
            "w{43}",
            "secret_{w43}",
            "secret_manager_client_with_a_very_long_name_x",
            "gitleaks",
            "SRN"
        ),
        Token("airtable-pat", "pat", "w{14}'.'h{64}", "pat{w14}.{h64}", "patternmatching.css", "trufflehog", "S"),
        Token("figma-pat", "figd_ figp_", "u{38,42}", "figd_{u40}", "figd_id", "gitleaks, secretlint", "S"),
        Token("dropbox-short", "sl.", "v{125,200}", "sl.u.A{u150}", "sl.example", "trufflehog, CredSweeper", "SR"),
        Token("salesforce-token", "00D", "w{12,15}'!'v{80,260}", "00D{w12}!AQ{w94}", "00D00", "titus", "S"),
        Token("mapbox-secret", "sk.eyJ", "u{40,120}'.'u{22}", "sk.eyJ{u70}.{u22}", "pk.eyJ{u70}.{u22}", "trufflehog, titus", "L"),
        Token("mapbox-temporary", "tk.eyJ", "u{40,120}'.'u{22}", "tk.eyJ{u70}.{u22}", "tk.eyJ", "trufflehog", "L"),
        Token("firebase-server-key", ":APA91b", "u{120,150}", "AAAA{u7}:APA91b{u134}", ":APA91b", "titus", before: "u{11}"),
        Token("facebook-token", "EAA", "w{80,300}", "EAA{w180}", "EAAAA", "gitleaks, CredSweeper", "SR"),
        Token("instagram-token", "IGQV", "w{60,300}", "IGQV{w130}", "IGQV", "gitleaks, CredSweeper", "SR"),
        Token(
            "twitter-bearer",
            "AAAAAAAAAAAAAAAAAAAAAA",
            "y{60,130}",
            "AAAAAAAAAAAAAAAAAAAAAA{w26}%2B{w10}%3D{w52}",
            "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "gitleaks, CredSweeper",
            "SR"
        ),
        Token("alchemy-key", "alcht_", "w{30}", "alcht_{w30}", "alcht_", "trufflehog", "L"),
        Token("typeform-token", "tfp_", "t{59}", "tfp_{w59}", "tfp_id", "gitleaks", "S"),
        Token("readme-key", "rdme_", "l{70}", "rdme_{l70}", "rdme_", "gitleaks", "S"),
        Token("maxmind-key", "_mmk", "w{0}", "{w6}_{w29}_mmk", "x_mmk", "gitleaks", before: "W{36}"),
        Token("zuplo-key", "zpka_", "l{32}'_'h{8}", "zpka_{l32}_{h8}", "zpka_", "titus", "S", Checksums.TrailingHex),
        Token("aikido-secret", "AIK_SECRET_", "w{64}", "AIK_SECRET_{w64}", "AIK_SECRET_", "betterleaks", "L"),
        Token("databento-key", "db-", "w{29}", "db-{w29}", "db-migrations-of-the-application", "betterleaks", "SRN"),
        Token("frameio-token", "fio-u-", "v{64}", "fio-u-{u64}", "fio-u-", "gitleaks", "L"),
        Token("ionic-token", "ion_", "w{42}", "ion_{w42}", "ion_content", "betterleaks", "SRN"),
        Token("adobe-secret", "p8e-", "l{32}", "p8e-{l32}", "p8e-", "gitleaks", "SR"),
        Token("canva-secret", "cnvca", "u{51}", "cnvca{w51}", "cnvcanvas", "betterleaks", "SRN"),
        Token(
            "codex-refresh-token",
            "rt_",
            "v{36,90}",
            "rt_{u40}",
            "rt_priority_scheduler_for_low_latency_jobs",
            "observed",
            "SRN"
        ),
    ];
}

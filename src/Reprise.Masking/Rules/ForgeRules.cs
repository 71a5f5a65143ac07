using Reprise.Masking.Verifying;
using static Reprise.Masking.Rules.RuleCatalog;

namespace Reprise.Masking.Rules;

/// <summary>Tokens of code forges and of what builds, tests and tracks work beside them.</summary>
internal static class ForgeRules
{
    public static Rule[] Rows { get; } =
    [
        Token("github-pat", "ghp_", "w{36}", "GITHUB_TOKEN=ghp_{w36}", "ghp_{x36}", "vendor, gitleaks", "L", Checksums.GitHub),
        Token("github-oauth", "gho_", "w{36}", "gho_{w36}", "gho_...", "vendor, gitleaks", "L", Checksums.GitHub),
        Token("github-user-to-server", "ghu_", "w{36}", "ghu_{w36}", "ghu_<token>", "vendor, gitleaks", "L", Checksums.GitHub),
        Token("github-server-to-server", "ghs_", "w{36}", "ghs_{w36}", "ghs_***", "vendor, gitleaks", "L", Checksums.GitHub),
        Token(
            "github-stateless-app",
            "ghs_",
            "d{1,12}'_eyJ'u{20,}'.'u{20,}'.'u{40,}",
            "ghs_{d7}_eyJ{u40}.eyJ{u80}.{u342}",
            "ghs_1234567",
            "vendor, secretlint",
            "L"
        ),
        Token("github-refresh", "ghr_", "w{36,76}", "ghr_{w76}", "ghr_id", "gitleaks, titus", "L", Checksums.GitHub),
        Token(
            "github-fine-grained",
            "github_pat_",
            "w{22}'_'w{59}",
            "github_pat_{w22}_{w59}",
            "github_pat_token",
            "gitleaks, titus",
            "L"
        ),
        Token("gitlab-pat", "glpat-", "u{20}", "glpat-{u20}", "glpat-{x20}", "gitleaks, detect-secrets", "L"),
        Token(
            "gitlab-pat-routable",
            "glpat- gldt- glrt- glrt-t1_ glft- glptt-",
            "u{27,300}'.'l{2,9}'.'?l{0,9}",
            "glpat-{u37}.01.{l9}",
            "glpat-...",
            "vendor",
            "L"
        ),
        Token("gitlab-deploy", "gldt-", "u{20}", "gldt-{u20}", "gldt-", "vendor", "L"),
        Token("gitlab-runner", "glrt- glrtr- glrt-t1_ glrt-t2_ glrt-t3_", "u{20}", "glrt-{u20}", "glrt-", "vendor", "L"),
        Token("gitlab-job", "glcbt-", "w{1,5}'_'u{20}", "glcbt-{h2}_{u20}", "glcbt-64", "vendor", "L"),
        Token("gitlab-trigger", "glptt-", "h{40}", "glptt-{h40}", "glptt-{z40}", "vendor", "L"),
        Token("gitlab-token", "glft- glsoat- glffct- glwt- glpat-", "u{20}", "glft-{u20}", "glft-", "vendor", "L"),
        Token("gitlab-mail", "glimt-", "u{25}", "glimt-{u25}", "glimt-", "vendor", "L"),
        Token("gitlab-oauth-app", "gloas-", "u{64}", "gloas-{h64}", "gloas-", "vendor", "L"),
        Token("gitlab-agent", "glagent-", "u{50}", "glagent-{u50}", "glagent-", "vendor", "L"),
        Token("gitlab-registration", "GR1348941", "u{20}", "GR1348941{u20}", "GR1348941", "gitleaks", "L"),
        Token("bitbucket-app-password", "ATBB", "w{24}X{8}", "ATBB{w24}{X8}", "ATBB", "CredSweeper", "S", Checksums.Atlassian),
        Token(
            "bitbucket-repository-token",
            "ATCTT3xFfGN0",
            "u{150,190}'='X{8}",
            "ATCTT3xFfGN0{u170}={X8}",
            "ATCTT3xFfGN0",
            "CredSweeper, trufflehog",
            "L",
            Checksums.Atlassian
        ),
        Token(
            "atlassian-api-token",
            "ATATT3xFfGF0",
            "u{150,190}'='X{8}",
            "ATATT3xFfGF0{u171}={X8}",
            "ATATT3xFfGF0",
            "CredSweeper, gitleaks",
            "L",
            Checksums.Atlassian
        ),
        Token("atlassian-api-token", "ATATT3 ATCTT3", "u{100,200}", "ATATT3{u180}", "ATATT3", "gitleaks", "L"),
        Token("bitbucket-server-token", "BBDC-", "z{44}", "BBDC-{bbdc}", "BBDC-", "CredSweeper, trufflehog", "L"),
        Token("sourcegraph-token", "sgp_", "h{16}'_'h{40}", "sgp_{h16}_{h40}", "sgp_{z40}", "gitleaks, trufflehog", "S"),
        Token("sourcegraph-token", "sgp_local_ sgp_", "h{40}", "sgp_{h40}", "sgp_local_", "gitleaks, trufflehog", "S"),
        Token("circleci-pat", "CCIPAT_ CCIPRJ_", "w{22}'_'h{40}", "CCIPAT_{w22}_{h40}", "CCIPAT_", "trufflehog", "L"),
        Token(
            "buildkite-token",
            "bkua_ bkaa_ bkaj_ bkar_ bkct_ bkpt_ bkpat_ bkps_",
            "l{32,60}",
            "bkua_{l40}",
            "bkua_id",
            "trufflehog",
            "SR"
        ),
        Token("sonar-token", "sqp_ squ_ sqa_", "h{40}", "squ_{h40}", "sqp_{z40}", "gitleaks, trufflehog", "S"),
        Token("sonar-token", "sqco_", "w{59}", "sqco_{w59}", "sqco_id", "betterleaks", "S"),
        Token("octopus-key", "API-", "U{26}", "API-{U26}", "API-AUTHENTICATIONREQUIREDNOW", "gitleaks", "SR"),
        Token("harness-token", "pat. sat.", "u{22}'.'h{24}'.'w{20}", "pat.{w22}.{h24}.{w20}", "pat.name", "gitleaks", "SN"),
        Token(
            "linear-key",
            "lin_api_ lin_oauth_ lin_wh_",
            "w{32,64}",
            "lin_api_{w40}",
            "lin_api_...",
            "gitleaks, trufflehog",
            "L"
        ),
        Token("prefect-key", "pnu_", "w{36}", "pnu_{w36}", "pnu_id", "gitleaks", "SR"),
        Token("postman-key", "PMAK-", "h{24}'-'h{34}", "PMAK-{h24}-{h34}", "PMAK-", "gitleaks, CredSweeper", "L"),
        Token("postman-key", "PMAT-", "U{26}", "PMAT-{U26}", "PMAT-", "gitleaks", "L"),
    ];
}

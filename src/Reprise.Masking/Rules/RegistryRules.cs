using Reprise.Masking.Verifying;
using static Reprise.Masking.Rules.RuleCatalog;

namespace Reprise.Masking.Rules;

/// <summary>Tokens of package registries.</summary>
internal static class RegistryRules
{
    public static Rule[] Rows { get; } =
    [
        Token(
            "npm-token",
            "npm_",
            "w{36}",
            "//registry.example.com/:_authToken=npm_{w36}",
            "npm_config_registry",
            "vendor, gitleaks",
            "S",
            Checksums.GitHub
        ),
        Token(
            "pypi-token",
            "pypi-AgEIcHlwaS5vcmc pypi-AgENdGVzdC5weXBpLm9yZ pypi-AgE",
            "u{50,240}",
            "pypi-AgEIcHlwaS5vcmc{u140}",
            "pypi-AgEIcHlwaS5vcmc",
            "gitleaks, detect-secrets",
            "L"
        ),
        Token("rubygems-key", "rubygems_", "h{48}", "rubygems_{h48}", "rubygems_version", "gitleaks", "S"),
        Token("nuget-key", "oy2", "q{43}", "oy2{q43}", "oy2", "Microsoft, trufflehog", "S"),
        Token("crates-token", "cio", "w{32}", "cio{w32}", "ciopfscheckpointintervalmilliseconds", "gitleaks, kingfisher", "SR"),
        Token("docker-pat", "dckr_pat_ dckr_oat_", "u{27,32}", "dckr_pat_{u27}", "dckr_pat_", "trufflehog", "L"),
        Token("jfrog-key", "AKCp", "x{69}", "AKCp{k69}", "AKCp", "CredSweeper, trufflehog", "S"),
        Token("jfrog-reference", "cmVmdGtu", "p{50,64}", "cmVmdGtu{jfrog}", "cmVmdGtu", "CredSweeper, trufflehog", "S"),
        Token("clojars-token", "CLOJARS_", "h{60}", "CLOJARS_{h60}", "CLOJARS_USERNAME", "gitleaks", "S"),
        Token("cloudsmith-key", "csa_", "h{30}w{6}", "csa_{h36}", "csa_id", "betterleaks", "SN"),
        Token("contentful-pat", "CFPAT-", "u{43}", "CFPAT-{u43}", "CFPAT-", "titus", "L"),
    ];
}

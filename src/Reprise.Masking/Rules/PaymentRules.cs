using static Reprise.Masking.Rules.RuleCatalog;

namespace Reprise.Masking.Rules;

/// <summary>Keys of payments and commerce.</summary>
internal static class PaymentRules
{
    private const string Uuid = "h{8}'-'h{4}'-'h{4}'-'h{4}'-'h{12}";

    public static Rule[] Rows { get; } =
    [
        Token("stripe-live", "sk_live_ sk_org_", "w{20,250}", "sk_live_{w99}", "pk_live_{w24}", "gitleaks, trufflehog", "L"),
        Token("stripe-test", "sk_test_", "w{20,250}", "sk_test_51{w97}", "sk_test_{x24}", "gitleaks, trufflehog", "L"),
        Token(
            "stripe-restricted",
            "rk_live_ rk_test_",
            "w{20,250}",
            "rk_live_51{w97}",
            "rk_live_...",
            "gitleaks, trufflehog",
            "L"
        ),
        Token("stripe-webhook", "whsec_", "p{24,80}", "whsec_{w32}", "whsec_test_secret", "CredSweeper", "R"),
        Token("square-token", "EAAA", "u{60}", "EAAA{u60}", "EAAAA", "gitleaks, trufflehog", "SR"),
        Token("square-token", "sq0atp-", "u{22}", "sq0atp-{u22}", "sq0idp-{u22}", "gitleaks, trufflehog", "L"),
        Token("square-token", "sq0csp-", "u{43}", "sq0csp-{u43}", "sq0csp-", "gitleaks, trufflehog", "L"),
        Token(
            "braintree-token",
            "access_token$production$ access_token$sandbox$",
            "l{16}'$'h{32}",
            "access_token$production${l16}${h32}",
            "access_token$production$",
            "titus, CredSweeper",
            "L"
        ),
        Token(
            "shopify-token",
            "shpat_ shpca_ shppa_ shpss_ shptka_",
            "H{32}",
            "shpat_{h32}",
            "shpat_{z32}",
            "gitleaks, trufflehog",
            "L"
        ),
        Token(
            "plaid-access",
            "access-sandbox- access-development- access-production-",
            Uuid,
            "access-production-{uuid}",
            "access-production-role",
            "gitleaks",
            "L"
        ),
        Token(
            "flutterwave-key",
            "FLWSECK- FLWSECK_TEST-",
            "l{32}'-X'?",
            "FLWSECK-{h32}-X",
            "FLWPUBK-{h32}-X",
            "gitleaks, titus",
            "L"
        ),
        Token("razorpay-key", "rzp_live_", "w{14}", "rzp_live_{w14}", "rzp_live_", "titus", "L"),
        Token(
            "paddle-key",
            "pdl_live_apikey_ pdl_sdbx_apikey_",
            "l{26}'_'w{22}'_'w{3}",
            "pdl_live_apikey_{l26}_{w22}_{w3}",
            "pdl_live_apikey_",
            "betterleaks",
            "L"
        ),
        Token("polar-token", "polar_oat_ polar_pat_ polar_whs_", "u{30,64}", "polar_oat_{w40}", "polar_oat_", "betterleaks", "L"),
        Token(
            "gocardless-token",
            "live_",
            "u{40}",
            "live_{w40}",
            "live_preview_configuration_of_the_dashboard",
            "gitleaks",
            "SRN"
        ),
        Token("adyen-key", "AQE", "p{80,200}", "AQE{b120}", "AQEAAAA", "titus", "SR"),
        Token("easypost-key", "EZAK EZTK", "w{54}", "EZAK{w54}", "EZAK", "gitleaks", "S"),
        Token("shippo-token", "shippo_live_ shippo_test_", "h{40}", "shippo_live_{h40}", "shippo_live_", "gitleaks", "L"),
        Token("duffel-token", "duffel_live_ duffel_test_", "u{43}", "duffel_live_{u43}", "duffel_live_", "gitleaks", "L"),
        Token("ramp-secret", "ramp_sec_", "w{48}", "ramp_sec_{w48}", "ramp_sec_", "betterleaks", "L"),
        Token(
            "mercury-token",
            "mercury_production_",
            "W{20,80}",
            "mercury_production_rma_{w40}_yrucrem",
            "mercury_production_mode",
            "betterleaks",
            "R"
        ),
    ];
}

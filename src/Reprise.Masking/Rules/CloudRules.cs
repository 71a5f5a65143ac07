using Reprise.Masking.Verifying;
using static Reprise.Masking.Rules.RuleCatalog;

namespace Reprise.Masking.Rules;

/// <summary>Keys of clouds, hosts and databases as a service.</summary>
internal static class CloudRules
{
    private const string Uuid = "h{8}'-'h{4}'-'h{4}'-'h{4}'-'h{12}";

    public static Rule[] Rows { get; } =
    [
        Token(
            "aws-access-key-id",
            "AKIA ASIA ABIA ACCA",
            "Q{16}",
            "aws_access_key_id = AKIA{Q16}",
            "AKIA" + "IOSFODNN7EXAMPLE",
            "vendor",
            "S",
            Structures.AwsKeyId
        ),
        Token(
            "aws-session-token",
            "IQoJb3JpZ2lu FwoGZXIvYXdz",
            "p{80,}",
            "IQoJb3JpZ2luX2Vj{b300}=",
            "IQoJb3JpZ2luX2Vj",
            "trufflehog",
            "S"
        ),
        Token(
            "aws-presigned-signature",
            "X-Amz-Signature",
            "'='H{64}",
            "&X-Amz-Signature={h64}",
            "&X-Amz-Signature=",
            "vendor",
            "B"
        ),
        Token(
            "aws-session-token",
            "X-Amz-Security-Token",
            "'='g{60,}",
            "&X-Amz-Security-Token={u120}%3D",
            "X-Amz-Security-Token=",
            "vendor",
            "B"
        ),
        Token("aws-appsync-key", "da2-", "l{26}", "da2-{l26}", "da2-version", "titus, CredSweeper", "S"),
        Token("aws-mws-key", "amzn.mws.", Uuid, "amzn.mws.{uuid}", "amzn.mws.com", "titus, CredSweeper"),
        Token("google-oauth-access", "ya29.", "u{20,}", "ya29.a0A{u160}", "ya29.xxxxxxxxxxxxxxxxxxxxxxxx", "trufflehog, titus"),
        Token("google-oauth-refresh", "1//0", "u{60,120}", "1//0{w2}CgYIARAA{u88}", "https://x.example/1//0", "CredSweeper", "S"),
        Token(
            "google-client-secret",
            "GOCSPX-",
            "u{24,32}",
            "GOCSPX-{u28}",
            "GOCSPX-xxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "titus, CredSweeper",
            "L"
        ),
        Token(
            "azure-client-secret",
            "7Q~ 8Q~",
            "t{31,34}",
            "{w3}8Q~{t34}",
            "the mark 8Q~ at 4",
            "Microsoft, gitleaks",
            before: "t{3}",
            check: Structures.AzureClientSecret
        ),
        Token(
            "azure-storage-key",
            "+ASt",
            "b{6}'=='",
            "AccountKey={b76}+ASt{b5}A==",
            "a +ASt b",
            "Microsoft",
            "",
            AzureKeys.Identifiable,
            "b{76}"
        ),
        Token(
            "azure-cosmos-key",
            "ACDb",
            "b{6}'=='",
            "{b76}ACDb{b5}Q==",
            "ACDb",
            "Microsoft",
            "",
            AzureKeys.Identifiable,
            "b{76}"
        ),
        Token(
            "azure-batch-key",
            "+ABa +AMC APIM",
            "b{6}'=='",
            "{b76}+ABa{b5}Q==",
            "APIM",
            "Microsoft",
            "",
            AzureKeys.Identifiable,
            "b{76}"
        ),
        Token(
            "azure-messaging-key",
            "+ASb +AEh +ARm",
            "b{6}'='",
            "SharedAccessKey={b33}+ASb{b6}=",
            "+ASb",
            "Microsoft",
            "",
            AzureKeys.Identifiable,
            "b{33}"
        ),
        Token(
            "azure-messaging-key",
            "AIoT AzCa AZEG",
            "b{6}'='",
            "{b33}AIoT{b6}=",
            "AIoT",
            "Microsoft",
            "",
            AzureKeys.Identifiable,
            "b{33}"
        ),
        Token("azure-acr-password", "+ACR", "b{6}", "{b42}+ACR{U1}{b5}", "+ACR", "Microsoft, trufflehog", before: "b{42}"),
        Token("azure-search-key", "AzSe", "w{6}", "{w42}AzSe{U1}{w5}", "AzSe", "Microsoft", before: "w{42}"),
        Token("azure-functions-key", "AzFu", "u{6}'=='", "{u44}AzFu{u5}A==", "AzFu", "Microsoft", before: "u{44}"),
        Token(
            "azure-devops-pat",
            "JQQJ9",
            "w{27}",
            "{w52}JQQJ99{U2}{w16}AZDO{w4}",
            "JQQJ9",
            "Microsoft",
            "",
            AzureKeys.Common,
            "w{52}"
        ),
        Token(
            "azure-devops-pat",
            "JQQJ9",
            "w{29}'=='",
            "{w52}JQQJ99{U2}{w16}AZDO{w6}==",
            "JQQJ9",
            "Microsoft",
            "",
            AzureKeys.Common,
            "w{52}"
        ),
        Token(
            "azure-sas-signature",
            "sig",
            "'='g{40,80}",
            "?sv=2024-11-04&sp=r&sig={w20}%2B{w18}%2F{w3}%3D",
            "sig=value",
            "Microsoft, trufflehog",
            "B",
            Structures.SasSignature
        ),
        Token("alibaba-key-id", "LTAI", "w{12,20}", "LTAI5t{w18}", "LTAI", "betterleaks, CredSweeper", "SR"),
        Token("alibaba-sts", "STS.", "w{16,40}", "STS.{w24}", "STS.AssumeRole", "betterleaks", "SR"),
        Token(
            "digitalocean-token",
            "dop_v1_ doo_v1_ dor_v1_",
            "h{64}",
            "dop_v1_{h64}",
            "dop_v1_{z64}",
            "gitleaks, trufflehog",
            "L"
        ),
        Token("heroku-key", "HRKU-AA HRKU-", "u{36,64}", "HRKU-AA{u58}", "HRKU-", "gitleaks, trufflehog", "L"),
        Token(
            "cloudflare-token",
            "cfk_ cfut_ cfat_",
            "w{40}w{8}",
            "cfut_{w40}{h8}",
            "cfk_config",
            "vendor",
            "S",
            Checksums.TrailingHex
        ),
        Token("cloudflare-origin-key", "v1.0-", "h{24}'-'h{146}", "v1.0-{h24}-{h146}", "v1.0-beta", "gitleaks", "S"),
        Token(
            "fly-token",
            "FlyV1 fm1_ fm2_ fm1r_ fm2r_",
            "f{100,}",
            "FlyV1 fm2_{b520}==",
            "FlyV1 fm2_...",
            "gitleaks, trufflehog",
            "L"
        ),
        Token(
            "fly-token",
            "fm1_ fm2_ fm1r_ fm2r_ fo1_",
            "f{100,}",
            "fm2_{b520}==,fm2_{b100}",
            "fm2_radio",
            "gitleaks, trufflehog",
            "S"
        ),
        Token("vercel-token", "vcp_ vci_ vca_ vcr_", "w{50,64}", "vcp_{w56}", "vcp_id", "betterleaks, secretlint", "S"),
        Token("netlify-token", "nfp_", "W{36,40}", "nfp_{w36}", "nfp_name", "trufflehog, CredSweeper", "SR"),
        Token("render-key", "rnd_", "w{28}", "rnd_{w28}", "rnd_number_generator_state_x", "betterleaks", "SR"),
        Token("supabase-pat", "sbp_", "h{40}", "sbp_{h40}", "sbp_{z40}", "trufflehog", "L"),
        Token(
            "supabase-secret",
            "sb_secret_",
            "u{22}'_'u{8}",
            "sb_secret_{w22}_{w8}",
            "sb_publishable_{w22}_{w8}",
            "vendor",
            "L"
        ),
        Token("neon-key", "napi_", "l{64}", "napi_{l64}", "napi_create_function", "betterleaks", "S"),
        Token(
            "planetscale-token",
            "pscale_tkn_ pscale_pw_ pscale_oauth_",
            "v{32,64}",
            "pscale_tkn_{u43}",
            "pscale_tkn_...",
            "gitleaks, trufflehog",
            "L"
        ),
        Token("mongodb-atlas-secret", "mdb_sa_sk_", "u{40}", "mdb_sa_sk_{u40}", "mdb_sa_id_{h24}", "betterleaks, titus", "L"),
        Token("confluent-secret", "cflt", "p{60}", "cflt{b54}{b6}", "cfltutil", "titus", "S", Checksums.Confluent),
        Token("cockroach-key", "CCDB1_", "w{22}'_'w{40}", "CCDB1_{w22}_{w40}", "CCDB1_", "betterleaks", "L"),
        Token("datastax-token", "AstraCS:", "w{20,30}':'h{64}", "AstraCS:{w24}:{h64}", "AstraCS:", "titus", "L"),
        Token("aiven-password", "AVNS_", "u{19}", "AVNS_{w19}", "AVNS_", "observed", "L"),
        Token("clickhouse-key", "4b1d", "w{38}", "4b1d{w38}", "4b1d0000", "betterleaks", "SRN", Structures.NotHex),
        Token("elastic-key", "essu_", "p{60,200}", "essu_{b90}", "essu_", "betterleaks", "L"),
        Token("exoscale-key", "EXO", "h{24,30}", "EXO{h24}", "EXOTIC", "betterleaks", "SR"),
        Token("upcloud-token", "ucat_", "w{24,32}", "ucat_{w26}", "ucat_id", "betterleaks", "SR"),
        Token("yandex-key", "AQVN", "u{35,38}", "AQVN{u36}", "AQVN", "betterleaks", "SR"),
        Token("yandex-token", "t1.", "u{60,}'.'u{80,90}", "t1.{u90}.{u86}", "t1.micro", "betterleaks", "S"),
        Token("databricks-pat", "dapi", "h{32}'-'?d{0,2}", "dapi{h32}-2", "dapi{z32}", "gitleaks", "S"),
        Token("deno-token", "ddp_", "w{36}", "ddp_{w36}", "ddp_rank", "betterleaks", "SR"),
    ];
}

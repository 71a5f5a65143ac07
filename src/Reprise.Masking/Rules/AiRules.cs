using Reprise.Masking.Verifying;
using static Reprise.Masking.Rules.RuleCatalog;

namespace Reprise.Masking.Rules;

/// <summary>Keys of those who run models and of what is built around them.</summary>
internal static class AiRules
{
    private const string OpenAiMark = "T3Blbk" + "FJ";

    public static Rule[] Rows { get; } =
    [
        Token(
            "anthropic-api-key",
            "sk-ant-api03- sk-ant-api04- sk-ant-api05-",
            "u{95}",
            "key sk-ant-api03-{u93}AA",
            "sk-ant-api03-{x95}",
            "gitleaks, trufflehog",
            "L"
        ),
        Token(
            "anthropic-admin-key",
            "sk-ant-admin01- sk-ant-admin02-",
            "u{95}",
            "key sk-ant-admin01-{u93}AA",
            "sk-ant-admin01-...",
            "gitleaks",
            "L"
        ),
        Token(
            "anthropic-oauth-access",
            "sk-ant-oat01- sk-ant-oat02-",
            "u{80,140}",
            "\"accessToken\": \"sk-ant-oat01-{u95}\"",
            "sk-ant-oat01-<token>",
            "observed",
            "L"
        ),
        Token(
            "anthropic-oauth-refresh",
            "sk-ant-ort01- sk-ant-ort02-",
            "u{80,140}",
            "\"refreshToken\": \"sk-ant-ort01-{u95}\"",
            "sk-ant-ort01-****",
            "observed",
            "L"
        ),
        Token(
            "anthropic-session",
            "sk-ant-sid01- sk-ant-sid02-",
            "u{80,140}",
            "sessionKey=sk-ant-sid01-{u93}AA",
            "sk-ant-sid01-",
            "GitHub's list; length observed",
            "L"
        ),
        Token(
            "anthropic-key",
            "sk-ant-",
            "l{2,9}'-'u{40,}",
            "use sk-ant-kid07-{u60}",
            "keys start with sk-ant-api03-",
            "what future kinds will look like",
            grade: Grade.Contextual
        ),
        Token(
            "openai-project",
            "sk-proj-",
            "u{40,200}",
            "sk-proj-{u58}" + OpenAiMark + "{u58}",
            "sk-proj-{x40}",
            "gitleaks, secretlint",
            "L"
        ),
        Token(
            "openai-svcacct",
            "sk-svcacct- sk-service-",
            "u{40,200}",
            "sk-svcacct-{u74}" + OpenAiMark + "{u74}",
            "sk-svcacct-...",
            "gitleaks, trufflehog",
            "L"
        ),
        Token(
            "openai-admin",
            "sk-admin-",
            "u{40,200}",
            "sk-admin-{u58}" + OpenAiMark + "{u58}",
            "sk-admin-your-key",
            "trufflehog",
            "L"
        ),
        Token(
            "openai-legacy",
            OpenAiMark,
            "w{20}",
            "sk-{w20}" + OpenAiMark + "{w20}",
            "the mark " + OpenAiMark,
            "gitleaks, detect-secrets",
            before: "u{23}"
        ),
        Token("openai-session", "sess-", "w{40}", "sess-{w40}", "sess-0000", "observed", "SR"),
        Token("google-api-key", "AIza", "u{35}", "key=AIzaSy{u33}", "AIza{Y35}", "gitleaks, trufflehog"),
        Token("gemini-auth-key", "AQ.Ab8RN6", "u{40,48}", "AQ.Ab8RN6{u44}", "AQ.Ab8RN6...", "betterleaks, vendor", "L"),
        Token("xai-key", "xai-", "W{70,90}", "xai-{w80}", "xai-org/grok", "trufflehog, kingfisher", "S"),
        Token("groq-key", "gsk_", "w{52}", "gsk_{w20}WGdyb3FY{w24}", "gsk_xxxx", "gitleaks, secretlint", "L"),
        Token(
            "huggingface-token",
            "hf_",
            "w{34}",
            "HF_TOKEN: hf_{a34}",
            "hf_hub_download(repo_id_and_some_file)",
            "gitleaks, trufflehog",
            "S",
            Structures.MixedLetters
        ),
        Token(
            "huggingface-token",
            "api_org_",
            "w{34}",
            "api_org_{a34}",
            "api_org_name",
            "gitleaks, trufflehog",
            "",
            Structures.MixedLetters
        ),
        Token("replicate-token", "r8_", "w{37}", "r8_{w37}", "r8_unorm", "trufflehog", "S"),
        Token("perplexity-key", "pplx-", "w{40,64}", "pplx-{w48}", "pplx-70b-online", "gitleaks, titus", "L"),
        Token("openrouter-key", "sk-or-v1-", "H{64}", "sk-or-v1-{h64}", "sk-or-v1-...", "trufflehog", "L"),
        Token("deepseek-key", "sk-", "h{32}", "sk-{h32}", "sk-00000000000000000000000000000000", "trufflehog, CredSweeper", "SN"),
        Token(
            "moonshot-key",
            "sk-",
            "w{40,60}",
            "sk-{w48}",
            "sk-your-key-goes-here",
            "betterleaks; the shape of several providers",
            "SR"
        ),
        Token("together-key", "tgp_v1_", "u{43}", "tgp_v1_{u43}", "tgp_v1_", "betterleaks, titus", "L"),
        Token("fireworks-key", "fw_", "w{24}", "fw_{w24}", "fw_version_number_for_target", "titus", "SR"),
        Token(
            "cerebras-key",
            "csk-",
            "l{40,60}",
            "csk-{l48}",
            "csk-model-name-for-inference-only-no-digits-at-all",
            "betterleaks, titus",
            "SR"
        ),
        Token("nvidia-key", "nvapi-", "u{60,72}", "nvapi-{u64}", "nvapi-key", "trufflehog, betterleaks", "L"),
        Token("voyage-key", "pa-", "u{43}", "pa-{w43}", "pa-page-header-title-and-subtitle-with-a-logo-x", "titus", "SR"),
        Token("pinecone-key", "pcsk_", "w{4,8}'_'w{50,70}", "pcsk_{w6}_{w63}", "pcsk_example", "trufflehog, betterleaks", "L"),
        Token(
            "langsmith-key",
            "lsv2_pt_ lsv2_sk_ lsv2_",
            "h{32}'_'h{10}",
            "lsv2_pt_{h32}_{h10}",
            "lsv2_pt_...",
            "trufflehog, betterleaks",
            "L"
        ),
        Token(
            "langfuse-secret",
            "sk-lf-",
            "h{8}'-'h{4}'-'h{4}'-'h{4}'-'h{12}",
            "sk-lf-{uuid}",
            "pk-lf-{uuid}",
            "trufflehog",
            "L"
        ),
        Token("elevenlabs-key", "sk_", "h{48}", "sk_{h48}", "sk_test", "trufflehog", "S"),
        Token(
            "tavily-key",
            "tvly-dev- tvly-prod- tvly-",
            "u{24,60}",
            "tvly-dev-{w32}",
            "tvly-your-api-key-comes-here-please",
            "titus, CredSweeper",
            "SR"
        ),
        Token("firecrawl-key", "fc-", "h{32}", "fc-{h32}", "fc-00000000000000000000000000000000", "titus", "SN"),
        Token("jina-key", "jina_", "w{56,64}", "jina_{w60}", "jina_embeddings_v3", "titus", "L"),
        Token("llamacloud-key", "llx-", "w{44,56}", "llx-{w48}", "llx-cloud", "CredSweeper", "L"),
        Token("wandb-key", "wandb_v1_", "W{60,90}", "wandb_v1_{w77}", "wandb_v1_run", "betterleaks", "L"),
        Token(
            "cursor-key",
            "key_",
            "h{64}",
            "key_{h64}",
            "key_0000000000000000000000000000000000000000000000000000000000000000",
            "betterleaks, titus",
            "SN"
        ),
        Token("runway-key", "key_", "h{128}", "key_{h128}", "key_name", "titus", "SN"),
        Token("retell-key", "key_", "h{28}", "key_{h28}", "key_name", "titus", "SN"),
        Token("runpod-key", "rpa_", "w{40,50}", "rpa_{U40}{w6}", "rpa_process_name", "betterleaks", "SR"),
        Token("vercel-ai-key", "vck_", "w{50,64}", "vck_{w56}", "vck_id", "betterleaks, secretlint", "L"),
        Token("bedrock-key", "ABSK", "p{100,300}", "ABSK{bedrock}", "ABSK{x120}", "gitleaks", "S", Structures.Bedrock),
        Token(
            "bedrock-short-key",
            "bedrock-api-key-",
            "p{60,}",
            "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t{b200}",
            "bedrock-api-key-id",
            "gitleaks",
            "L"
        ),
        Token("apify-token", "apify_api_", "w{30,42}", "apify_api_{w36}", "apify_api_url", "betterleaks", "L"),
        Token("coze-token", "pat_", "w{64}", "pat_{w64}", "pat_name", "titus", "SRN"),
        Token("friendli-token", "flp_", "w{46}", "flp_{w46}", "flp_file", "titus", "SR"),
        Token("coderabbit-key", "cr-", "h{58}", "cr-{h58}", "cr-lf", "titus", "S"),
        Token("e2b-key", "e2b_", "h{40}", "e2b_{h40}", "e2b_sandbox", "observed", "S"),
        Token("devin-key", "apk_user_", "p{100,200}", "apk_user_{b150}", "apk_user_id", "betterleaks", "L"),
        Token("devin-key", "apk_", "p{80,110}", "apk_{b90}", "apk_path", "betterleaks", "SR"),
        Token("devin-key", "cog_", "q{52}", "cog_{q52}", "cog_service", "betterleaks", "SR"),
        Token("cody-token", "slk_", "h{64}", "slk_{h64}", "slk_id", "trufflehog", "S"),
        Token("minimax-key", "sk-api-", "u{100,140}", "sk-api-{u119}", "sk-api-key", "betterleaks", "L"),
    ];
}

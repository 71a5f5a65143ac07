namespace Reprise.Tests.Masking;

/// <summary>Made-up secrets of many kinds: how each looks and what variable holds it.</summary>
internal static class SecretTemplates
{
    /// <summary>Secrets that their shape alone gives away.</summary>
    public static readonly (string Kind, string Shape, string Name)[] Shaped =
    [
        ("anthropic-api-key", "sk-ant-api03-{u93}AA", "CLAUDE_KEY"), ("anthropic-oauth-access", "sk-ant-oat01-{u95}", "CLAUDE_CODE_OAUTH_TOKEN"), ("anthropic-session", "sk-ant-sid01-{u93}AA", "SESSION_KEY"),
        ("openai-project", "sk-proj-{w74}T3BlbkFJ{w74}", "OPENAI_API_KEY"), ("openai-legacy", "sk-{w20}T3BlbkFJ{w20}", "OPENAI_KEY"), ("google-api-key", "AIzaSy{u33}", "MAPS_KEY"), ("gemini-auth-key", "AQ.Ab8RN6{u44}", "GEMINI_API_KEY"),
        ("xai-key", "xai-{w80}", "XAI_KEY"), ("groq-key", "gsk_{w20}WGdyb3FY{w24}", "GROQ_KEY"), ("huggingface-token", "hf_{a34}", "HF_HUB_TOKEN"), ("replicate-token", "r8_{w37}", "REPLICATE_TOKEN"),
        ("openrouter-key", "sk-or-v1-{h64}", "OPENROUTER_KEY"), ("deepseek-key", "sk-{h32}", "DEEPSEEK_KEY"), ("perplexity-key", "pplx-{w48}", "PPLX_KEY"), ("nvidia-key", "nvapi-{u64}", "NIM_KEY"), ("langsmith-key", "lsv2_pt_{h32}_{h10}", "LANGCHAIN_KEY"),
        ("elevenlabs-key", "sk_{h48}", "ELEVEN_KEY"), ("voyage-key", "pa-{w43}", "VOYAGE_KEY"), ("pinecone-key", "pcsk_{w6}_{w63}", "PINECONE_KEY"), ("wandb-key", "wandb_v1_{w77}", "WANDB_KEY"), ("bedrock-key", "ABSK{bedrock}", "BEDROCK_TOKEN"),
        ("apify-token", "apify_api_{w36}", "APIFY_TOKEN"), ("runpod-key", "rpa_{U40}{w6}", "RUNPOD_KEY"), ("e2b-key", "e2b_{h40}", "E2B_KEY"), ("runway-key", "key_{h128}", "RUNWAY_KEY"), ("minimax-key", "sk-api-{u119}", "MINIMAX_KEY"), ("coderabbit-key", "cr-{h58}", "CR_KEY"),
        ("aws-access-key-id", "AKIA{Q16}", "AWS_KEY_ID"), ("aws-temporary-key-id", "ASIA{Q16}", "AWS_KEY_ID"), ("google-oauth-access", "ya29.a0A{u160}", "GOOGLE_TOKEN"), ("google-client-secret", "GOCSPX-{u28}", "OAUTH_SECRET"), ("google-oauth-refresh", "1//0{w2}CgYIARAA{u88}", "REFRESH"),
        ("azure-client-secret", "{w3}8Q~{w34}", "AZURE_SECRET"), ("azure-devops-pat", "{w52}JQQJ99BA{l12}AAABAZDO{w4}", "ADO_TOKEN"), ("digitalocean-token", "dop_v1_{h64}", "DO_TOKEN"), ("heroku-key", "HRKU-AA{u58}", "HEROKU_KEY"), ("cloudflare-token", "cfut_{w40}{h8}", "CF_TOKEN"),
        ("vercel-token", "vcp_{w56}", "VERCEL"), ("netlify-token", "nfp_{w36}", "NETLIFY_TOKEN"), ("render-key", "rnd_{w28}", "RENDER_KEY"), ("supabase-pat", "sbp_{h40}", "SUPABASE_TOKEN"), ("supabase-secret", "sb_secret_{w22}_{w8}", "SUPABASE_KEY"), ("neon-key", "napi_{l64}", "NEON_KEY"),
        ("planetscale-token", "pscale_pw_{w43}", "PSCALE"), ("databricks-pat", "dapi{h32}", "DATABRICKS"), ("deno-token", "ddp_{w36}", "DENO"), ("cockroach-key", "CCDB1_{w22}_{w40}", "CRDB"), ("aiven-password", "AVNS_{w19}", "AIVEN"), ("datastax-token", "AstraCS:{w24}:{h64}", "ASTRA"),
        ("vault-service", "hvs.{u95}", "VAULT"), ("terraform-cloud", "{w14}.atlasv1.{w67}", "TFC"), ("doppler-token", "dp.pt.{w43}", "DOPPLER"), ("pulumi-token", "pul-{h40}", "PULUMI"), ("tailscale-key", "tskey-auth-k{w11}CNTRL-{w32}", "TS"), ("age-secret-key", "AGE-SECRET-KEY-1{e58}", "AGE"),
        ("openshift-token", "sha256~{w43}", "OC"), ("docker-swarm-token", "SWMTKN-1-{l50}-{l25}", "SWARM"), ("github-pat", "ghp_{w36}", "GH"), ("github-server-to-server", "ghs_{w36}", "GH"), ("github-fine-grained", "github_pat_{w22}_{w59}", "GH"), ("gitlab-pat", "glpat-{w20}", "GL"),
        ("gitlab-runner", "glrt-{w20}", "GL"), ("gitlab-feed", "glft-{w20}", "GL"), ("gitlab-oauth-app", "gloas-{h64}", "GL"), ("bitbucket-app-password", "ATBB{w24}{X8}", "BB"), ("atlassian-api-token", "ATATT3xFfGF0{w171}={X8}", "JIRA"), ("circleci-pat", "CCIPAT_{w22}_{h40}", "CIRCLE"),
        ("buildkite-token", "bkua_{l40}", "BK"), ("sonar-token", "squ_{h40}", "SONAR"), ("linear-key", "lin_api_{w40}", "LINEAR"), ("prefect-key", "pnu_{w36}", "PREFECT"), ("postman-key", "PMAK-{h24}-{h34}", "POSTMAN"), ("harness-token", "pat.{w22}.{h24}.{w20}", "HARNESS"),
        ("slack-bot", "xoxb-{d12}-{d13}-{w24}", "SLACK"), ("slack-user", "xoxp-{d12}-{d12}-{d12}-{h32}", "SLACK"), ("slack-app", "xapp-1-A{U10}-{d13}-{h64}", "SLACK"), ("discord-webhook", "https://discord.com/api/webhooks/{d18}/{w68}", "HOOK"), ("slack-webhook", "https://hooks.slack.com/services/T{U10}/B{U10}/{w24}", "HOOK"),
        ("telegram-bot", "{d10}:AA{w33}", "TG"), ("sendgrid-key", "SG.{w22}.{w43}", "SENDGRID"), ("mailgun-key", "key-{h32}", "MAILGUN"), ("brevo-key", "xkeysib-{h64}-{w16}", "BREVO"), ("resend-key", "re_{w8}_{w24}", "RESEND"), ("twilio-api-key", "SK{h32}", "TWILIO"), ("hubspot-pat", "pat-eu1-{uuid}", "HUBSPOT"),
        ("stripe-live", "sk_live_{w24}", "STRIPE"), ("stripe-restricted", "rk_live_51{w97}", "STRIPE"), ("stripe-webhook", "whsec_{w32}", "STRIPE"), ("square-token", "sq0csp-{w43}", "SQUARE"), ("shopify-token", "shpat_{h32}", "SHOP"), ("plaid-access", "access-production-{uuid}", "PLAID"), ("easypost-key", "EZAK{w54}", "EZ"),
        ("flutterwave-key", "FLWSECK-{h32}-X", "FLW"), ("braintree-token", "access_token$production${l16}${h32}", "BT"), ("paddle-key", "pdl_live_apikey_{l26}_{w22}_{w3}", "PADDLE"), ("npm-token", "npm_{w36}", "NPM"), ("pypi-token", "pypi-AgEIcHlwaS5vcmc{w140}", "PYPI"), ("rubygems-key", "rubygems_{h48}", "GEM"),
        ("nuget-key", "oy2{q43}", "NUGET"), ("docker-pat", "dckr_pat_{w27}", "DOCKER"), ("clojars-token", "CLOJARS_{h60}", "CLOJARS"), ("contentful-pat", "CFPAT-{w43}", "CF"), ("newrelic-user-key", "NRAK-{U27}", "NR"), ("sentry-user", "sntryu_{h64}", "SENTRY"), ("grafana-sa", "glsa_{w32}_{h8}", "GRAFANA"),
        ("dynatrace-token", "dt0c01.{U24}.{U64}", "DT"), ("posthog-personal", "phx_{w43}", "PH"), ("notion-token", "ntn_{d11}{w35}", "NOTION"), ("airtable-pat", "pat{w14}.{h64}", "AIRTABLE"), ("figma-pat", "figd_{w40}", "FIGMA"), ("mapbox-secret", "sk.eyJ{w70}.{w22}", "MAPBOX"), ("facebook-token", "EAA{w180}", "FB"),
        ("alchemy-key", "alcht_{w30}", "ALCHEMY"), ("typeform-token", "tfp_{w59}", "TYPEFORM"), ("zuplo-key", "zpka_{l32}_{h8}", "ZUPLO"), ("frameio-token", "fio-u-{w64}", "FRAME"), ("jwt", "{jwt}", "JWT"), ("discord-bot", "{discord}", "BOT"), ("salesforce-token", "00D{w12}!AQ{w94}", "SF"),
        ("codex-refresh", "rt_{w40}", "RT"), ("password-hash", "$2b$12${c53}", "HASH"), ("password-hash", "$6${c16}${c86}", "HASH"), ("launchdarkly-key", "sdk-{uuid}", "LD"), ("mongodb-atlas-secret", "mdb_sa_sk_{w40}", "MDB"), ("elastic-key", "essu_{b90}", "ES"), ("readme-key", "rdme_{l70}", "README"),
    ];

    /// <summary>Secrets that only a name gives away.</summary>
    public static readonly (string Shape, string Name)[] Named =
    [
        ("{w20}", "APP_DB_PASSWORD"), ("{w14}", "ftp_password"), ("Kestrel.Basalt{d3}#", "SMTP_PASSWORD"), ("Plum-Cobalt{d4}!", "adminPassword"), ("{a7}!{w6}@{d3}", "root_passwd"), ("{h40}", "GITEA_TOKEN"), ("{h32}", "DATADOG_API_KEY"), ("{w32}", "MISTRAL_API_KEY"),
        ("{w40}", "COHERE_API_KEY"), ("{b40}", "AWS_SECRET_ACCESS_KEY"), ("{b86}==", "AZURE_STORAGE_ACCOUNT_KEY"), ("{uuid}", "SNYK_TOKEN"), ("{uuid}", "POSTMARK_SERVER_TOKEN"), ("{q52}", "AZURE_DEVOPS_PAT"), ("{w64}", "SESSION_SECRET"), ("{h64}", "ENCRYPTION_KEY"), ("{b43}=", "APP_SECRET"),
        ("{l26}", "MATTERMOST_TOKEN"), ("{h64}", "LINODE_TOKEN"), ("{U36}", "VULTR_API_KEY"), ("{w22}", "TRAVIS_TOKEN"), ("00{w40}", "OKTA_API_TOKEN"), ("{h32}.{w16}", "ZHIPU_API_KEY"), ("{w50}", "RAPIDAPI_KEY"), ("{h40}", "githubClientSecret"), ("{w44}", "jwtSigningKey"), ("{l32}", "drone_token"), ("{h32}", "TWILIO_AUTH_TOKEN"),
        ("{w43}", "OAUTH_CLIENT_SECRET"), ("{h48}", "packagecloud_token"), ("{u64}", "AUTH0_CLIENT_SECRET"), ("11{h32}", "JENKINS_API_TOKEN"),
    ];
}

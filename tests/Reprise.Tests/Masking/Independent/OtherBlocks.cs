using System.Security.Cryptography;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Secrets whose surroundings are more than a name: headers, cookies, pairs of keys, hashes, seeds, cut tokens.</summary>
internal static class OtherBlocks
{
    private static readonly string[] _seedWords =
    [
        "abandon",
        "banner",
        "cactus",
        "damage",
        "eager",
        "fabric",
        "galaxy",
        "habit",
        "icon",
        "jacket",
        "kangaroo",
        "ladder",
        "machine",
        "naive",
        "oak",
        "paddle",
        "quantum",
        "rabbit",
        "saddle",
        "tackle",
        "umbrella",
        "vacant",
        "wagon",
        "yard",
        "zebra",
        "absorb",
        "bamboo",
    ];

    public static (string Name, Func<Dice, string> Make)[] All { get; } =
    [
        ("aws credentials", AwsFile),
        (
            "aws csv",
            dice =>
                $"Access key ID,Secret access key\n{Mark.Secret("aws-access-key-id", AwsId(dice))},{Mark.Secret("aws-secret-key", dice.Of("b64", 40))}"
        ),
        ("aws sts", AwsSts),
        (
            "aws near",
            dice =>
                $"aws = boto3.Session('{Mark.Secret("aws-access-key-id", AwsId(dice))}', '{Mark.Secret("aws-secret-key", dice.Of("b64", 40))}')"
        ),
        ("aws presigned", Presigned),
        (
            "azure sas",
            dice =>
                $"https://acme{dice.Of("ln", 5)}.blob.core.windows.net/d/x.zip?sv=2024-11-04&se=2026-09-01T00%3A00%3A00Z&sr=b&sp=r&sig={Mark.Secret("azure-sas-signature", Uri.EscapeDataString(dice.Of("b64", 43) + "="))}"
        ),
        (
            "azure connection",
            dice =>
                $"DefaultEndpointsProtocol=https;AccountName=acme{dice.Of("ln", 4)};AccountKey={Mark.Secret("azure-storage-key", dice.Chance(0.5) ? Checks.Azure64(dice, "+ASt") : dice.Of("b64", 86) + "==")};EndpointSuffix=core.windows.net"
        ),
        (
            "service bus",
            dice =>
                $"Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey={Mark.Secret("azure-messaging-key", Checks.Azure32(dice, "+ASb"))}"
        ),
        (
            "app configuration",
            dice =>
                $"Endpoint=https://acme.azconfig.io;Id=AbC-l0-s0:{dice.Of("b62", 20)};Secret={Mark.Secret("azure-appconfig-secret", dice.Of("b64", 43) + "=")}"
        ),
        ("bearer", dice => $"Authorization: Bearer {Mark.Secret("bearer-token", dice.Of("u64", dice.Next(24, 60)))}"),
        ("bearer jwt", dice => $"authorization: bearer {Mark.Secret("jwt", Structured.Jwt(dice))}"),
        (
            "bearer curl",
            dice =>
                $"curl -H \"Authorization: Bearer {Mark.Secret("bearer-token", dice.Of("b62", 40))}\" https://api.acme.test/v1/me"
        ),
        (
            "bearer javascript",
            dice => $"headers: {{ Authorization: `Bearer {Mark.Secret("bearer-token", dice.Of("hex", 40))}` }}"
        ),
        (
            "bearer json",
            dice =>
                $"{{\"headers\":{{\"authorization\":\"Bearer {Mark.Secret("bearer-token", dice.Of("b62", 36))}\",\"accept\":\"*/*\"}}}}"
        ),
        ("bearer python", dice => $"headers = {{'Authorization': 'Bearer {Mark.Secret("bearer-token", dice.Of("u64", 43))}'}}"),
        ("token header", dice => $"-H 'Authorization: token {Mark.Secret("github-pat", Checks.Crc62(dice, "ghp_"))}'"),
        ("basic header", dice => $"Authorization: Basic {Mark.Secret("basic-auth", Structured.Basic(dice))}"),
        ("basic json", dice => $"\"authorization\": \"Basic {Mark.Secret("basic-auth", Structured.Basic(dice))}\","),
        (
            "checkout header",
            dice =>
                $"AUTHORIZATION: basic {Mark.Secret("basic-auth", Structured.Base64("x-access-token:" + Checks.Crc62(dice, "ghs_")))}"
        ),
        (
            "x-api-key",
            dice =>
                $"{dice.Pick("X-Api-Key", "x-api-key", "Api-Key", "X-Auth-Token", "PRIVATE-TOKEN", "Ocp-Apim-Subscription-Key")}: {Mark.Secret("api-key-header", dice.Of(dice.Pick("hex", "b62", "u64"), 32))}"
        ),
        (
            "x-api-key curl",
            dice =>
                $"curl --header \"{dice.Pick("X-API-Key", "PRIVATE-TOKEN", "X-Auth-Token")}: {Mark.Secret("api-key-header", dice.Of("b62", 28))}\" https://acme.test"
        ),
        ("x-api-key json", dice => $"{{\"x-api-key\": \"{Mark.Secret("api-key-header", dice.Of("b62", 40))}\"}}"),
        ("okta", dice => $"Authorization: SSWS {Mark.Secret("okta-token", "00" + dice.Of("u64", 40))}"),
        (
            "docker auth",
            dice =>
                $"{{\"auths\":{{\"registry.acme.test\":{{\"auth\":\"{Mark.Secret("docker-auth", Structured.Basic(dice))}\"}}}}}}"
        ),
        (
            "npmrc",
            dice =>
                $"//registry.npmjs.org/:_authToken={Mark.Secret("npm-token", dice.Chance(0.5) ? Checks.Crc62(dice, "npm_") : dice.Uuid())}"
        ),
        (
            "npmrc auth",
            dice => $"always-auth=true\n_auth={Mark.Secret("basic-auth", Structured.Basic(dice))}\nemail=ci@acme.test"
        ),
        (
            "npmrc password",
            dice =>
                $"//npm.acme.test/:username=ci\n//npm.acme.test/:_password={Mark.Secret("npm-password", Structured.Base64(Passwords.Strong(dice)))}"
        ),
        (
            "kubeconfig token",
            dice =>
                $"users:\n- name: admin\n  user:\n    token: {Mark.Secret("kubeconfig-token", dice.Chance(0.5) ? Structured.Jwt(dice) : dice.Of("b62", 32))}"
        ),
        ("kubernetes secret", KubernetesSecret),
        (
            "kubernetes secret json",
            dice =>
                $"{{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{{\"username\":\"{Mark.Allowed("YWRtaW4=")}\",\"password\":\"{Mark.Secret("k8s-secret-data", Structured.Base64(Passwords.Strong(dice)))}\"}}}}"
        ),
        (
            "cookie",
            dice =>
                $"Cookie: theme=dark; {dice.Pick("sessionid", "connect.sid", "auth_token", "remember_token", "JSESSIONID", "sid")}={Mark.Secret("cookie-session", dice.Of("b62", 32))}; lang=en"
        ),
        (
            "set-cookie",
            dice =>
                $"Set-Cookie: {dice.Pick("session", "access_token", "laravel_session", "_gitlab_session")}={Mark.Secret("cookie-session", dice.Of("hex", 32))}; Path=/; HttpOnly; Secure"
        ),
        ("cookie curl", dice => $"curl -b 'session={Mark.Secret("cookie-session", dice.Of("u64", 44))}' https://acme.test"),
        ("jwt", dice => $"got {Mark.Secret("jwt", Structured.Jwt(dice))} back"),
        (
            "jwt json",
            dice =>
                $"{{\"id_token\":\"{Mark.Secret("jwt", Structured.Jwt(dice))}\",\"refresh_token\":\"rt_{Mark.Secret("oauth-refresh-token", dice.Of("u64", 64))}\"}}"
        ),
        ("jwe", dice => $"enc={Mark.Secret("jwe", Structured.Jwe(dice))}"),
        ("jwt in base64", dice => $"b64: {Mark.Secret("jwt-base64", Structured.Base64(Structured.Jwt(dice)))}"),
        (
            "token in base64",
            dice => $"echo {Mark.Secret("github-pat-base64", Structured.Base64(Checks.Crc62(dice, "ghp_")))} | base64 -d"
        ),
        ("bcrypt", dice => $"admin:{Mark.Secret("password-hash", $"${dice.Pick("2a", "2b", "2y")}$12${dice.Of("b62", 53)}")}"),
        (
            "shadow",
            dice => $"erika:{Mark.Secret("password-hash", $"$6${dice.Of("b62", 16)}${dice.Of("b62", 86)}")}:19800:0:99999:7:::"
        ),
        (
            "yescrypt",
            dice =>
                $"erika:{Mark.Secret("password-hash", $"$y$j9T${dice.Of("b62", 22)}${dice.Of("b62", 43)}")}:19800:0:99999:7:::"
        ),
        (
            "argon2",
            dice =>
                $"hash = '{Mark.Secret("password-hash", $"$argon2id$v=19$m=65536,t=3,p=4${dice.Of("b64", 22)}${dice.Of("b64", 43)}")}'"
        ),
        ("apr1", dice => $"erika:{Mark.Secret("password-hash", $"$apr1${dice.Of("b62", 8)}${dice.Of("b62", 22)}")}"),
        (
            "pbkdf2",
            dice => $"h: {Mark.Secret("password-hash", $"$pbkdf2-sha256$29000${dice.Of("b62", 22)}${dice.Of("b62", 43)}")}"
        ),
        ("ssha", dice => $"userPassword: {Mark.Secret("password-hash", "{SSHA}" + Convert.ToBase64String(dice.Bytes(28)))}"),
        (
            "ntlm",
            dice =>
                $"Administrator:500:{Mark.Secret("password-hash", $"aad3b435b51404eeaad3b435b51404ee:{dice.Of("hex", 32)}")}:::"
        ),
        ("otpauth", dice => $"otpauth://totp/Acme:erika?secret={Mark.Secret("otp-seed", dice.Of("b32", 32))}&issuer=Acme"),
        (
            "mnemonic",
            dice =>
                $"mnemonic: \"{Mark.Secret("mnemonic", string.Join(' ', Enumerable.Range(0, dice.Pick(12, 24)).Select(_ => dice.Pick(_seedWords))))}\""
        ),
        (
            "eth key",
            dice =>
                $"{dice.Pick("PRIVATE_KEY", "DEPLOYER_PRIVATE_KEY")}={dice.Pick("", "0x")}{Mark.Secret("eth-private-key", dice.Of("hex", 64))}"
        ),
        ("wif", dice => $"importprivkey {Mark.Secret("bitcoin-wif", Wif(dice))}"),
        ("xprv", dice => $"root: {Mark.Secret("extended-private-key", "xprv9s21ZrQH143K" + dice.Of("b58", 95))}"),
        (
            "slack webhook",
            dice =>
                $"https://hooks.slack.com/services/{Mark.Secret("slack-webhook", $"T{dice.Of("UN", 9)}/B{dice.Of("UN", 9)}/{dice.Of("b62", 24)}")}"
        ),
        (
            "discord webhook",
            dice =>
                $"https://discord.com/api/webhooks/{Mark.Secret("discord-webhook", $"1{dice.Of("d", 17)}/{dice.Of("u64", 68)}")}"
        ),
        (
            "teams webhook",
            dice =>
                $"https://acme.webhook.office.com/webhookb2/{Mark.Secret("teams-webhook", $"{dice.Uuid()}@{dice.Uuid()}/IncomingWebhook/{dice.Of("hex", 32)}/{dice.Uuid()}")}"
        ),
        (
            "zapier hook",
            dice => $"https://hooks.zapier.com/hooks/catch/{Mark.Secret("zapier-hook", $"{dice.Of("d", 7)}/{dice.Of("ln", 7)}")}/"
        ),
        (
            "telegram url",
            dice =>
                $"https://api.telegram.org/bot{Mark.Secret("telegram-bot", $"{dice.Of("d", 10)}:AA{dice.Of("u64", 33)}")}/getMe"
        ),
        (
            "twilio",
            dice =>
                $"Client('AC{dice.Of("hex", 32)}', '{Mark.Secret("twilio-auth-token", dice.Of("hex", 32))}')  # TWILIO_AUTH_TOKEN"
        ),
        (
            "wireguard",
            dice =>
                $"[Interface]\nPrivateKey = {Mark.Secret("wireguard-key", dice.Of("b64", 43) + "=")}\nAddress = 10.8.0.2/32\n\n[Peer]\nPublicKey = {dice.Of("b64", 43)}=\nAllowedIPs = 0.0.0.0/0"
        ),
        ("cut token", Cut),
        ("wrapped token", Wrapped),
        ("joined strings", Joined),
        (
            "github actions log",
            dice =>
                $"2026-02-0{dice.Of("d", 1)}T10:00:00.1234567Z env:\n2026-02-02T10:00:00.1234571Z   DB_PASSWORD: {Mark.Secret("password-assignment", Passwords.Strong(dice))}"
        ),
        ("long list", LongList),
    ];

    private static string AwsId(Dice dice) => dice.Fill("{AKIA|ASIA}{b32:16}");

    private static string AwsFile(Dice dice) =>
        $"[default]\naws_access_key_id = {Mark.Secret("aws-access-key-id", AwsId(dice))}\naws_secret_access_key = {Mark.Secret("aws-secret-key", dice.Of("b64", 40))}\nregion = eu-central-1";

    private static string AwsSts(Dice dice) =>
        $"{{\n    \"Credentials\": {{\n        \"AccessKeyId\": \"{Mark.Secret("aws-access-key-id", dice.Fill("ASIA{b32:16}"))}\",\n        \"SecretAccessKey\": \"{Mark.Secret("aws-secret-key", dice.Of("b64", 40))}\",\n        \"SessionToken\": \"{Mark.Secret("aws-session-token", "IQoJb3JpZ2luX2Vj" + dice.Of("b64", 400))}\",\n        \"Expiration\": \"2026-05-01T12:00:00Z\"\n    }}\n}}";

    private static string Presigned(Dice dice) =>
        $"https://acme.s3.eu-central-1.amazonaws.com/r.csv?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={Mark.Allowed(AwsId(dice))}%2F20260301%2Feu-central-1%2Fs3%2Faws4_request&X-Amz-Date=20260301T100000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host&X-Amz-Signature={Mark.Secret("aws-presigned-signature", dice.Of("hex", 64))}";

    private static string KubernetesSecret(Dice dice) =>
        $"apiVersion: v1\nkind: Secret\nmetadata:\n  name: acme-{dice.Of("abc", 5)}\ntype: Opaque\ndata:\n  {dice.Pick("license", "salt", "upstream", "db")}: {Mark.Secret("k8s-secret-data", Structured.Base64(Passwords.Strong(dice) + Passwords.Strong(dice)))}\n  password: {Mark.Secret("k8s-secret-data", Structured.Base64(Passwords.Strong(dice)))}\n";

    private static string Wif(Dice dice)
    {
        byte[] payload = [0x80, .. dice.Bytes(32), 1];
        byte[] check = SHA256.HashData(SHA256.HashData(payload));
        var number = new System.Numerics.BigInteger([.. payload, .. check.AsSpan(0, 4)], isUnsigned: true, isBigEndian: true);
        var text = new System.Text.StringBuilder();
        for (; number > 0; number /= 58)
            text.Insert(0, "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"[(int)(number % 58)]);
        return text.ToString();
    }

    private static Token Prefixed(Dice dice)
    {
        while (true)
        {
            Token token = dice.Pick(IndependentCases.Tokens);
            string text = token.New(new Dice(1));
            if (
                token.Bare
                && text.Length >= 40
                && token.Pattern.Length > 0
                && token.Pattern.IndexOf('{', StringComparison.Ordinal) >= 4
            )
                return token;
        }
    }

    /// <summary>What remains of a token where a tool cut its output.</summary>
    private static string Cut(Dice dice)
    {
        Token token = Prefixed(dice);
        string text = token.New(dice);
        string head = text[..(int)(text.Length * (0.62 + 0.3 * dice.Next(100) / 100))].TrimEnd('-', '_', '.');
        return $"output: {Mark.Secret(token.Kind, head)}{dice.Pick("…", "...", "\n[… 120 lines truncated]", "")}";
    }

    /// <summary>A terminal of 80 columns broke the line inside the token.</summary>
    private static string Wrapped(Dice dice)
    {
        Token token = Prefixed(dice);
        string text = token.New(dice);
        int head = dice.Next(12, Math.Min(text.Length - 8, 60));
        string before = "$ echo ";
        before += new string('x', 80 - head - before.Length - 1) + " ";
        string rest = text[head..];
        var lines = new List<string> { before + Mark.Secret(token.Kind, text[..head]) };
        for (; rest.Length > 80; rest = rest[80..])
            lines.Add(Mark.Secret(token.Kind, rest[..80]));
        lines.Add(Mark.Secret(token.Kind, rest));
        return string.Join('\n', lines) + "\n$";
    }

    /// <summary>A token that a program joins from two pieces.</summary>
    private static string Joined(Dice dice)
    {
        Token token = Prefixed(dice);
        string text = token.New(dice);
        int cut = dice.Next(text.Length / 3, text.Length * 2 / 3);
        string join = dice.Pick("' + '", "'\n  + '", "' '", "', '");
        return $"t = '{Mark.Secret(token.Kind, text[..cut])}{join}{Mark.Secret(token.Kind, text[cut..])}'";
    }

    /// <summary>Many passwords in a row.</summary>
    private static string LongList(Dice dice)
    {
        int count = dice.Next(5, 90);
        return string.Join(
            '\n',
            Enumerable
                .Range(1, count)
                .Select(i => $"USER_{i}_PASSWORD={Mark.Secret("password-assignment", Passwords.Strong(dice))}")
        );
    }
}

using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Rules;

/// <summary>What only the words around it give away.</summary>
internal static class ContextRules
{
    // What may follow a word of three characters when a value comes.
    private const string AfterName = "=:\"'\\ >]|)*`_-.\t%?&!\u001bABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    // Each layer of JSON doubles the backslashes of an escape.
    private const int MaxSlashes = 2;

    private const string UserStart = ":ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.%";
    private const string AfterValue = "\"'\\ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    // As text and as JSON writes it when it keeps to ASCII, in a document and in documents inside strings of others.
    private static IEnumerable<Literal> Spellings(string word)
    {
        yield return new Literal(word);
        for (int slashes = 1; slashes <= MaxSlashes; slashes *= 2)
        {
            string escaped = string.Concat(
                word.Select(c => c < 0x80 ? c.ToString() : new string('\\', slashes) + "u" + Hexadecimal(c))
            );
            yield return new Literal(escaped[escaped.IndexOf('u', StringComparison.Ordinal)..], anyCase: true);
        }
    }

    private static string Hexadecimal(char c) => ((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture);

    // The same with each slash escaped, as deep as documents are nested.
    private static Literal[] EscapedSchemeEnds()
    {
        var ends = new Literal[7];
        string slash = "/";
        for (int depth = 0; depth < ends.Length; depth++)
        {
            slash = "\\" + slash;
            ends[depth] = new Literal(":" + slash + slash);
        }
        return ends;
    }

    public static Rule[] Rows { get; } =
    [
        .. CallRules.Rows,
        .. PlacedRules.Rows,
        new()
        {
            Kind = "secret-assignment",
            Literals =
            [
                .. new[] { "pass", "secret", "token", "credential", "kennwort", "auth", "xoxc" }.Select(word => new Literal(
                    word,
                    anyCase: true
                )),
                .. new[] { "pwd", "key", "psk", "wif" }.Select(word => new Literal(word, anyCase: true, AfterName)),
                new Literal("pat", anyCase: true, "=:\"'\\ |\t]>)*`"),
                new Literal("pw:", anyCase: true, " \"'"),
                new Literal("pw=", anyCase: true, AfterValue),
            ],
            Verifier = new AssignmentVerifier(),
            Grade = Grade.Contextual,
            Example = "DB_PASSWORD={w18}",
            Counter = "DB_PASSWORD=${DB_PASSWORD}",
            Source = "practice; names as in most scanners",
        },
        new()
        {
            Kind = "password-prose",
            Literals =
            [
                .. new[]
                {
                    "mot de passe",
                    "contrase",
                    "senha",
                    "wachtwoord",
                    "senord",
                    "senordet",
                    "parola",
                    "parool",
                    "heslo",
                }.Select(word => new Literal(word, anyCase: true)),
                .. new[] { "ароль", "密码", "密碼", "パスワード", "비밀번호" }.SelectMany(Spellings),
                .. new[] { "asło", "şifre", "Şifre", "ωδικός", "ật khẩu", "סיסמה", "كلمة المرور", "كلمة السر" }.Select(
                    word => new Literal(word)
                ),
            ],
            Verifier = new PhraseVerifier(),
            Grade = Grade.Weak,
            Example = "le mot de passe est {l4}Xy7{w6}",
            Counter = "le mot de passe est obligatoire",
            Source = "practice",
        },
        new()
        {
            Kind = "kubernetes-secret-data",
            Literals = [new Literal("kind")],
            Verifier = new KubernetesSecretVerifier(),
            Grade = Grade.Contextual,
            Example = "kind: Secret\ndata:\n  license: {b40}\n",
            Counter = "kind: SecretList\ndata:\n  license: {b40}\n",
            Source = "Kubernetes API reference",
        },
        new()
        {
            Kind = "twilio-auth-token",
            Literals = [new Literal("twilio", anyCase: true)],
            Verifier = new TwilioVerifier(),
            Grade = Grade.Contextual,
            Example = "twilio.Client('AC{h32}', '{h32}')",
            Counter = "twilio account AC{h32}",
            Source = "vendor",
        },
        new()
        {
            Kind = "cookie-session",
            Literals = [new Literal("cookie", anyCase: true), new Literal("-b ", followers: "'\"\\")],
            Verifier = new CookieVerifier(),
            Grade = Grade.Contextual,
            Example = "Cookie: theme=dark; sessionid={l32}",
            Counter = "Cookie: theme=dark; lang=en",
            Source = "RFC 6265",
        },
        new()
        {
            Kind = "pgpass-password",
            Literals =
            [
                new Literal(":5432:"),
                new Literal(":5433:"),
                new Literal(":6432:"),
                new Literal(":*:", followers: "*ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
            ],
            Verifier = new PgpassVerifier(),
            Grade = Grade.Contextual,
            Example = "pg.example.com:5432:shop:app:{w18}",
            Counter = "0.0.0.0:5432:5432",
            Source = "PostgreSQL manual, The Password File",
        },
        new()
        {
            Kind = "password-prose",
            Literals =
            [
                new Literal(" / ", followers: AfterValue),
                new Literal(" \\/ "),
                new Literal(" \\\\/ "),
                new Literal(" \\\\\\/ "),
            ],
            Verifier = new AfterVerifier(
                "login log-in signin cred username user account admin anmeld konto zugang access",
                prose: true
            ),
            Grade = Grade.Weak,
            Example = "login with admin / {l4}Xy7{w6}",
            Counter = "login / logout",
            Source = "practice",
        },
        new()
        {
            Kind = "password-assignment",
            Literals = [new Literal("IDENTIFIED BY ")],
            Verifier = new AfterVerifier("user role grant"),
            Grade = Grade.Contextual,
            Example = "CREATE USER app IDENTIFIED BY Ab7{w13};",
            Counter = "each USER is IDENTIFIED BY password or key",
            Source = "Oracle SQL reference",
        },
        new()
        {
            Kind = "password-assignment",
            Literals = [new Literal("identified by", anyCase: true), new Literal("securestring", anyCase: true)],
            Verifier = new QuotedVerifier(),
            Grade = Grade.Contextual,
            Example = "ConvertTo-SecureString \"{w16}\" -AsPlainText",
            Counter = "CREATE USER app IDENTIFIED BY 'password'",
            Source = "MySQL and PowerShell manuals",
        },
        new()
        {
            Kind = "aws-secret-key",
            Literals = [new Literal("AKIA"), new Literal("ASIA")],
            Verifier = new AwsPairVerifier(),
            Grade = Grade.Contextual,
            Example = "{w1} AKIA{Q16},{w20}/{w19},eu",
            Counter = "AKIA is not followed by {h40}",
            Source = "vendor; trufflehog",
        },
        new()
        {
            Kind = "jwk-private-key",
            Literals = [new Literal("kty", followers: "\"'\\")],
            Verifier = new JwkVerifier(),
            Grade = Grade.Certain,
            Example = "{\"kty\":\"EC\",\"crv\":\"P-256\",\"d\":\"{u43}\"}",
            Counter = "{\"kty\":\"RSA\",\"n\":\"{u200}\",\"e\":\"AQAB\"}",
            Source = "RFC 7517",
        },
        new()
        {
            Kind = "url-password",
            Literals = [new Literal("://", followers: UserStart), .. EscapedSchemeEnds()],
            Verifier = new UrlPasswordVerifier(),
            Grade = Grade.Contextual,
            Example = "postgres://app:{w16}@db.internal:5432/app",
            Counter = "postgres://user:password@localhost:5432/db",
            Source = "RFC 3986",
        },
        new()
        {
            Kind = "bearer-token",
            Literals = [new Literal("bearer", anyCase: true)],
            Verifier = new AuthorizationVerifier(header: false, basic: false),
            Grade = Grade.Contextual,
            Example = "curl -H 'Authorization: Bearer {u40}'",
            Counter = "Authorization: Bearer $TOKEN",
            Source = "RFC 6750",
        },
        new()
        {
            Kind = "basic-auth",
            Literals = [new Literal("basic", anyCase: true)],
            Verifier = new AuthorizationVerifier(header: false, basic: true),
            Grade = Grade.Strong,
            Example = "Authorization: Basic {basic}",
            Counter = "Basic authentication was deprecated",
            Source = "RFC 7617",
        },
        new()
        {
            Kind = "authorization-header",
            Literals = [new Literal("authorization", anyCase: true)],
            Verifier = new AuthorizationVerifier(header: true, basic: false),
            Grade = Grade.Contextual,
            Example = "Authorization: token {h40}",
            Counter = "authorization_endpoint: https://login.example.com/oauth2/authorize",
            Source = "RFC 9110",
        },
    ];
}

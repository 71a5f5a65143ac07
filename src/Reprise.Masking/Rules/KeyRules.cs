using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;
using static Reprise.Masking.Rules.RuleCatalog;

namespace Reprise.Masking.Rules;

/// <summary>Key files, signed structures and password hashes.</summary>
internal static class KeyRules
{
    public static Rule[] Rows { get; } =
    [
        new()
        {
            Kind = "pem-private-key",
            Literals = [new Literal("-----BEGIN "), new Literal("---- BEGIN ")],
            Verifier = new PemVerifier(),
            Grade = Grade.Certain,
            Example = "-----BEGIN RSA PRIVATE KEY-----\n{b64}\n{b64}\n{b20}==\n-----END RSA PRIVATE KEY-----",
            Counter = "-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----",
            Source = "RFC 7468, RFC 4880",
        },
        new()
        {
            Kind = "pem-private-key",
            Literals = [new Literal("-----END "), new Literal("---- END ")],
            Verifier = new PemTailVerifier(),
            Grade = Grade.Certain,
            Example = "{b64}\n{b64}\n{b20}==\n-----END RSA PRIVATE KEY-----",
            Counter = "{b64}\n{b64}\n{b20}==\n-----END CERTIFICATE-----",
            Source = "RFC 7468",
        },
        new()
        {
            Kind = "openssh-private-key",
            Literals = [new Literal("b3BlbnNzaC1rZXktdjE")],
            Verifier = new BareBodyVerifier(before: 0, minPayload: 100),
            Grade = Grade.Strong,
            Example = "b3BlbnNzaC1rZXktdjE{b240}",
            Counter = "b3BlbnNzaC1rZXktdjE=",
            Source = "OpenSSH, PROTOCOL.key",
        },
        new()
        {
            Kind = "pkcs12-key-store",
            Literals = [new Literal("IBAzCC")],
            Verifier = new BareBodyVerifier(before: 5, minPayload: 200),
            Grade = Grade.Strong,
            Example = "MIIJ{w1}IBAzCC{b400}==",
            Counter = "{b64}IBAzCC{b64}",
            Source = "RFC 7292",
        },
        new()
        {
            Kind = "jwt",
            Literals =
            [
                new Literal("eyJ", followers: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
                new Literal("ewog"),
                new Literal("eyAi"),
            ],
            Verifier = new JwtVerifier(),
            Example = "token {jwt}",
            Counter = "eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpb",
            Source = "RFC 7515, RFC 7516",
        },
        new()
        {
            Kind = "putty-private-key",
            Literals = [new Literal("Private-Lines:")],
            Verifier = new PuttyVerifier(),
            Grade = Grade.Certain,
            Example = "Private-Lines: 2\n{b64}\n{b40}\nPrivate-MAC: {h40}",
            Counter = "Private-Lines: n",
            Source = "PuTTY manual, appendix C",
        },
        Token("password-hash", "$2a$ $2b$ $2y$", "d{2}'$'c{53}", "root:$2b$12${c53}", "$2b$12$...", "crypt(5)", "H"),
        Token("password-hash", "$6$", "c{1,16}'$'c{86}", "root:$6${c16}${c86}:19850:0", "$6$", "crypt(5)", "H"),
        Token(
            "password-hash",
            "$6$rounds= $5$rounds=",
            "d{1,9}'$'c{1,16}'$'c{43,86}",
            "$6$rounds=5000${c16}${c86}",
            "$6$rounds=",
            "crypt(5)",
            "H"
        ),
        Token("password-hash", "$5$", "c{1,16}'$'c{43}", "$5${c16}${c43}", "$5$", "crypt(5)", "H"),
        Token("password-hash", "$1$ $apr1$", "c{1,8}'$'c{22}", "$apr1${c8}${c22}", "$1$", "crypt(5)", "H"),
        Token("password-hash", "$y$ $7$ $gy$", "c{2,12}'$'c{1,90}'$'c{40,90}", "$y$j9T${c22}${c43}", "$y$", "crypt(5)", "H"),
        Token(
            "password-hash",
            "$argon2id$ $argon2i$ $argon2d$",
            "f{3,8}'$'f{8,60}'$'b{8,}'$'b{20,}",
            "$argon2id$v=19$m=65536,t=3,p=4${b22}${b43}",
            "$argon2id$v=19$",
            "RFC 9106",
            "H"
        ),
        Token(
            "password-hash",
            "$pbkdf2-sha256$ $pbkdf2-sha512$ $pbkdf2$ pbkdf2_sha256$ pbkdf2_sha512$",
            "d{1,9}'$'p{1,90}'$'p{20,}",
            "pbkdf2_sha256$600000${w22}${b43}=",
            "pbkdf2_sha256$",
            "passlib, Django",
            "H"
        ),
        Token("password-hash", "{SSHA} {SSHA256} {SSHA512} {PBKDF2}", "p{28,}", "{SSHA}{b40}", "{SSHA}", "RFC 2307", "H"),
        new()
        {
            Kind = "password-hash",
            Literals = [new Literal(":::")],
            Verifier = new NtlmVerifier(),
            Example = "Administrator:500:{h32}:{h32}:::\n",
            Counter = "user:500:x:y:::",
            Source = "pwdump",
        },
        new()
        {
            Kind = "wallet-mnemonic",
            Literals =
            [
                .. new[]
                {
                    "mnemonic",
                    "seed phrase",
                    "seed_phrase",
                    "seedphrase",
                    "seed words",
                    "recovery phrase",
                    "recovery_phrase",
                }.Select(word => new Literal(word, anyCase: true)),
            ],
            Verifier = new MnemonicVerifier(),
            Grade = Grade.Contextual,
            Example = "mnemonic: \"otter lake basket window river lamp otter cabin music velvet arch apple\"",
            Counter = "the mnemonic is a list of twelve words that people write down on paper",
            Source = "BIP 39",
        },
        Token("hd-wallet-key", "xprv", "x{100,112}", "xprv{k107}", "xprv", "BIP 32", "S"),
    ];
}

using System.Text;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Private keys in the forms they are written in, each with its secret marked.</summary>
internal static class KeyBlocks
{
    private static readonly string[] _labels =
    [
        "RSA PRIVATE KEY",
        "EC PRIVATE KEY",
        "DSA PRIVATE KEY",
        "PRIVATE KEY",
        "ENCRYPTED PRIVATE KEY",
        "OPENSSH PRIVATE KEY",
    ];

    public static (string Name, Func<Dice, string> Make)[] All { get; } =
    [
        ("pem", dice => Mark.Secret("pem-private-key", Pem(dice))),
        (
            "pem after text",
            dice => "-rw------- 1 root root 1704 Mar  3 id_rsa\n" + Mark.Secret("pem-private-key", Pem(dice)) + "\ndone"
        ),
        ("pem indented", Indented),
        ("pem quoted", dice => $"const pem = `{Mark.Secret("pem-private-key", Pem(dice))}`;"),
        (
            "pem escaped",
            dice =>
                $"\"private_key\": \"{Mark.Secret("pem-private-key", Pem(dice).Replace("\n", "\\n", StringComparison.Ordinal))}\\n\","
        ),
        (
            "pem in variable",
            dice => $"TLS_KEY=\"{Mark.Secret("pem-private-key", Pem(dice).Replace("\n", "\\n", StringComparison.Ordinal))}\""
        ),
        ("pem windows", dice => Mark.Secret("pem-private-key", Pem(dice).Replace("\n", "\r\n", StringComparison.Ordinal))),
        (
            "pem one line",
            dice => $"key: {Mark.Secret("pem-private-key", Pem(dice).Replace("\n", " ", StringComparison.Ordinal))}"
        ),
        ("pem joined strings", Joined),
        (
            "pem without end",
            dice => Mark.Secret("pem-private-key", Pem(dice, withEnd: false)) + "\n[… 12 lines truncated]\nnext command"
        ),
        ("pem without begin", Tail),
        (
            "pem with headers",
            dice =>
                Mark.Secret("pem-private-key", Pem(dice, header: "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{HEX:32}\n\n"))
        ),
        (
            "pgp",
            dice => Mark.Secret("pgp-private-key", Armour(dice, "-----", "PGP PRIVATE KEY BLOCK", 30, "Version: GnuPG v2\n\n"))
        ),
        (
            "ssh2",
            dice =>
                Mark.Secret("pem-private-key", Armour(dice, "---- ", "SSH2 ENCRYPTED PRIVATE KEY", 12, "Comment: \"rsa-key\"\n"))
        ),
        ("openssh body", dice => "body: " + Mark.Secret("openssh-private-key", "b3BlbnNzaC1rZXktdjEAAAAA" + dice.Of("b64", 300))),
        ("pem in base64", dice => "KEY_B64=" + Mark.Secret("pem-private-key-base64", Structured.Base64(Pem(dice)))),
        ("pem in base64 bare", dice => "cat key.b64\n" + Mark.Secret("pem-private-key-base64", Structured.Base64(Pem(dice)))),
        ("client-key-data", dice => "    client-key-data: " + Mark.Secret("kubeconfig-client-key", Structured.Base64(Pem(dice)))),
        ("service account", ServiceAccount),
        ("authorized user", AuthorizedUser),
        (
            "coinbase",
            dice =>
                $"{{\"name\":\"organizations/{dice.Uuid()}/apiKeys/{dice.Uuid()}\",\"privateKey\":\"{Mark.Secret("pem-private-key", Pem(dice, "EC PRIVATE KEY").Replace("\n", "\\n", StringComparison.Ordinal))}\\n\"}}"
        ),
        ("putty", Putty),
        ("pkcs12", dice => "p12: " + Mark.Secret("pkcs12", "MIIJ" + dice.Of("b64", 1) + "IBAzCC" + dice.Of("b64", 400) + "==")),
        (
            "jwk",
            dice =>
                $"{{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"{dice.Of("u64", 43)}\",\"y\":\"{dice.Of("u64", 43)}\",\"d\":\"{Mark.Secret("jwk-private", dice.Of("u64", 43))}\"}}"
        ),
        (
            "jwk symmetric",
            dice =>
                $"{{\"kty\":\"oct\",\"kid\":\"{dice.Of("hex", 8)}\",\"k\":\"{Mark.Secret("jwk-private", dice.Of("u64", 43))}\"}}"
        ),
        ("jwk rsa", JwkRsa),
    ];

    public static string Pem(Dice dice, string? label = null, bool withEnd = true, string header = "")
    {
        label ??= dice.Pick(_labels);
        string body = Body(dice, label);
        var text = new StringBuilder($"-----BEGIN {label}-----\n").Append(dice.Fill(header));
        for (int i = 0; i < body.Length; i += label.StartsWith("OPENSSH", StringComparison.Ordinal) ? 70 : 64)
            text.Append(body, i, Math.Min(label.StartsWith("OPENSSH", StringComparison.Ordinal) ? 70 : 64, body.Length - i))
                .Append('\n');
        return withEnd ? text.Append($"-----END {label}-----").ToString() : text.ToString().TrimEnd();
    }

    private static string Body(Dice dice, string label)
    {
        int length = dice.Next(110, 900);
        byte[] bytes = dice.Bytes(length);
        ReadOnlySpan<byte> head = label switch
        {
            "OPENSSH PRIVATE KEY" => "openssh-key-v1\0"u8,
            "EC PRIVATE KEY" => [0x30, 0x77, 2, 1, 1, 4],
            _ => [0x30, 0x82, (byte)((length - 4) >> 8), (byte)(length - 4), 2, 1, 0],
        };
        head.CopyTo(bytes);
        return Convert.ToBase64String(bytes);
    }

    private static string Armour(Dice dice, string dashes, string label, int lines, string header)
    {
        var text = new StringBuilder($"{dashes}BEGIN {label}{new string([.. dashes.Reverse()])}\n{header}");
        for (int i = 0; i < lines; i++)
            text.Append(dice.Of("b64", 64)).Append('\n');
        return text.Append($"{dashes}END {label}{new string([.. dashes.Reverse()])}").ToString();
    }

    private static string Indented(Dice dice)
    {
        string pem = Pem(dice).Replace("\n", "\n    ", StringComparison.Ordinal);
        return $"tls:\n  key: |\n    {Mark.Secret("pem-private-key", pem)}\n  port: 443";
    }

    private static string Joined(Dice dice)
    {
        string[] lines = Pem(dice).Split('\n');
        IEnumerable<string> marked = lines.Select(line =>
            line.StartsWith('-') ? line : Mark.Secret("pem-private-key-line", line)
        );
        return "key = \"" + string.Join("\\n\" +\n      \"", marked) + "\";";
    }

    private static string Tail(Dice dice)
    {
        string[] lines = Pem(dice).Split('\n');
        int from = Math.Min(lines.Length - 2, 2);
        return "[first lines cut]\n"
            + Mark.Secret("pem-private-key", string.Join('\n', lines[from..^1]))
            + "\n"
            + Mark.Allowed(lines[^1])
            + "\n$";
    }

    private static string ServiceAccount(Dice dice)
    {
        string pem = Pem(dice, "PRIVATE KEY").Replace("\n", "\\n", StringComparison.Ordinal);
        return $"{{\n  \"type\": \"service_account\",\n  \"project_id\": \"acme-{dice.Of("d", 6)}\",\n  \"private_key_id\": \"{Mark.Allowed(dice.Of("hex", 40))}\",\n"
            + $"  \"private_key\": \"{Mark.Secret("gcp-private-key", pem)}\\n\",\n  \"client_email\": \"ci@acme-{dice.Of("d", 6)}.iam.gserviceaccount.com\",\n  \"client_id\": \"{dice.Of("d", 21)}\"\n}}";
    }

    private static string AuthorizedUser(Dice dice) =>
        $"{{\"client_id\": \"{dice.Of("d", 12)}-{dice.Of("ln", 32)}.apps.googleusercontent.com\", \"client_secret\": \"{Mark.Secret("google-client-secret", "GOCSPX-" + dice.Of("u64", 28))}\", "
        + $"\"refresh_token\": \"{Mark.Secret("google-oauth-refresh", "1//0" + dice.Of("u64", 96))}\", \"type\": \"authorized_user\"}}";

    private static string Putty(Dice dice)
    {
        IEnumerable<string> Lines(int count) => Enumerable.Range(0, count).Select(_ => dice.Of("b64", 64));
        return $"PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: {dice.Of("abc", 6)}\nPublic-Lines: 2\n{string.Join('\n', Lines(2))}\nPrivate-Lines: 3\n"
            + Mark.Secret("putty-private-key", string.Join('\n', Lines(3)))
            + $"\nPrivate-MAC: {Mark.Allowed(dice.Of("hex", 64))}";
    }

    private static string JwkRsa(Dice dice)
    {
        string Member(string name, int length) => $"\"{name}\":\"{Mark.Secret("jwk-private", dice.Of("u64", length))}\"";
        return $"{{\"kty\":\"RSA\",\"n\":\"{dice.Of("u64", 342)}\",\"e\":\"AQAB\",{Member("d", 342)},{Member("p", 171)},{Member("q", 171)},{Member("dp", 171)},{Member("dq", 171)},{Member("qi", 171)}}}";
    }
}

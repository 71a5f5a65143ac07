using System.Text;
using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Tells values that may be seen by anybody: publishable keys, digests, ids, and what is encrypted already.</summary>
internal static class PublicValues
{
    private const int MinSealed = 120;

    private static readonly byte[][] Prefixes =
    [
        .. """
            sb_publishable_ pk_live_ pk_test_ phc_ pk.eyJ pk-lf- mob- sq0idp- FLWPUBK age1
            ssh-rsa ssh-ed25519 ecdsa- AAAAB3NzaC AAAAC3NzaC AAAAE2VjZH
            sha256: sha512- sha256- sha384- sha1- SHA256: arn: urn: data:
            LS0tLS1CRUdJTiBDRVJU LS0tLS1CRUdJTiBQVUJM -----BEGIN
            MFkwEwYHKoZIzj0C MHYwEAYHKoZIzj0C MIGbMBAGByqGSM49 MIIBIjANBgkqhkiG9w0BAQE MIICIjANBgkqhkiG9w0BAQE MIGfMA0GCSqGSIb3 MCowBQYDK2Vw
            toolu_ call_ msg_0 req_0 resp_ chatcmpl- cus_ price_ acct_ evt_ prod_
            vault: op:// ssm: file: gAAAAA
            """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Tells whether the text is one of them.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        foreach (byte[] prefix in Prefixes)
        {
            if (text.StartsWith(prefix))
                return true;
        }
        return IsSealed(text);
    }

    // Sealed secrets of Kubernetes begin with the length of their wrapped key, 256 or 512 bytes.
    private static bool IsSealed(ReadOnlySpan<byte> text)
    {
        if (text.Length < MinSealed || !(text.StartsWith("Ag"u8) && text[2] is >= (byte)'A' and <= (byte)'D'))
            return false;
        foreach (byte b in text)
        {
            if (!Alphabet.Base64.Contains(b) && b != '=')
                return false;
        }
        return true;
    }
}

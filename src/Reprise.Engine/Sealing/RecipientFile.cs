using System.Security.Cryptography;
using System.Text;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>The file <c>vault.pub</c>: the public keys to seal to, the home's own first, as PEM blocks.</summary>
/// <remarks>A line <c>name …</c> before a block names its key. Other programs read the file as PEM and pass over such lines.</remarks>
internal static class RecipientFile
{
    /// <summary>A box counts its recipients in one byte.</summary>
    public const int MaxRecipients = byte.MaxValue;

    private const string NameWord = "name ";
    private const string Label = "PUBLIC KEY";

    /// <summary>Reads all recipients.</summary>
    /// <exception cref="RepriseException">The file is damaged, or holds a key that the vault cannot use.</exception>
    public static List<VaultRecipient> Read(string path)
    {
        List<VaultRecipient> recipients = Parse(Encoding.UTF8.GetString(KeyFile.Read(path)), path);
        return recipients.Count is > 0 and <= MaxRecipients ? recipients : throw KeyFile.Damaged(path, null);
    }

    /// <summary>Writes all recipients, and waits until they are on disk.</summary>
    public static void Write(string path, IEnumerable<VaultRecipient> recipients)
    {
        var text = new StringBuilder();
        foreach (VaultRecipient recipient in recipients)
        {
            if (recipient.Name is { } name)
                text.Append(NameWord).Append(name).Append('\n');
            text.Append(PemEncoding.Write(Label, recipient.PublicKey)).Append('\n');
        }
        KeyFile.Write(path, Encoding.UTF8.GetBytes(text.ToString()));
    }

    /// <summary>Reads the keys in a text.</summary>
    /// <param name="text">PEM blocks with other lines around them.</param>
    /// <param name="place">What to call the text in an error.</param>
    /// <exception cref="RepriseException">A key cannot be read, or is not on P-256.</exception>
    public static List<VaultRecipient> Parse(string text, string place)
    {
        List<VaultRecipient> recipients = [];
        try
        {
            ReadOnlySpan<char> rest = text;
            while (PemEncoding.TryFind(rest, out PemFields block))
            {
                using var pair = ECDiffieHellman.Create();
                pair.ImportFromPem(rest[block.Location]);
                if (!IsOnCurve(pair))
                    throw new RepriseException(
                        "vault",
                        $"A key in {place} is not on the curve P-256.",
                        "Keys for the vault are made on P-256."
                    );
                recipients.Add(new VaultRecipient(NameIn(rest[..block.Location.Start]), pair.ExportSubjectPublicKeyInfo()));
                rest = rest[block.Location.End..];
            }
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            throw KeyFile.Damaged(place, error);
        }
        return recipients;
    }

    /// <summary>Says whether a key is on the curve that the vault uses.</summary>
    public static bool IsOnCurve(ECDiffieHellman pair) =>
        pair.ExportParameters(includePrivateParameters: false).Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value;

    private static string? NameIn(ReadOnlySpan<char> before)
    {
        string? name = null;
        foreach (ReadOnlySpan<char> line in before.EnumerateLines())
        {
            if (line.StartsWith(NameWord, StringComparison.Ordinal))
                name = line[NameWord.Length..].ToString();
        }
        return name is not null && VaultRecipient.IsName(name) ? name : null;
    }
}

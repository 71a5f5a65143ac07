using System.Security.Cryptography;
using System.Text;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>The keys of a home: one to compare secrets, public ones to seal originals, one private to unseal them.</summary>
/// <remarks>Capturing needs the first two only. Files: <c>fingerprint.key</c>, <c>vault.pub</c>, <c>vault.key</c>.</remarks>
public sealed class HomeKeys
{
    /// <summary>The names of the key files in the vault's folder.</summary>
    internal static readonly string[] FileNames = [FingerprintName, PublicName, PrivateName];

    internal const string FingerprintName = "fingerprint.key";
    internal const string PublicName = "vault.pub";
    private const string PrivateName = "vault.key";
    private const int FingerprintKeyBytes = 32;
    private readonly byte[] _root;

    private HomeKeys(string folder, byte[] root, IReadOnlyList<byte[]> recipients)
    {
        Folder = folder;
        _root = root;
        Recipients = recipients;
    }

    /// <summary>The folder of the vault.</summary>
    internal string Folder { get; }

    /// <summary>The public keys to seal to, each as SubjectPublicKeyInfo; none when nothing is to be sealed.</summary>
    internal IReadOnlyList<byte[]> Recipients { get; }

    /// <summary>The keyed hash that makes fingerprints.</summary>
    public byte[] FingerprintKey => Derive("fingerprint/v1");

    /// <summary>The keyed hash that tells whether native bytes are those captured before.</summary>
    public byte[] ComparisonKey => Derive("original/v1");

    /// <summary>The key that texts in the journal are encrypted with.</summary>
    public byte[] JournalKey => Derive("journal/v1");

    /// <summary>Loads the keys and makes those that are missing.</summary>
    /// <param name="home">The home.</param>
    /// <param name="seal">Whether originals are kept; false makes masking final and needs no key pair.</param>
    /// <exception cref="RepriseException">The home has an archive but its key is gone or damaged.</exception>
    public static HomeKeys LoadOrCreate(RepriseHome home, bool seal)
    {
        PrivateFolder.Create(home.Vault);
        string fingerprintPath = Path.Combine(home.Vault, FingerprintName);
        if (!File.Exists(fingerprintPath))
        {
            // Another key would make every known secret look new.
            if (Directory.Exists(home.Archive))
                throw KeyFile.Missing(FingerprintName);
            KeyFile.Write(fingerprintPath, Convert.ToBase64String(RandomNumberGenerator.GetBytes(FingerprintKeyBytes)));
        }
        byte[] root = ReadFingerprintKey(fingerprintPath);
        if (!seal)
            return new HomeKeys(home.Vault, root, []);

        string publicPath = Path.Combine(home.Vault, PublicName);
        if (!File.Exists(publicPath))
        {
            if (HoldsOriginals(home.Vault))
                throw KeyFile.Missing(PublicName);
            CreatePair(home.Vault, publicPath);
        }
        return new HomeKeys(home.Vault, root, ReadPublicKeys(publicPath));
    }

    /// <summary>Opens the private key in the folder of a vault.</summary>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    internal static ECDiffieHellman OpenPrivateKey(string folder)
    {
        string path = Path.Combine(folder, PrivateName);
        if (!File.Exists(path))
            throw KeyFile.Missing(PrivateName);
        var pair = ECDiffieHellman.Create();
        try
        {
            pair.ImportFromPem(KeyFile.Read(path));
            return pair;
        }
        catch (Exception error)
            when (error is CryptographicException or ArgumentException or PlatformNotSupportedException or RepriseException)
        {
            pair.Dispose();
            throw KeyFile.Damaged(path, error);
        }
    }

    /// <summary>Says whether a key file is as it was written.</summary>
    internal static bool IsIntact(string path)
    {
        try
        {
            string text = KeyFile.Read(path);
            if (Path.GetFileName(path) == PublicName)
                ReadPublicKeys(path);
            return text.Length > 0;
        }
        catch (RepriseException)
        {
            return false;
        }
    }

    /// <summary>Returns the first 8 bytes of a public key's hash: which key a box was sealed for.</summary>
    internal static byte[] IdOf(ReadOnlySpan<byte> publicKey) => SHA256.HashData(publicKey)[..8];

    private byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _root, 32, info: Encoding.ASCII.GetBytes("reprise/" + purpose));

    internal static bool HoldsOriginals(string vault) =>
        Directory.EnumerateFiles(vault, "*.sealed", SearchOption.AllDirectories).Any();

    private static void CreatePair(string folder, string publicPath)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        KeyFile.Write(Path.Combine(folder, PrivateName), pair.ExportPkcs8PrivateKeyPem());
        // The public key last: its presence says that the pair is complete.
        KeyFile.Write(publicPath, pair.ExportSubjectPublicKeyInfoPem());
    }

    private static byte[] ReadFingerprintKey(string path)
    {
        try
        {
            byte[] key = Convert.FromBase64String(KeyFile.Read(path).Trim());
            return key.Length == FingerprintKeyBytes ? key : throw KeyFile.Damaged(path, null);
        }
        catch (FormatException error)
        {
            throw KeyFile.Damaged(path, error);
        }
    }

    // One block is the owner's; each further one lets another key open what is sealed from then on.
    private static List<byte[]> ReadPublicKeys(string path)
    {
        List<byte[]> keys = [];
        try
        {
            ReadOnlySpan<char> rest = KeyFile.Read(path);
            while (PemEncoding.TryFind(rest, out PemFields block))
            {
                using var pair = ECDiffieHellman.Create();
                pair.ImportFromPem(rest[block.Location]);
                if (
                    pair.ExportParameters(includePrivateParameters: false).Curve.Oid.Value
                    != ECCurve.NamedCurves.nistP256.Oid.Value
                )
                    throw new RepriseException(
                        "vault",
                        $"A key in {path} is not on the curve P-256.",
                        "Keys for the vault are made on P-256."
                    );
                keys.Add(pair.ExportSubjectPublicKeyInfo());
                rest = rest[block.Location.End..];
            }
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            throw KeyFile.Damaged(path, error);
        }
        return keys.Count is > 0 and <= byte.MaxValue ? keys : throw KeyFile.Damaged(path, null);
    }
}

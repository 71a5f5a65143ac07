using System.Security.Cryptography;
using System.Text;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>The keys of a home: one to compare secrets, one public to seal originals, one private to unseal them.</summary>
/// <remarks>Capturing needs the first two only. Files: <c>fingerprint.key</c>, <c>vault.pub</c>, <c>vault.key</c>.</remarks>
public sealed class HomeKeys
{
    private const int FingerprintKeyBytes = 32;
    private readonly string _folder;
    private readonly byte[] _root;

    private HomeKeys(string folder, byte[] root, byte[]? recipient)
    {
        _folder = folder;
        _root = root;
        Recipient = recipient;
    }

    /// <summary>The owner's public key as SubjectPublicKeyInfo; null when nothing is to be sealed.</summary>
    internal byte[]? Recipient { get; }

    /// <summary>Loads the keys and makes those that are missing.</summary>
    /// <param name="home">The home.</param>
    /// <param name="seal">Whether originals are kept; false makes masking final and needs no key pair.</param>
    /// <exception cref="RepriseException">The home has an archive but its key is gone or damaged.</exception>
    public static HomeKeys LoadOrCreate(RepriseHome home, bool seal)
    {
        PrivateFolder.Create(home.Vault);
        string fingerprintPath = Path.Combine(home.Vault, "fingerprint.key");
        if (!File.Exists(fingerprintPath))
        {
            if (Directory.Exists(home.Archive))
                throw Missing("fingerprint.key");
            string text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(FingerprintKeyBytes));
            AtomicFile.Write(fingerprintPath, Encoding.ASCII.GetBytes(text + "\n"));
        }
        byte[] root = ReadFingerprintKey(fingerprintPath);
        if (!seal)
            return new HomeKeys(home.Vault, root, null);

        string publicPath = Path.Combine(home.Vault, "vault.pub");
        if (!File.Exists(publicPath))
        {
            if (Directory.Exists(home.Archive) && Directory.EnumerateFiles(home.Vault, "*.sealed", SearchOption.AllDirectories).Any())
                throw Missing("vault.pub");
            CreatePair(home.Vault, publicPath);
        }
        try
        {
            using var pair = ECDiffieHellman.Create();
            pair.ImportFromPem(File.ReadAllText(publicPath));
            return new HomeKeys(home.Vault, root, pair.ExportSubjectPublicKeyInfo());
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            throw Damaged(publicPath, error);
        }
    }

    /// <summary>The keyed hash that makes fingerprints.</summary>
    public byte[] FingerprintKey => Derive("fingerprint/v1");

    /// <summary>The keyed hash that tells whether native bytes are those captured before.</summary>
    public byte[] ComparisonKey => Derive("original/v1");

    /// <summary>Opens the private key.</summary>
    /// <exception cref="RepriseException">It is missing or damaged.</exception>
    internal ECDiffieHellman OpenPrivateKey()
    {
        string path = Path.Combine(_folder, "vault.key");
        if (!File.Exists(path))
            throw Missing("vault.key");
        var pair = ECDiffieHellman.Create();
        try
        {
            pair.ImportFromPem(File.ReadAllText(path));
            return pair;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException)
        {
            pair.Dispose();
            throw Damaged(path, error);
        }
    }

    /// <summary>Names the first 8 bytes of a public key's hash: which key a sealed part was made for.</summary>
    internal static byte[] IdOf(ReadOnlySpan<byte> publicKey) => SHA256.HashData(publicKey)[..8];

    private byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _root, 32, info: Encoding.ASCII.GetBytes("reprise/" + purpose));

    private static void CreatePair(string folder, string publicPath)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        string secret = pair.ExportPkcs8PrivateKeyPem() + "\n";
        AtomicFile.Write(Path.Combine(folder, "vault.key"), Encoding.ASCII.GetBytes(secret));
        // The public key last: its presence says that the pair is complete.
        AtomicFile.Write(publicPath, Encoding.ASCII.GetBytes(pair.ExportSubjectPublicKeyInfoPem() + "\n"));
    }

    private static byte[] ReadFingerprintKey(string path)
    {
        try
        {
            byte[] key = Convert.FromBase64String(File.ReadAllText(path).Trim());
            return key.Length == FingerprintKeyBytes ? key : throw Damaged(path, null);
        }
        catch (FormatException error)
        {
            throw Damaged(path, error);
        }
    }

    private static RepriseException Missing(string name) =>
        new(
            "vault",
            $"The key file vault/{name} is missing.",
            $"Put vault/{name} back from a backup. The masked archive stays readable without it: list, show, search and cat work."
        );

    private static RepriseException Damaged(string path, Exception? inner) =>
        new("vault", $"The key file {path} is damaged.", "Put it back from a backup; do not delete it.", inner);
}

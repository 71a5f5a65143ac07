using System.Security.Cryptography;
using System.Text;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>The keys that capturing needs: one to compare secrets, and public ones to seal originals.</summary>
/// <remarks>Files: <c>fingerprint.key</c>, <c>vault.pub</c>, and <c>vault.key</c> for whoever unseals.</remarks>
public sealed class HomeKeys
{
    /// <summary>The names of the key files in the vault's folder.</summary>
    internal static readonly string[] FileNames = [FingerprintName, PublicName, PrivateName];

    internal const string FingerprintName = "fingerprint.key";
    internal const string PublicName = "vault.pub";
    internal const string PrivateName = "vault.key";

    /// <summary>The private key before the present one, while boxes are re-wrapped.</summary>
    internal const string OldPrivateName = "vault.old.key";

    /// <summary>What the first key of a home is called.</summary>
    internal const string OwnerName = "owner";

    private const int FingerprintKeyBytes = 32;
    private readonly byte[] _root;

    private HomeKeys(byte[] root, IReadOnlyList<VaultRecipient> recipients)
    {
        _root = root;
        Recipients = recipients;
    }

    /// <summary>The public keys to seal to; none when nothing is to be sealed.</summary>
    public IReadOnlyList<VaultRecipient> Recipients { get; }

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
                throw KeyFile.Missing(FingerprintName, $", or run 'reprise init --replace-lost {FingerprintName}'");
            CreateFingerprintKey(home.Vault);
        }
        byte[] root = ReadFingerprintKey(fingerprintPath);
        if (!seal)
            return new HomeKeys(root, []);

        string publicPath = Path.Combine(home.Vault, PublicName);
        if (!File.Exists(publicPath))
            CompletePair(home.Vault);
        return new HomeKeys(root, RecipientFile.Read(publicPath));
    }

    /// <summary>Says whether a key file is as it was written.</summary>
    internal static bool IsIntact(string path)
    {
        try
        {
            switch (Path.GetFileName(path))
            {
                case FingerprintName:
                    ReadFingerprintKey(path);
                    return true;
                case PublicName:
                    RecipientFile.Read(path);
                    return true;
                default:
                    return PrivateKeyFile.Look(path).State != KeyFileState.Damaged;
            }
        }
        catch (RepriseException)
        {
            return false;
        }
    }

    /// <summary>Says whether a vault holds anything sealed.</summary>
    internal static bool HoldsOriginals(string vault) =>
        Directory.Exists(vault) && Directory.EnumerateFiles(vault, "*.sealed", SearchOption.AllDirectories).Any();

    internal static void CreateFingerprintKey(string vault)
    {
        byte[] key = RandomNumberGenerator.GetBytes(FingerprintKeyBytes);
        KeyFile.Write(Path.Combine(vault, FingerprintName), Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n"));
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Makes a key pair for a vault that has none.</summary>
    /// <param name="vault">The folder.</param>
    /// <param name="others">Who else is to be sealed to.</param>
    /// <param name="passphrase">What protects the private key; null for nothing but the permissions of the file.</param>
    internal static void CreatePair(string vault, IEnumerable<VaultRecipient> others, Passphrase? passphrase)
    {
        using var pair = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        PrivateKeyFile.Write(Path.Combine(vault, PrivateName), pair, passphrase);
        var own = new VaultRecipient(OwnerName, pair.ExportSubjectPublicKeyInfo());
        // The public key last: its presence says that the pair is complete.
        RecipientFile.Write(Path.Combine(vault, PublicName), [own, .. others]);
    }

    /// <summary>Makes the public key again from the private one.</summary>
    /// <exception cref="RepriseException">The private key is damaged, or its passphrase is needed or wrong.</exception>
    internal static void RecreatePublicKey(string vault, Func<Passphrase>? passphrase)
    {
        using ECDiffieHellman pair = PrivateKeyFile.Open(Path.Combine(vault, PrivateName), passphrase);
        RecipientFile.Write(Path.Combine(vault, PublicName), [new VaultRecipient(OwnerName, pair.ExportSubjectPublicKeyInfo())]);
    }

    private static void CompletePair(string vault)
    {
        PrivateKeyState own = PrivateKeyFile.Look(Path.Combine(vault, PrivateName));
        // Who else had been named in the lost file is not known: its owner must see that it is gone.
        if (HoldsOriginals(vault) || own.State is KeyFileState.Damaged or KeyFileState.Unreadable || own.IsProtected)
            throw KeyFile.Missing(PublicName, $", or run 'reprise init', which makes it again from {PrivateName}");
        if (own.State == KeyFileState.Missing)
            CreatePair(vault, [], passphrase: null);
        else
            RecreatePublicKey(vault, passphrase: null);
    }

    private byte[] Derive(string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _root, 32, info: Encoding.ASCII.GetBytes("reprise/" + purpose));

    private static byte[] ReadFingerprintKey(string path)
    {
        byte[] text = KeyFile.Read(path);
        try
        {
            byte[] key = Convert.FromBase64String(Encoding.ASCII.GetString(text).Trim());
            return key.Length == FingerprintKeyBytes ? key : throw KeyFile.Damaged(path, null);
        }
        catch (FormatException error)
        {
            throw KeyFile.Damaged(path, error);
        }
    }
}

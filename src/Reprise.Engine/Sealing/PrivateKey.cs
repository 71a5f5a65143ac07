using System.Security.Cryptography;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>The private key of a vault, opened by its owner to protect it anew, to print it, or to put it back.</summary>
public sealed class PrivateKey : IDisposable
{
    internal PrivateKey(ECDiffieHellman pair)
    {
        Pair = pair;
        PublicKey = pair.ExportSubjectPublicKeyInfo();
        Id = KeyId.Of(PublicKey);
    }

    /// <summary>The id of the key.</summary>
    public KeyId Id { get; }

    /// <summary>Its public half, as SubjectPublicKeyInfo.</summary>
    public byte[] PublicKey { get; }

    internal ECDiffieHellman Pair { get; }

    /// <summary>Opens the private key of a home.</summary>
    /// <param name="home">The home.</param>
    /// <param name="passphrase">Gives the passphrase when one is needed; null when there is none to be had.</param>
    /// <exception cref="RepriseException">
    /// Kind <c>vault</c> when it is missing, damaged or another vault's, <c>passphrase</c> when its passphrase is needed or wrong.
    /// </exception>
    public static PrivateKey Open(RepriseHome home, Func<Passphrase>? passphrase)
    {
        string path = Path.Combine(home.Vault, HomeKeys.PrivateName);
        if (!File.Exists(path))
            throw KeyFile.Missing(HomeKeys.PrivateName, ", or run 'reprise vault import-recovery'");
        return new PrivateKey(PrivateKeyFile.Open(path, passphrase));
    }

    /// <summary>Protects the private key of a home by another passphrase, or by none.</summary>
    /// <param name="home">The home, whose lock is held.</param>
    /// <param name="passphrase">What protects it from now on; null for nothing but the permissions of the file.</param>
    /// <exception cref="RepriseException">Kind <c>vault</c> when a change of keys is not complete.</exception>
    public void Protect(RepriseHome home, Passphrase? passphrase)
    {
        // Both keys open with one passphrase: whoever unseals in the middle of a change is asked once.
        if (File.Exists(Path.Combine(home.Vault, HomeKeys.OldPrivateName)))
            throw new RepriseException(
                "vault",
                "A change of keys is not complete: the old key still has the old passphrase.",
                "Run 'reprise vault rekey' to complete it."
            );
        DeleteUnfinished(home);
        PrivateKeyFile.Write(Path.Combine(home.Vault, HomeKeys.PrivateName), Pair, passphrase);
    }

    /// <summary>Puts the key into a home that lacks it, as an earlier copy of it is put back.</summary>
    /// <param name="home">The home, whose lock is held.</param>
    /// <param name="passphrase">What protects it from now on; null for nothing but the permissions of the file.</param>
    /// <returns>False when it was there already.</returns>
    /// <exception cref="RepriseException">Kind <c>vault</c> when the home has, or seals for, another key.</exception>
    public bool PutBack(RepriseHome home, Passphrase? passphrase)
    {
        VaultKeys keys = VaultKeys.Look(home);
        if (keys.Private == KeyFileState.Sound && keys.PrivateId == Id)
            return false;
        if (keys.Private == KeyFileState.Sound)
            throw new RepriseException(
                "vault",
                $"{home.Vault} has another private key ({keys.PrivateId?.ToString() ?? "its id does not show"}).",
                "Move vault/vault.key away first if it is the wrong one."
            );
        if (keys.Public == KeyFileState.Sound && !keys.Recipients.Any(recipient => recipient.Id == Id))
            throw new RepriseException(
                "vault",
                $"The key {Id} belongs to another vault: this one seals for {string.Join(", ", keys.Recipients.Select(r => r.Id))}.",
                "A recovery key from before a 'vault rekey' opens only copies of the vault from before it."
            );
        PrivateFolder.Create(home.Vault);
        DeleteUnfinished(home);
        PrivateKeyFile.Write(Path.Combine(home.Vault, HomeKeys.PrivateName), Pair, passphrase);
        if (keys.Public != KeyFileState.Sound)
        {
            string path = Path.Combine(home.Vault, HomeKeys.PublicName);
            SetAside.Beside(path);
            RecipientFile.Write(path, [new VaultRecipient(HomeKeys.OwnerName, PublicKey)]);
        }
        return true;
    }

    // A kill while a key was written leaves it under another name.
    internal static void DeleteUnfinished(RepriseHome home)
    {
        foreach (string path in Directory.EnumerateFiles(home.Vault, "*" + AtomicFile.UnfinishedEnding))
            File.Delete(path);
    }

    /// <summary>Shows the id only.</summary>
    public override string ToString() => Id.ToString();

    public void Dispose() => Pair.Dispose();
}

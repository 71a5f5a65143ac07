using System.Security.Cryptography;
using Reprise.Files;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>Gives a home a new key pair and has it open everything that the old one opens.</summary>
/// <remarks>
/// The old key is kept under another name until nothing needs it: whenever a kill comes, each box opens with one of the two,
/// <see cref="VaultOpener"/> tries both, and running it again does the rest.
/// </remarks>
public sealed class KeyRotation(RepriseHome home)
{
    private readonly string _path = Path.Combine(home.Vault, HomeKeys.PrivateName);
    private readonly string _oldPath = Path.Combine(home.Vault, HomeKeys.OldPrivateName);
    private readonly string _publicPath = Path.Combine(home.Vault, HomeKeys.PublicName);

    /// <summary>Does it, or completes what an earlier run began.</summary>
    /// <param name="passphrase">Gives the passphrase of the private key when it is needed; it protects the new one, too.</param>
    /// <param name="wait">How long to wait for a capture to end.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends it; running it again does the rest.</param>
    /// <exception cref="RepriseException">
    /// Kind <c>vault</c> when a key is missing, damaged or another vault's, <c>passphrase</c> when it is needed or wrong,
    /// <c>locked</c> when a capture did not end in time.
    /// </exception>
    public RekeyReport Run(
        Func<Passphrase> passphrase,
        TimeSpan wait,
        IProgress<WorkDone>? progress,
        CancellationToken cancellation
    )
    {
        using HomeLock held = HomeLock.Take(home.Folder, wait, cancellation);
        PrivateKey.DeleteUnfinished(home);
        bool isCompletion = File.Exists(_oldPath);
        using PrivateKey old = isCompletion ? OpenOld(passphrase) : Require(passphrase);
        using PrivateKey present = Replace(old, passphrase);
        List<VaultRecipient> recipients = NameInsteadOf(old, present);
        using var opener = new VaultOpener(present, old);
        RewrapReport rewrapped = new VaultRewrapper(home, opener, recipients).Run(progress, cancellation);
        if (!rewrapped.NeedsOldKeys)
        {
            File.Delete(_oldPath);
            PrivateFolder.Flush(home.Vault);
        }
        return new RekeyReport(old.Id, present.Id, isCompletion, !rewrapped.NeedsOldKeys, rewrapped);
    }

    /// <summary>Wraps everything for the present recipients, without new keys.</summary>
    /// <param name="passphrase">Gives the passphrase of the private key when it is needed.</param>
    /// <param name="wait">How long to wait for a capture to end.</param>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="cancellation">Ends it; running it again does the rest.</param>
    /// <exception cref="RepriseException">As for <see cref="Run"/>.</exception>
    public RewrapReport Rewrap(
        Func<Passphrase> passphrase,
        TimeSpan wait,
        IProgress<WorkDone>? progress,
        CancellationToken cancellation
    )
    {
        using HomeLock held = HomeLock.Take(home.Folder, wait, cancellation);
        using var opener = new VaultOpener(home, passphrase);
        return new VaultRewrapper(home, opener, RecipientFile.Read(_publicPath)).Run(progress, cancellation);
    }

    private PrivateKey OpenOld(Func<Passphrase> passphrase) => new(PrivateKeyFile.Open(_oldPath, passphrase));

    private PrivateKey Require(Func<Passphrase> passphrase)
    {
        PrivateKey key = PrivateKey.Open(home, passphrase);
        if (RecipientFile.Read(_publicPath).Any(recipient => recipient.Id == key.Id))
            return key;
        key.Dispose();
        throw new RepriseException(
            "vault",
            $"vault/{HomeKeys.PrivateName} belongs to another vault than vault/{HomeKeys.PublicName}.",
            "Put the key back that belongs to this home."
        );
    }

    // First the copy, then the new key, then its public half: at each moment what is sealed opens with a key that is here.
    private PrivateKey Replace(PrivateKey old, Func<Passphrase> passphrase)
    {
        if (File.Exists(_oldPath) && File.Exists(_path))
        {
            PrivateKey present = PrivateKey.Open(home, passphrase);
            if (present.Id != old.Id)
                return present;
            present.Dispose();
        }
        // Once the public half of the next key is named, something may be sealed for that key: another one cannot take its place.
        if (!RecipientFile.Read(_publicPath).Exists(recipient => recipient.Id == old.Id))
            throw File.Exists(_path)
                ? NamesNeither()
                : KeyFile.Missing(HomeKeys.PrivateName, ", or run 'reprise vault import-recovery'");
        byte[] file = File.ReadAllBytes(File.Exists(_oldPath) ? _oldPath : _path);
        AtomicFile.Write(_oldPath, file);
        CryptographicOperations.ZeroMemory(file);
        bool isProtected = PrivateKeyFile.Look(_oldPath).IsProtected;
        var key = new PrivateKey(ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256));
        PrivateKeyFile.Write(_path, key.Pair, isProtected ? passphrase() : null);
        return key;
    }

    private List<VaultRecipient> NameInsteadOf(PrivateKey old, PrivateKey present)
    {
        List<VaultRecipient> recipients = RecipientFile.Read(_publicPath);
        if (recipients.Exists(recipient => recipient.Id == present.Id))
            return recipients;
        int index = recipients.FindIndex(recipient => recipient.Id == old.Id);
        if (index < 0)
            throw NamesNeither();
        recipients[index] = recipients[index] with { PublicKey = present.PublicKey };
        RecipientFile.Write(_publicPath, recipients);
        return recipients;
    }

    private static RepriseException NamesNeither() =>
        new(
            "vault",
            $"vault/{HomeKeys.PublicName} names neither the old key nor the new one.",
            $"Put vault/{HomeKeys.PublicName} back from a backup."
        );
}

/// <summary>What a change of keys did.</summary>
/// <param name="Old">The key that opened everything before.</param>
/// <param name="Present">The key that opens everything now.</param>
/// <param name="IsCompletion">Whether an earlier run had begun it.</param>
/// <param name="IsComplete">Whether nothing needs the old key any more, so that it was deleted.</param>
/// <param name="Rewrapped">What was done to the boxes.</param>
public sealed record RekeyReport(KeyId Old, KeyId Present, bool IsCompletion, bool IsComplete, RewrapReport Rewrapped);

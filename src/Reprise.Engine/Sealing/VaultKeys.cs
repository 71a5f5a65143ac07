using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>Which keys a home has, as far as it shows without a passphrase, and what can be done with them.</summary>
/// <remarks>A private key that is kept elsewhere is a legal state: everything works but unsealing.</remarks>
public sealed record VaultKeys
{
    private VaultKeys() { }

    /// <summary>The key that fingerprints and comparisons are made with.</summary>
    public required KeyFileState Fingerprint { get; init; }

    /// <summary>The public keys that originals are sealed to.</summary>
    public required KeyFileState Public { get; init; }

    /// <summary>The private key that unseals.</summary>
    public required KeyFileState Private { get; init; }

    /// <summary>Whether a passphrase protects the private key.</summary>
    public required bool IsProtected { get; init; }

    /// <summary>The private key's id; null when it does not show, or there is none.</summary>
    public required KeyId? PrivateId { get; init; }

    /// <summary>The key before the present one, while boxes are re-wrapped; null when there is none or its id does not show.</summary>
    public required KeyId? OldPrivateId { get; init; }

    /// <summary>Whether a change of keys was begun and is not complete.</summary>
    public required bool IsRekeying { get; init; }

    /// <summary>Who can open what is sealed from now on; empty when that cannot be read.</summary>
    public required IReadOnlyList<VaultRecipient> Recipients { get; init; }

    /// <summary>Whether anything was captured.</summary>
    public required bool HasArchive { get; init; }

    /// <summary>Whether anything was sealed.</summary>
    public required bool HoldsOriginals { get; init; }

    /// <summary>Whether the private key belongs to none of the public ones.</summary>
    public bool IsForeign =>
        !IsRekeying && PrivateId is { } id && Recipients.Count > 0 && !Recipients.Any(recipient => recipient.Id == id);

    /// <summary>Whether new originals can be sealed, or could once keys are made.</summary>
    public bool CanSeal =>
        Public == KeyFileState.Sound || (Public == KeyFileState.Missing && Private == KeyFileState.Missing && !HoldsOriginals);

    /// <summary>Whether originals can be unsealed, a passphrase given.</summary>
    public bool CanUnseal => Private == KeyFileState.Sound && !IsForeign;

    /// <summary>Looks at the keys of a home.</summary>
    public static VaultKeys Look(RepriseHome home)
    {
        string publicPath = Path.Combine(home.Vault, HomeKeys.PublicName);
        (KeyFileState publicState, IReadOnlyList<VaultRecipient> recipients) = LookAtRecipients(publicPath);
        PrivateKeyState own = PrivateKeyFile.Look(Path.Combine(home.Vault, HomeKeys.PrivateName));
        PrivateKeyState old = PrivateKeyFile.Look(Path.Combine(home.Vault, HomeKeys.OldPrivateName));
        return new VaultKeys
        {
            Fingerprint = Look(Path.Combine(home.Vault, HomeKeys.FingerprintName)),
            Public = publicState,
            Private = own.State,
            IsProtected = own.IsProtected,
            PrivateId = own.Id,
            OldPrivateId = old.Id,
            IsRekeying = old.State != KeyFileState.Missing,
            Recipients = recipients,
            HasArchive = home.Exists,
            HoldsOriginals = HomeKeys.HoldsOriginals(home.Vault),
        };
    }

    private static KeyFileState Look(string path)
    {
        if (!File.Exists(path))
            return KeyFileState.Missing;
        try
        {
            return HomeKeys.IsIntact(path) ? KeyFileState.Sound : KeyFileState.Damaged;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return KeyFileState.Unreadable;
        }
    }

    private static (KeyFileState, IReadOnlyList<VaultRecipient>) LookAtRecipients(string path)
    {
        KeyFileState state = Look(path);
        return (state, state == KeyFileState.Sound ? RecipientFile.Read(path) : []);
    }
}

/// <summary>How a key file is.</summary>
public enum KeyFileState
{
    /// <summary>It is not there.</summary>
    Missing,

    /// <summary>It is as it was written.</summary>
    Sound,

    /// <summary>It is not as it was written.</summary>
    Damaged,

    /// <summary>It may not be read.</summary>
    Unreadable,
}

using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>Makes what a home lacks: its folders and its keys. What is there is never changed.</summary>
/// <param name="home">The home.</param>
/// <param name="keepOriginals">Whether originals are kept, which needs a key pair.</param>
/// <param name="lost">The keys that are lost for good, and are replaced although something was made with them.</param>
public sealed class HomeSetup(RepriseHome home, bool keepOriginals, LostKeys lost)
{
    /// <summary>Lists what is to be made.</summary>
    /// <exception cref="RepriseException">Kind <c>vault</c> when a key that is called lost is there and sound.</exception>
    public IReadOnlyList<HomeChange> Plan() => [.. Steps().Select(step => step.Change)];

    /// <summary>Makes it.</summary>
    /// <param name="current">Gives the passphrase of the private key when it is needed.</param>
    /// <param name="fresh">What protects a new private key; null for nothing but the permissions of the file.</param>
    /// <param name="wait">How long to wait for a capture to end.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What was made.</returns>
    /// <exception cref="RepriseException">
    /// Kind <c>locked</c> when a capture did not end in time, <c>passphrase</c> when it is needed or wrong.
    /// </exception>
    public IReadOnlyList<HomeChange> Apply(
        Func<Passphrase> current,
        Passphrase? fresh,
        TimeSpan wait,
        CancellationToken cancellation
    )
    {
        using HomeLock held = HomeLock.Take(home.Folder, wait, cancellation);
        PrivateFolder.Create(home.Vault);
        PrivateKey.DeleteUnfinished(home);
        // Planned anew under the lock: a capture makes keys, too.
        Step[] steps = [.. Steps()];
        foreach (Step step in steps)
            step.Make(new Passphrases(current, fresh));
        return [.. steps.Select(step => step.Change)];
    }

    private IEnumerable<Step> Steps()
    {
        VaultKeys keys = VaultKeys.Look(home);
        foreach (string folder in (string[])[home.Folder, home.Vault])
        {
            if (!Directory.Exists(folder))
                yield return new Step(
                    new HomeChange(Below(folder), "a folder that only you can open"),
                    _ => PrivateFolder.Create(folder)
                );
        }
        if (Fingerprint(keys) is { } fingerprint)
            yield return fingerprint;
        if (keepOriginals && Pair(keys) is { } pair)
            yield return pair;
    }

    private Step? Fingerprint(VaultKeys keys)
    {
        bool isLost = lost.HasFlag(LostKeys.Fingerprint);
        if (isLost && keys.Fingerprint == KeyFileState.Sound)
            throw NotLost(HomeKeys.FingerprintName);
        bool isNew = keys.Fingerprint == KeyFileState.Missing && !keys.HasArchive;
        if (!isNew && !isLost)
            return null;
        var change = new HomeChange(
            Below(Path.Combine(home.Vault, HomeKeys.FingerprintName)),
            isNew
                ? "a key that makes fingerprints of secrets"
                : "a new key: fingerprints of secrets captured from now on differ from those before"
        );
        return new Step(
            change,
            _ =>
            {
                SetAside.Beside(Path.Combine(home.Vault, HomeKeys.FingerprintName));
                HomeKeys.CreateFingerprintKey(home.Vault);
            }
        );
    }

    private Step? Pair(VaultKeys keys)
    {
        bool isLost = lost.HasFlag(LostKeys.Vault);
        if (isLost && keys.Public == KeyFileState.Sound && keys.CanUnseal)
            throw NotLost(HomeKeys.PrivateName);
        if (isLost)
            return Replaced(keys);
        if (keys.Public is not (KeyFileState.Missing or KeyFileState.Damaged))
            return null;
        string publicPath = Path.Combine(home.Vault, HomeKeys.PublicName);
        if (keys.Private == KeyFileState.Sound)
            return new Step(
                new HomeChange(
                    Below(publicPath),
                    $"made again from {HomeKeys.PrivateName}; other recipients must be added again"
                ),
                passphrases =>
                {
                    SetAside.Beside(publicPath);
                    HomeKeys.RecreatePublicKey(home.Vault, passphrases.Current);
                }
            );
        bool isNew = keys is { Public: KeyFileState.Missing, Private: KeyFileState.Missing, HoldsOriginals: false };
        return isNew
            ? NewPair("a key pair: secrets are sealed with its public half and unsealed with its private half", [])
            : null;
    }

    private Step Replaced(VaultKeys keys) =>
        NewPair(
            "a new key pair: what was sealed for the lost key stays sealed",
            // The first one is the home's own.
            [.. keys.Recipients.Skip(1)]
        );

    private Step NewPair(string what, IReadOnlyList<VaultRecipient> others) =>
        new(
            new HomeChange(Below(Path.Combine(home.Vault, HomeKeys.PrivateName)), what, MakesPrivateKey: true),
            passphrases =>
            {
                SetAside.Beside(Path.Combine(home.Vault, HomeKeys.PrivateName));
                SetAside.Beside(Path.Combine(home.Vault, HomeKeys.PublicName));
                HomeKeys.CreatePair(home.Vault, others, passphrases.Fresh);
            }
        );

    private string Below(string path) =>
        path == home.Folder ? home.Folder : Path.GetRelativePath(home.Folder, path).Replace('\\', '/');

    private static RepriseException NotLost(string name) =>
        new("vault", $"vault/{name} is not lost: it is here and undamaged.", "'reprise vault rekey' changes keys that are here.");

    private sealed record Step(HomeChange Change, Action<Passphrases> Make);

    private sealed record Passphrases(Func<Passphrase> Current, Passphrase? Fresh);
}

/// <summary>Something that is made in a home.</summary>
/// <param name="Path">Its path below the home with <c>/</c> between the parts; the home itself is absolute.</param>
/// <param name="What">What it is.</param>
/// <param name="MakesPrivateKey">Whether it is a private key, which a passphrase may protect.</param>
public sealed record HomeChange(string Path, string What, bool MakesPrivateKey = false);

/// <summary>Keys that are lost for good.</summary>
[Flags]
public enum LostKeys
{
    None = 0,

    /// <summary>The key that fingerprints are made with.</summary>
    Fingerprint = 1,

    /// <summary>The private key of the vault.</summary>
    Vault = 2,
}

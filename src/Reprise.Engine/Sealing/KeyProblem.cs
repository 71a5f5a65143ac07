namespace Reprise.Sealing;

/// <summary>Something about the keys of a home that its owner should know.</summary>
/// <param name="File">The file below the home, with <c>/</c> between its parts.</param>
/// <param name="Problem">What is the matter, as the end of a sentence that starts with the file.</param>
/// <param name="Meaning">What does not work and what does, as a sentence.</param>
/// <param name="Cure">What to do, as a sentence.</param>
/// <param name="IsDamage">Whether it is a fault; a private key that is kept elsewhere is none.</param>
public sealed record KeyProblem(string File, string Problem, string Meaning, string Cure, bool IsDamage)
{
    private const string StaysReadable = "Everything kept stays readable: list, show, search and cat work.";

    /// <summary>Lists what is the matter with the keys of a home.</summary>
    public static IReadOnlyList<KeyProblem> Of(VaultKeys keys)
    {
        List<KeyProblem> problems = [];
        if (OfFingerprint(keys) is { } fingerprint)
            problems.Add(fingerprint);
        if (OfPublic(keys) is { } recipients)
            problems.Add(recipients);
        if (OfPrivate(keys) is { } own)
            problems.Add(own);
        if (keys.IsRekeying)
            problems.Add(
                new KeyProblem(
                    "vault/" + HomeKeys.OldPrivateName,
                    "is still needed: a change of keys is not complete",
                    "Everything works; some originals are still sealed for the old key.",
                    "Run 'reprise vault rekey' to complete it.",
                    IsDamage: false
                )
            );
        return problems;
    }

    private static KeyProblem? OfFingerprint(VaultKeys keys)
    {
        bool isFine = keys.Fingerprint == KeyFileState.Sound || (keys.Fingerprint == KeyFileState.Missing && !keys.HasArchive);
        return isFine
            ? null
            : new KeyProblem(
                "vault/" + HomeKeys.FingerprintName,
                Word(keys.Fingerprint),
                $"Nothing new can be captured, because known secrets would look new. {StaysReadable}",
                $"Put it back from a backup. If it is lost for good, 'reprise init --replace-lost {HomeKeys.FingerprintName}' makes a new one.",
                IsDamage: true
            );
    }

    private static KeyProblem? OfPublic(VaultKeys keys)
    {
        bool isFine =
            keys.Public == KeyFileState.Sound
            || (keys.Public == KeyFileState.Missing && keys.Private == KeyFileState.Missing && !keys.HoldsOriginals);
        return isFine
            ? null
            : new KeyProblem(
                "vault/" + HomeKeys.PublicName,
                Word(keys.Public),
                $"Nothing new can be captured, because secrets could not be sealed. {StaysReadable}",
                keys.Private == KeyFileState.Sound
                    ? $"Put it back from a backup, or run 'reprise init', which makes it again from {HomeKeys.PrivateName}."
                    : $"Put it back from a backup. If the keys are lost for good, 'reprise init --replace-lost {HomeKeys.PrivateName}' makes new ones.",
                IsDamage: true
            );
    }

    private static KeyProblem? OfPrivate(VaultKeys keys)
    {
        const string OnlySealing =
            "Originals are sealed but cannot be unsealed here: restore and 'cat --original' work for sessions without secrets only.";
        const string Name = "vault/" + HomeKeys.PrivateName;
        bool isUnused = keys.Private == KeyFileState.Missing && keys.Public == KeyFileState.Missing && !keys.HoldsOriginals;
        if (isUnused || keys.CanUnseal)
            return null;
        if (keys.IsForeign)
            return new KeyProblem(
                Name,
                $"belongs to another vault: it is key {keys.PrivateId}, and {HomeKeys.PublicName} does not name it",
                OnlySealing,
                $"Put the key back that belongs to this home ({string.Join(", ", keys.Recipients.Select(r => r.Id))}).",
                IsDamage: true
            );
        return keys.Private == KeyFileState.Damaged
            ? new KeyProblem(
                Name,
                Word(keys.Private),
                OnlySealing,
                "Put it back from a backup, or run 'reprise vault import-recovery'; do not delete it.",
                IsDamage: true
            )
            : new KeyProblem(
                Name,
                keys.Private == KeyFileState.Unreadable ? Word(keys.Private) : "is not here",
                OnlySealing,
                "That is fine when it is kept elsewhere. Put it back, or run 'reprise vault import-recovery', to unseal here.",
                IsDamage: false
            );
    }

    private static string Word(KeyFileState state) =>
        state switch
        {
            KeyFileState.Missing => "is missing",
            KeyFileState.Unreadable => "may not be read",
            _ => "is damaged",
        };
}

using System.Security.Cryptography;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>Changes who opens what is sealed from now on. What is sealed already is not touched.</summary>
public sealed class RecipientList(RepriseHome home)
{
    private const int MinPrefix = 4;
    private const string Wanted = "It needs one on the curve P-256 as PEM, which begins with -----BEGIN PUBLIC KEY-----.";
    private readonly string _path = Path.Combine(home.Vault, HomeKeys.PublicName);

    /// <summary>Reads the one public key in a text.</summary>
    /// <param name="text">PEM.</param>
    /// <exception cref="RepriseException">There is none, or more than one, or it is no key for the vault.</exception>
    public static VaultRecipient Parse(string text)
    {
        if (PemEncoding.TryFind(text, out PemFields block) && text[block.Label].Contains("PRIVATE", StringComparison.Ordinal))
            throw new RepriseException(
                "vault",
                "This is a private key: it opens everything that is sealed for it and is not to be given away.",
                "Give its public half: 'openssl pkey -in KEY -pubout'."
            );
        try
        {
            if (RecipientFile.Parse(text, "this text") is [var recipient])
                return recipient;
        }
        catch (RepriseException error) when (error.InnerException is not null)
        {
            throw new RepriseException("vault", "This is no public key for the vault.", Wanted, error);
        }
        throw new RepriseException("vault", "A recipient is exactly one public key.", Wanted);
    }

    /// <summary>Adds a recipient.</summary>
    /// <returns>False when its key is there already.</returns>
    /// <exception cref="RepriseException">Its name is taken, or the list is full, damaged or missing.</exception>
    public bool Add(VaultRecipient recipient, TimeSpan wait, CancellationToken cancellation)
    {
        using HomeLock held = HomeLock.Take(home.Folder, wait, cancellation);
        List<VaultRecipient> recipients = Read();
        if (recipients.Exists(other => other.Id == recipient.Id))
            return false;
        if (recipient.Name is { } name && recipients.Exists(other => other.Name == name))
            throw new RepriseException("vault", "Another recipient has that name.", "Give it another one with --name.");
        if (recipients.Count == RecipientFile.MaxRecipients)
            throw new RepriseException("vault", $"There are {RecipientFile.MaxRecipients} recipients, which is the most.");
        RecipientFile.Write(_path, [.. recipients, recipient]);
        return true;
    }

    /// <summary>Removes a recipient.</summary>
    /// <param name="nameOrId">Its name, or its id or the first four or more characters of it.</param>
    /// <param name="wait">How long to wait for a capture to end.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>What was removed.</returns>
    /// <exception cref="RepriseException">It is none, or several, or the home's own key, or the last one.</exception>
    public VaultRecipient Remove(string nameOrId, TimeSpan wait, CancellationToken cancellation)
    {
        using HomeLock held = HomeLock.Take(home.Folder, wait, cancellation);
        List<VaultRecipient> recipients = Read();
        VaultRecipient found = Find(recipients, nameOrId);
        if (recipients.Count == 1)
            throw new RepriseException(
                "vault",
                "It is the only recipient: nothing could be sealed without it.",
                "Add another one first, or run 'reprise config set vault off' to keep no originals."
            );
        if (VaultKeys.Look(home).PrivateId == found.Id)
            throw new RepriseException(
                "vault",
                "It is this home's own key.",
                "'reprise vault rekey' replaces it. To keep the private key elsewhere, move vault/vault.key there."
            );
        RecipientFile.Write(_path, recipients.Where(recipient => recipient.Id != found.Id));
        return found;
    }

    private static VaultRecipient Find(List<VaultRecipient> recipients, string nameOrId)
    {
        VaultRecipient[] found = [.. recipients.Where(recipient => recipient.Name == nameOrId)];
        if (found.Length == 0 && nameOrId.Length >= MinPrefix)
            found =
            [
                .. recipients.Where(recipient =>
                    recipient.Id.ToString().StartsWith(nameOrId, StringComparison.OrdinalIgnoreCase)
                ),
            ];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new RepriseException(
                "not-found",
                "There is no such recipient.",
                "'reprise vault recipients list' shows them."
            ),
            _ => throw new RepriseException("ambiguous", "Several recipients are called like that.", "Type the whole id."),
        };
    }

    private List<VaultRecipient> Read() =>
        File.Exists(_path) ? RecipientFile.Read(_path) : throw KeyFile.Missing(HomeKeys.PublicName, $", or run 'reprise init'");
}

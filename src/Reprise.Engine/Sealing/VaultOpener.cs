using System.Buffers.Binary;
using System.Security.Cryptography;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>Opens sealed boxes with the private key. Any thread may use it.</summary>
public sealed class VaultOpener : IDisposable
{
    private readonly List<VaultKey> _keys = [];

    /// <summary>Opens the private key of a home, and the one before it while a change of keys is not complete.</summary>
    /// <param name="home">The home.</param>
    /// <param name="passphrase">Gives the passphrase when one is needed; null when there is none to be had.</param>
    /// <exception cref="RepriseException">
    /// Kind <c>vault</c> when the private key is missing or damaged, <c>passphrase</c> when its passphrase is needed or wrong.
    /// </exception>
    public VaultOpener(RepriseHome home, Func<Passphrase>? passphrase = null)
    {
        string path = Path.Combine(home.Vault, HomeKeys.PrivateName);
        if (!File.Exists(path))
            throw new RepriseException(
                "vault",
                "The private key is not here: vault/vault.key is missing, so that originals cannot be unsealed.",
                "Put it back, or run 'reprise vault import-recovery'. Sessions without secrets can be restored, and the masked "
                    + "archive stays readable: list, show, search and cat work."
            );
        try
        {
            _keys.Add(new VaultKey(PrivateKeyFile.Open(path, passphrase), isOwner: true));
            string old = Path.Combine(home.Vault, HomeKeys.OldPrivateName);
            if (File.Exists(old))
                _keys.Add(new VaultKey(PrivateKeyFile.Open(old, passphrase), isOwner: true));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Uses keys that are open already; they stay their owner's.</summary>
    internal VaultOpener(params ReadOnlySpan<PrivateKey> keys)
    {
        foreach (PrivateKey key in keys)
            _keys.Add(new VaultKey(key.Pair, isOwner: false));
    }

    /// <summary>The keys that it opens boxes with, the present one first.</summary>
    public IEnumerable<KeyId> Keys => _keys.Select(key => key.Id);

    /// <summary>Opens all boxes of a part.</summary>
    /// <param name="owner">The entry that the part belongs to.</param>
    /// <param name="firstBox">The number of its first box.</param>
    /// <param name="part">Its bytes.</param>
    /// <param name="session">How to name the session in an error.</param>
    /// <returns>The payload of each box.</returns>
    /// <exception cref="RepriseException">It was sealed for another key, or it is damaged.</exception>
    internal List<byte[]> Open(string owner, int firstBox, ReadOnlySpan<byte> part, string session)
    {
        List<byte[]> payloads = [];
        try
        {
            while (!part.IsEmpty)
            {
                VaultBox box = VaultBox.Parse(ref part);
                payloads.Add(Open(box, VaultBox.Context(owner, firstBox + payloads.Count), session));
            }
            return payloads;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or PlatformNotSupportedException)
        {
            throw new RepriseException(
                "damaged",
                $"The sealed originals of {session} are damaged.",
                "Run 'reprise verify' to see what else is.",
                error
            );
        }
    }

    /// <summary>Returns the key that the payload of a box is encrypted with; whoever gets it forgets it after use.</summary>
    /// <returns>Null when the box was sealed for other keys.</returns>
    /// <exception cref="CryptographicException">It is damaged.</exception>
    internal byte[]? DataKey(VaultBox box, byte[] context)
    {
        foreach (VaultKey key in _keys)
        {
            foreach ((KeyId id, byte[] wrapped) in box.Wraps)
            {
                if (id == key.Id)
                    return key.Unwrap(box, wrapped, context);
            }
        }
        return null;
    }

    private byte[] Open(VaultBox box, byte[] context, string session)
    {
        byte[] dataKey = DataKey(box, context) ?? throw OtherKey(session);
        byte[] padded = VaultBox.Decrypt(dataKey, box.Sealed, context);
        CryptographicOperations.ZeroMemory(dataKey);
        int length = padded.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(padded);
        if ((uint)length > (uint)(padded.Length - sizeof(int)))
            throw new CryptographicException("The payload of a box is longer than the box.");
        byte[] payload = padded.AsSpan(sizeof(int), length).ToArray();
        CryptographicOperations.ZeroMemory(padded);
        return payload;
    }

    private static RepriseException OtherKey(string session) =>
        new(
            "vault",
            $"The originals of {session} were sealed for another key than vault/vault.key.",
            "Put the key back that belongs to this home. 'reprise vault status' says which keys originals are sealed for."
        );

    public void Dispose()
    {
        foreach (VaultKey key in _keys)
            key.Dispose();
        _keys.Clear();
    }
}

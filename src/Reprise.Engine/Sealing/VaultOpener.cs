using System.Buffers.Binary;
using System.Security.Cryptography;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>Opens sealed boxes with the owner's private key. Any thread may use it.</summary>
public sealed class VaultOpener : IDisposable
{
    private readonly ECDiffieHellman _key;
    private readonly byte[] _id;
    private readonly Lock _agreeing = new();
    private byte[] _lastEphemeral = [];
    private byte[] _lastAgreement = [];

    /// <exception cref="RepriseException">The private key is missing or damaged.</exception>
    public VaultOpener(RepriseHome home)
        : this(home.Vault) { }

    /// <exception cref="RepriseException">The private key is missing or damaged.</exception>
    public VaultOpener(HomeKeys keys)
        : this(keys.Folder) { }

    private VaultOpener(string folder)
    {
        _key = HomeKeys.OpenPrivateKey(folder);
        _id = HomeKeys.IdOf(_key.ExportSubjectPublicKeyInfo());
    }

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

    private byte[] Open(VaultBox box, byte[] context, string session)
    {
        foreach ((byte[] id, byte[] wrapped) in box.Wraps)
        {
            if (!id.AsSpan().SequenceEqual(_id))
                continue;
            byte[] wrapping = VaultBox.WrappingKey(Agree(box.Ephemeral), box.Salt, id, box.Ephemeral);
            byte[] dataKey = VaultBox.Decrypt(wrapping, wrapped, context);
            byte[] padded = VaultBox.Decrypt(dataKey, box.Sealed, context);
            CryptographicOperations.ZeroMemory(dataKey);
            int length = padded.Length < sizeof(int) ? -1 : BinaryPrimitives.ReadInt32LittleEndian(padded);
            if ((uint)length > (uint)(padded.Length - sizeof(int)))
                throw new CryptographicException("The payload of a box is longer than the box.");
            return padded.AsSpan(sizeof(int), length).ToArray();
        }
        throw new RepriseException(
            "vault",
            $"The originals of {session} were sealed for another key than vault/vault.key.",
            "Put the key back that belongs to this home."
        );
    }

    // All boxes of one capture run share one agreement.
    private byte[] Agree(byte[] ephemeral)
    {
        lock (_agreeing)
        {
            if (ephemeral.AsSpan().SequenceEqual(_lastEphemeral))
                return _lastAgreement;
            using var other = ECDiffieHellman.Create();
            other.ImportSubjectPublicKeyInfo(ephemeral, out _);
            _lastAgreement = _key.DeriveRawSecretAgreement(other.PublicKey);
            _lastEphemeral = ephemeral;
            return _lastAgreement;
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_lastAgreement);
        _key.Dispose();
    }
}

using System.Security.Cryptography;

namespace Reprise.Sealing;

/// <summary>Encrypts masked secrets to the owner's public key: what it seals it cannot open again.</summary>
/// <remarks>
/// One key agreement serves a whole capture run; each box has a data key of its own, wrapped for each recipient with a key
/// derived from that agreement and the box's random salt.
/// </remarks>
public sealed class VaultSealer : IDisposable
{
    private readonly byte[] _ephemeral;
    private readonly List<(KeyId Id, byte[] Agreement)> _recipients;

    private VaultSealer(byte[] ephemeral, List<(KeyId Id, byte[] Agreement)> recipients)
    {
        _ephemeral = ephemeral;
        _recipients = recipients;
    }

    /// <summary>Makes a sealer for one capture run; null when the home keeps no originals.</summary>
    public static VaultSealer? Create(HomeKeys keys) => keys.Recipients.Count == 0 ? null : Create(keys.Recipients);

    /// <summary>Makes a sealer for one run.</summary>
    internal static VaultSealer Create(IReadOnlyList<VaultRecipient> to)
    {
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        List<(KeyId, byte[])> recipients = [];
        foreach (VaultRecipient recipient in to)
        {
            using var pair = ECDiffieHellman.Create();
            pair.ImportSubjectPublicKeyInfo(recipient.PublicKey, out _);
            recipients.Add((recipient.Id, ephemeral.DeriveRawSecretAgreement(pair.PublicKey)));
        }
        return new VaultSealer(ephemeral.ExportSubjectPublicKeyInfo(), recipients);
    }

    /// <summary>Says whether all boxes of a part have exactly the recipients that this seals for.</summary>
    /// <remarks>Boxes for others go into another part: whoever cannot open one box of a part cannot count its items.</remarks>
    internal bool SealsLike(ReadOnlySpan<byte> part)
    {
        try
        {
            while (!part.IsEmpty)
            {
                VaultBox box = VaultBox.Parse(ref part);
                if (box.Wraps.Count != _recipients.Count || !box.Wraps.All(wrap => _recipients.Exists(r => r.Id == wrap.Id)))
                    return false;
            }
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Seals the payload of one box.</summary>
    /// <param name="owner">The entry that the box belongs to.</param>
    /// <param name="number">The number of the box in that entry.</param>
    /// <param name="payload">The clear bytes.</param>
    internal byte[] Seal(string owner, int number, ReadOnlySpan<byte> payload)
    {
        byte[] dataKey = RandomNumberGenerator.GetBytes(VaultBox.KeyBytes);
        byte[] context = VaultBox.Context(owner, number);
        byte[] padded = Pad(payload);
        VaultBox box = Wrap(dataKey, VaultBox.Encrypt(dataKey, padded, context), context);
        CryptographicOperations.ZeroMemory(padded);
        CryptographicOperations.ZeroMemory(dataKey);
        return box.Format();
    }

    /// <summary>Makes a box of an encrypted payload: its data key is wrapped for each recipient.</summary>
    internal VaultBox Wrap(byte[] dataKey, byte[] payload, byte[] context)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(VaultBox.SaltBytes);
        var wraps = new List<(KeyId, byte[])>(_recipients.Count);
        foreach ((KeyId id, byte[] agreement) in _recipients)
        {
            byte[] wrapping = VaultBox.WrappingKey(agreement, salt, id, _ephemeral);
            wraps.Add((id, VaultBox.Encrypt(wrapping, dataKey, context)));
            CryptographicOperations.ZeroMemory(wrapping);
        }
        return new VaultBox
        {
            Ephemeral = _ephemeral,
            Salt = salt,
            Wraps = wraps,
            Sealed = payload,
        };
    }

    // The size must not give the kind of secret away: lengths go up in steps.
    private static byte[] Pad(ReadOnlySpan<byte> payload)
    {
        int length = payload.Length + sizeof(int);
        int size =
            length <= 64 ? 64
            : length <= 256 ? 256
            : length <= 1024 ? 1024
            : (length + 4095) / 4096 * 4096;
        byte[] padded = new byte[size];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(padded, payload.Length);
        payload.CopyTo(padded.AsSpan(sizeof(int)));
        return padded;
    }

    public void Dispose()
    {
        foreach ((_, byte[] agreement) in _recipients)
            CryptographicOperations.ZeroMemory(agreement);
    }
}

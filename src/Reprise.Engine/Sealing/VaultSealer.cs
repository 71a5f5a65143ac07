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
    private readonly List<(byte[] Id, byte[] Agreement)> _recipients;

    private VaultSealer(byte[] ephemeral, List<(byte[] Id, byte[] Agreement)> recipients)
    {
        _ephemeral = ephemeral;
        _recipients = recipients;
    }

    /// <summary>Makes a sealer for one capture run; null when the home keeps no originals.</summary>
    public static VaultSealer? Create(HomeKeys keys)
    {
        if (keys.Recipients.Count == 0)
            return null;
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        List<(byte[], byte[])> recipients = [];
        foreach (byte[] publicKey in keys.Recipients)
        {
            using var recipient = ECDiffieHellman.Create();
            recipient.ImportSubjectPublicKeyInfo(publicKey, out _);
            recipients.Add((HomeKeys.IdOf(publicKey), ephemeral.DeriveRawSecretAgreement(recipient.PublicKey)));
        }
        return new VaultSealer(ephemeral.ExportSubjectPublicKeyInfo(), recipients);
    }

    /// <summary>Seals the payload of one box.</summary>
    /// <param name="owner">The entry that the box belongs to.</param>
    /// <param name="number">The number of the box in that entry.</param>
    /// <param name="payload">The clear bytes.</param>
    internal byte[] Seal(string owner, int number, ReadOnlySpan<byte> payload)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(VaultBox.SaltBytes);
        byte[] dataKey = RandomNumberGenerator.GetBytes(VaultBox.KeyBytes);
        byte[] context = VaultBox.Context(owner, number);
        var wraps = new List<(byte[], byte[])>(_recipients.Count);
        foreach ((byte[] id, byte[] agreement) in _recipients)
            wraps.Add((id, VaultBox.Encrypt(VaultBox.WrappingKey(agreement, salt, id, _ephemeral), dataKey, context)));
        byte[] padded = Pad(payload);
        var box = new VaultBox
        {
            Ephemeral = _ephemeral,
            Salt = salt,
            Wraps = wraps,
            Sealed = VaultBox.Encrypt(dataKey, padded, context),
        };
        CryptographicOperations.ZeroMemory(padded);
        CryptographicOperations.ZeroMemory(dataKey);
        return box.Format();
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

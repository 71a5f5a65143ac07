using System.Security.Cryptography;
using System.Text;

namespace Reprise.Sealing;

/// <summary>Encrypts masked secrets to the owner's public key: what it seals it cannot open again.</summary>
/// <remarks>
/// One key agreement serves a whole capture run; each part has a data key of its own, wrapped with a key derived from that
/// agreement and the part's random salt. Layout of a part: see docs/design/0001-archive.md.
/// </remarks>
public sealed class VaultSealer : IDisposable
{
    internal const int SaltBytes = 16;
    internal const int NonceBytes = 12;
    internal const int TagBytes = 16;
    internal const int KeyBytes = 32;
    internal static readonly byte[] Magic = "RPSEAL01"u8.ToArray();

    private readonly byte[] _recipientId;
    private readonly byte[] _ephemeral;
    private readonly byte[] _agreement;

    private VaultSealer(byte[] recipientId, byte[] ephemeral, byte[] agreement)
    {
        _recipientId = recipientId;
        _ephemeral = ephemeral;
        _agreement = agreement;
    }

    /// <summary>Makes a sealer for one capture run; null when the home keeps no originals.</summary>
    public static VaultSealer? Create(HomeKeys keys)
    {
        if (keys.Recipient is not { } publicKey)
            return null;
        using var recipient = ECDiffieHellman.Create();
        recipient.ImportSubjectPublicKeyInfo(publicKey, out _);
        using var ephemeral = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] agreement = ephemeral.DeriveRawSecretAgreement(recipient.PublicKey);
        return new VaultSealer(HomeKeys.IdOf(publicKey), ephemeral.ExportSubjectPublicKeyInfo(), agreement);
    }

    /// <summary>Seals the payload of one part.</summary>
    /// <param name="name">What the part belongs to; a part cannot be passed off as another.</param>
    /// <param name="payload">The clear bytes.</param>
    internal byte[] Seal(string name, ReadOnlySpan<byte> payload)
    {
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        byte[] dataKey = RandomNumberGenerator.GetBytes(KeyBytes);
        byte[] keyNonce = RandomNumberGenerator.GetBytes(NonceBytes);
        byte[] nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        byte[] context = Encoding.UTF8.GetBytes(name);

        var output = new MemoryStream();
        using var writer = new BinaryWriter(output);
        writer.Write(Magic);
        writer.Write(_recipientId);
        writer.Write((ushort)_ephemeral.Length);
        writer.Write(_ephemeral);
        writer.Write(salt);
        WriteEncrypted(writer, WrappingKey(_agreement, salt), keyNonce, dataKey, context);
        WriteEncrypted(writer, dataKey, nonce, Pad(payload), context);
        CryptographicOperations.ZeroMemory(dataKey);
        return output.ToArray();
    }

    internal static byte[] WrappingKey(byte[] agreement, byte[] salt) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, agreement, KeyBytes, salt, "reprise/vault/v1"u8.ToArray());

    private static void WriteEncrypted(BinaryWriter writer, byte[] key, byte[] nonce, byte[] clear, byte[] context)
    {
        byte[] cipher = new byte[clear.Length];
        byte[] tag = new byte[TagBytes];
        using (var aes = new AesGcm(key, TagBytes))
            aes.Encrypt(nonce, clear, cipher, tag, context);
        writer.Write(nonce);
        writer.Write(cipher.Length);
        writer.Write(cipher);
        writer.Write(tag);
        CryptographicOperations.ZeroMemory(clear);
    }

    // The size must not give the kind of secret away: lengths go up in steps.
    private static byte[] Pad(ReadOnlySpan<byte> payload)
    {
        int length = payload.Length + sizeof(int);
        int size = length <= 64 ? 64 : length <= 256 ? 256 : length <= 1024 ? 1024 : (length + 4095) / 4096 * 4096;
        byte[] padded = new byte[size];
        BitConverter.TryWriteBytes(padded, payload.Length);
        payload.CopyTo(padded.AsSpan(sizeof(int)));
        return padded;
    }

    public void Dispose() => CryptographicOperations.ZeroMemory(_agreement);
}

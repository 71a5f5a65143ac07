using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Reprise.Sealing;

/// <summary>The outer form of a box, the unit that is sealed at once. Source: docs/design/0001-archive.md.</summary>
/// <remarks>A part of the vault is boxes one behind the other, so a part grows without being unsealed.</remarks>
internal sealed class VaultBox
{
    public const int SaltBytes = 16;
    public const int NonceBytes = 12;
    public const int TagBytes = 16;
    public const int KeyBytes = 32;

    /// <summary>What a box has for each recipient: the key's id and the wrapped data key.</summary>
    public const int WrapBytes = KeyId.Bytes + NonceBytes + KeyBytes + TagBytes;

    /// <summary>What a box begins with: its mark and the length of what follows.</summary>
    public const int HeadBytes = 12;

    /// <summary>The one-time public key of the capture run, as SubjectPublicKeyInfo.</summary>
    public required byte[] Ephemeral { get; init; }
    public required byte[] Salt { get; init; }

    /// <summary>The data key for each recipient, by the id of its public key.</summary>
    public required IReadOnlyList<(KeyId Id, byte[] Wrapped)> Wraps { get; init; }

    /// <summary>The encrypted payload.</summary>
    public required byte[] Sealed { get; init; }

    private static ReadOnlySpan<byte> Magic => "RPSEAL01"u8;

    /// <summary>Names a box: a box cannot be passed off as another's, nor moved within its part.</summary>
    public static byte[] Context(string owner, int number) => Encoding.UTF8.GetBytes($"{owner}/box-{number}");

    /// <summary>Derives the key that wraps the data key for one recipient.</summary>
    /// <remarks>The one-time key goes in as it is spelled: another spelling of the same key opens nothing.</remarks>
    public static byte[] WrappingKey(byte[] agreement, byte[] salt, KeyId id, byte[] ephemeral) =>
        HKDF.DeriveKey(
            HashAlgorithmName.SHA256,
            agreement,
            KeyBytes,
            salt,
            [.. "reprise/vault/v1"u8, .. id.ToBytes(), .. ephemeral]
        );

    /// <summary>Encrypts with AES-256-GCM under a random nonce: nonce, cipher text, tag.</summary>
    public static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> clear, byte[] context)
    {
        byte[] output = new byte[NonceBytes + clear.Length + TagBytes];
        RandomNumberGenerator.Fill(output.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(
            output.AsSpan(0, NonceBytes),
            clear,
            output.AsSpan(NonceBytes, clear.Length),
            output.AsSpan(NonceBytes + clear.Length),
            context
        );
        return output;
    }

    /// <summary>Decrypts what <see cref="Encrypt"/> made.</summary>
    /// <exception cref="CryptographicException">It was changed, or the key or the context is another.</exception>
    public static byte[] Decrypt(byte[] key, ReadOnlySpan<byte> encrypted, byte[] context)
    {
        int length = encrypted.Length - NonceBytes - TagBytes;
        if (length < 0)
            throw new CryptographicException("The sealed bytes end too early.");
        byte[] clear = new byte[length];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(encrypted[..NonceBytes], encrypted.Slice(NonceBytes, length), encrypted[^TagBytes..], clear, context);
        return clear;
    }

    /// <summary>Returns the bytes of the box.</summary>
    public byte[] Format()
    {
        int body = 1 + 2 + Ephemeral.Length + SaltBytes + Wraps.Count * WrapBytes + Sealed.Length;
        using var output = new MemoryStream(HeadBytes + body);
        using var writer = new BinaryWriter(output);
        writer.Write(Magic);
        writer.Write(body);
        writer.Write((byte)Wraps.Count);
        writer.Write((ushort)Ephemeral.Length);
        writer.Write(Ephemeral);
        writer.Write(Salt);
        foreach ((KeyId id, byte[] wrapped) in Wraps)
        {
            writer.Write(id.ToBytes());
            writer.Write(wrapped);
        }
        writer.Write(Sealed);
        writer.Flush();
        return output.ToArray();
    }

    /// <summary>Returns the length of what follows the head of a box.</summary>
    /// <exception cref="CryptographicException">It is no box.</exception>
    public static int LengthIn(ReadOnlySpan<byte> head)
    {
        int length =
            head.Length >= HeadBytes && head.StartsWith(Magic)
                ? BinaryPrimitives.ReadInt32LittleEndian(head[Magic.Length..])
                : -1;
        return length >= 0 ? length : throw new CryptographicException("This is no sealed box.");
    }

    /// <summary>Reads the box at the front of a part.</summary>
    /// <param name="part">The bytes; what follows the box is left in it.</param>
    /// <exception cref="CryptographicException">It is no box.</exception>
    public static VaultBox Parse(ref ReadOnlySpan<byte> part)
    {
        int length = LengthIn(part);
        if (length > part.Length - HeadBytes)
            throw new CryptographicException("The sealed box ends too early.");
        ReadOnlySpan<byte> body = part.Slice(HeadBytes, length);
        part = part[(HeadBytes + length)..];
        int count = Take(ref body, 1)[0];
        int ephemeralLength = BinaryPrimitives.ReadUInt16LittleEndian(Take(ref body, 2));
        byte[] ephemeral = Take(ref body, ephemeralLength).ToArray();
        byte[] salt = Take(ref body, SaltBytes).ToArray();
        var wraps = new (KeyId, byte[])[count];
        for (int i = 0; i < count; i++)
            wraps[i] = (KeyId.Read(Take(ref body, KeyId.Bytes)), Take(ref body, WrapBytes - KeyId.Bytes).ToArray());
        return new VaultBox
        {
            Ephemeral = ephemeral,
            Salt = salt,
            Wraps = wraps,
            Sealed = body.ToArray(),
        };
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int length)
    {
        if (length > bytes.Length)
            throw new CryptographicException("The sealed box ends too early.");
        ReadOnlySpan<byte> taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Reprise.Sealing;

/// <summary>What a key pair of the vault is called: the first 8 bytes of the SHA-256 of its public key.</summary>
/// <param name="Value">The bytes as a number, the first one highest.</param>
public readonly record struct KeyId(ulong Value)
{
    internal const int Bytes = sizeof(ulong);

    /// <summary>Returns the id of a public key.</summary>
    /// <param name="publicKey">The key as SubjectPublicKeyInfo.</param>
    public static KeyId Of(ReadOnlySpan<byte> publicKey) => Read(SHA256.HashData(publicKey));

    /// <summary>Reads an id from its 16 hexadecimal digits.</summary>
    /// <returns>False when it is none.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out KeyId id)
    {
        bool isId = ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value);
        id = new KeyId(value);
        return isId && text.Length == 2 * Bytes;
    }

    internal static KeyId Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes));

    internal void CopyTo(Span<byte> bytes) => BinaryPrimitives.WriteUInt64BigEndian(bytes, Value);

    internal byte[] ToBytes()
    {
        byte[] bytes = new byte[Bytes];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Returns the 16 hexadecimal digits.</summary>
    public override string ToString() => Value.ToString("x16", CultureInfo.InvariantCulture);
}

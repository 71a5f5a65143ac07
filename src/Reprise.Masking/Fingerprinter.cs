using System.Security.Cryptography;

namespace Reprise.Masking;

/// <summary>Makes the keyed fingerprint that stands for a secret: the same secret looks the same everywhere.</summary>
/// <remarks>The key is a secret itself: who has it can test guesses.</remarks>
public sealed class Fingerprinter
{
    /// <summary>The number of characters of a fingerprint.</summary>
    public const int Length = 12;

    private const string Alphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private readonly byte[] _key;

    // Making one takes as long as using it: whoever needs it takes it, and makes another while it is taken.
    private IncrementalHash? _idle;

    /// <param name="key">At least 16 bytes, the same for everything that is to be compared.</param>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public Fingerprinter(ReadOnlySpan<byte> key)
    {
        if (key.Length < 16)
            throw new ArgumentException("A fingerprint key has at least 16 bytes.", nameof(key));
        _key = key.ToArray();
    }

    /// <summary>Returns the fingerprint of a decoded value: 60 bits of HMAC-SHA256 in lower-case base32.</summary>
    public string Fingerprint(ReadOnlySpan<byte> value)
    {
        Span<byte> hash = stackalloc byte[32];
        IncrementalHash hmac =
            Interlocked.Exchange(ref _idle, null) ?? IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        hmac.AppendData(value);
        hmac.GetHashAndReset(hash);
        Interlocked.Exchange(ref _idle, hmac)?.Dispose();
        ulong bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(hash);
        Span<char> text = stackalloc char[Length];
        for (int i = 0; i < Length; i++, bits <<= 5)
            text[i] = Alphabet[(int)(bits >> 59)];
        return new string(text);
    }
}

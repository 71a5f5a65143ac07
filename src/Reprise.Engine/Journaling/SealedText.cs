using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Reprise.Journaling;

/// <summary>Encrypts a text that lies in the journal and must not be read there, such as the words that somebody wants redacted.</summary>
/// <remarks>
/// AES-256-GCM under a key of the home. The text is bound to its field, and padded so that its length tells little.
/// Source: docs/design/0003-journal-and-redaction.md.
/// </remarks>
public static class SealedText
{
    internal const string Member = "sealed";

    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int PaddedTo = 64;
    private const int LengthBytes = 4;

    /// <summary>Encrypts a text.</summary>
    /// <param name="key">The home's key for the journal.</param>
    /// <param name="text">The text.</param>
    /// <param name="place">The field that it is bound to: type, id and name.</param>
    /// <returns>Base64.</returns>
    public static string Seal(byte[] key, string text, string place)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] padded = new byte[(LengthBytes + utf8.Length + PaddedTo - 1) / PaddedTo * PaddedTo];
        BinaryPrimitives.WriteInt32LittleEndian(padded, utf8.Length);
        utf8.CopyTo(padded, LengthBytes);
        byte[] box = new byte[NonceBytes + padded.Length + TagBytes];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(
            box.AsSpan(0, NonceBytes),
            padded,
            box.AsSpan(NonceBytes, padded.Length),
            box.AsSpan(NonceBytes + padded.Length),
            Encoding.UTF8.GetBytes(place)
        );
        CryptographicOperations.ZeroMemory(padded);
        CryptographicOperations.ZeroMemory(utf8);
        return Convert.ToBase64String(box);
    }

    /// <summary>Decrypts a text.</summary>
    /// <returns>Null when it was sealed with another key or for another field, or is damaged.</returns>
    public static string? Open(byte[] key, string sealedText, string place)
    {
        byte[] box = new byte[sealedText.Length];
        if (!Convert.TryFromBase64String(sealedText, box, out int length) || length < NonceBytes + PaddedTo + TagBytes)
            return null;
        byte[] padded = new byte[length - NonceBytes - TagBytes];
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(
                box.AsSpan(0, NonceBytes),
                box.AsSpan(NonceBytes, padded.Length),
                box.AsSpan(NonceBytes + padded.Length, TagBytes),
                padded,
                Encoding.UTF8.GetBytes(place)
            );
        }
        catch (CryptographicException)
        {
            return null;
        }
        int bytes = BinaryPrimitives.ReadInt32LittleEndian(padded);
        return bytes >= 0 && bytes <= padded.Length - LengthBytes ? Encoding.UTF8.GetString(padded, LengthBytes, bytes) : null;
    }
}

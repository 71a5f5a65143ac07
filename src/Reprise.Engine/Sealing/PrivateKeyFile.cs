using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>A file with a private key: PKCS#8 as PEM, encrypted when a passphrase protects it.</summary>
/// <remarks>
/// A line <c>key ID</c> before the block says which key it is, so that this can be told without the passphrase. Encrypted is
/// PBES2 with PBKDF2-HMAC-SHA-512 and AES-256-CBC: the strongest that the base library and a stock openssl both read.
/// </remarks>
internal static class PrivateKeyFile
{
    /// <summary>How often the passphrase is hashed: about half a second for us, and for each guess of a thief.</summary>
    public const int Rounds = 1_000_000;

    private const string ClearLabel = "PRIVATE KEY";
    private const string EncryptedLabel = "ENCRYPTED PRIVATE KEY";

    private static ReadOnlySpan<byte> KeyWord => "key "u8;

    /// <summary>Says what there is, as far as it shows without a passphrase.</summary>
    public static PrivateKeyState Look(string path)
    {
        if (!File.Exists(path))
            return new PrivateKeyState(KeyFileState.Missing, IsProtected: false, Id: null);
        byte[] text = [];
        try
        {
            text = KeyFile.Read(path);
            if (IsEncrypted(text, out _))
                return new PrivateKeyState(KeyFileState.Sound, IsProtected: true, NamedIn(text));
            using ECDiffieHellman pair = Import(path, text, passphrase: null);
            return new PrivateKeyState(KeyFileState.Sound, IsProtected: false, KeyId.Of(pair.ExportSubjectPublicKeyInfo()));
        }
        catch (RepriseException)
        {
            return new PrivateKeyState(KeyFileState.Damaged, IsProtected: false, Id: null);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return new PrivateKeyState(KeyFileState.Unreadable, IsProtected: false, Id: null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Opens the key.</summary>
    /// <param name="path">The file, which exists.</param>
    /// <param name="passphrase">Gives the passphrase when one is needed; it stays the caller's.</param>
    /// <exception cref="RepriseException">
    /// Kind <c>vault</c> when it is damaged, <c>passphrase</c> when the passphrase is wrong or there is none.
    /// </exception>
    public static ECDiffieHellman Open(string path, Func<Passphrase>? passphrase)
    {
        byte[] text = KeyFile.Read(path);
        try
        {
            if (!IsEncrypted(text, out _))
                return Import(path, text, passphrase: null);
            Passphrase given = passphrase is null ? throw Protected() : passphrase();
            ECDiffieHellman pair = Import(path, text, given);
            if (NamedIn(text) is not { } id || id == KeyId.Of(pair.ExportSubjectPublicKeyInfo()))
                return pair;
            pair.Dispose();
            throw KeyFile.Damaged(path, null);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }

    /// <summary>Writes a key, and waits until it is on disk.</summary>
    /// <param name="path">The file.</param>
    /// <param name="pair">The key pair.</param>
    /// <param name="passphrase">What protects it; null for nothing but the permissions of the file.</param>
    public static void Write(string path, ECDiffieHellman pair, Passphrase? passphrase)
    {
        byte[] der = passphrase is null
            ? pair.ExportPkcs8PrivateKey()
            : pair.ExportEncryptedPkcs8PrivateKey(
                passphrase.Utf8,
                new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA512, Rounds)
            );
        char[] pem = PemEncoding.Write(passphrase is null ? ClearLabel : EncryptedLabel, der);
        byte[] block = Encoding.ASCII.GetBytes(pem);
        byte[] id = Encoding.ASCII.GetBytes(KeyId.Of(pair.ExportSubjectPublicKeyInfo()).ToString());
        byte[] lines = [.. KeyWord, .. id, (byte)'\n', .. block, (byte)'\n'];
        try
        {
            KeyFile.Write(path, lines);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
            CryptographicOperations.ZeroMemory(System.Runtime.InteropServices.MemoryMarshal.AsBytes(pem.AsSpan()));
            CryptographicOperations.ZeroMemory(block);
            CryptographicOperations.ZeroMemory(lines);
        }
    }

    private static ECDiffieHellman Import(string path, byte[] text, Passphrase? passphrase)
    {
        var pair = ECDiffieHellman.Create();
        byte[] der = [];
        try
        {
            PemFields block = PemEncoding.FindUtf8(text);
            der = new byte[block.DecodedDataLength];
            if (Base64.DecodeFromUtf8(text.AsSpan()[block.Base64Data], der, out _, out _) != OperationStatus.Done)
                throw KeyFile.Damaged(path, null);
            if (passphrase is not null)
                pair.ImportEncryptedPkcs8PrivateKey(passphrase.Utf8, der, out _);
            else if (text.AsSpan()[block.Label].SequenceEqual("EC PRIVATE KEY"u8))
                pair.ImportECPrivateKey(der, out _);
            else
                pair.ImportPkcs8PrivateKey(der, out _);
            return RecipientFile.IsOnCurve(pair) ? pair : throw KeyFile.Damaged(path, null);
        }
        catch (Exception error)
        {
            pair.Dispose();
            if (error is not (CryptographicException or ArgumentException or PlatformNotSupportedException))
                throw;
            // The file has its checksum, so that it is what was written: only the passphrase can be another.
            throw passphrase is null ? KeyFile.Damaged(path, error) : Wrong(error);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(der);
        }
    }

    private static bool IsEncrypted(ReadOnlySpan<byte> text, out PemFields block) =>
        PemEncoding.TryFindUtf8(text, out block) && text[block.Label].SequenceEqual(Encoding.ASCII.GetBytes(EncryptedLabel));

    private static KeyId? NamedIn(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        if (end < 0 || !text.StartsWith(KeyWord))
            return null;
        return KeyId.TryParse(Encoding.ASCII.GetString(text[KeyWord.Length..end]), out KeyId id) ? id : null;
    }

    private static RepriseException Protected() =>
        new("passphrase", "The private key of the vault is protected by a passphrase.", "Give the passphrase.");

    private static RepriseException Wrong(Exception error) =>
        new("passphrase", "The passphrase is wrong.", "Nothing was opened and nothing was changed.", error);
}

/// <summary>What a file with a private key shows without its passphrase.</summary>
/// <param name="State">Whether it is there and undamaged.</param>
/// <param name="IsProtected">Whether a passphrase protects it.</param>
/// <param name="Id">Which key it is; null when that does not show.</param>
internal readonly record struct PrivateKeyState(KeyFileState State, bool IsProtected, KeyId? Id);

using System.Security.Cryptography;
using System.Text;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>Opens sealed parts with the owner's private key.</summary>
public sealed class VaultOpener : IDisposable
{
    private readonly ECDiffieHellman _key;
    private readonly byte[] _id;
    private byte[] _lastEphemeral = [];
    private byte[] _lastAgreement = [];

    /// <exception cref="RepriseException">The private key is missing or damaged.</exception>
    public VaultOpener(HomeKeys keys)
    {
        _key = keys.OpenPrivateKey();
        _id = HomeKeys.IdOf(_key.ExportSubjectPublicKeyInfo());
    }

    /// <summary>Opens a part.</summary>
    /// <param name="name">The name it was sealed under.</param>
    /// <param name="part">Its bytes.</param>
    /// <exception cref="RepriseException">It was sealed for another key, or it is damaged.</exception>
    internal byte[] Open(string name, byte[] part)
    {
        try
        {
            using var reader = new BinaryReader(new MemoryStream(part));
            if (!reader.ReadBytes(VaultSealer.Magic.Length).AsSpan().SequenceEqual(VaultSealer.Magic))
                throw Damaged(name, null);
            if (!reader.ReadBytes(_id.Length).AsSpan().SequenceEqual(_id))
                throw new RepriseException(
                    "vault",
                    $"The originals of {name} were sealed for another key than vault/vault.key.",
                    "Put the key back that belongs to this home."
                );
            byte[] ephemeral = reader.ReadBytes(reader.ReadUInt16());
            byte[] salt = reader.ReadBytes(VaultSealer.SaltBytes);
            byte[] context = Encoding.UTF8.GetBytes(name);
            byte[] wrapping = VaultSealer.WrappingKey(Agree(ephemeral), salt);
            byte[] dataKey = ReadEncrypted(reader, wrapping, context);
            byte[] padded = ReadEncrypted(reader, dataKey, context);
            return padded.AsSpan(sizeof(int), BitConverter.ToInt32(padded)).ToArray();
        }
        catch (Exception error) when (error is CryptographicException or EndOfStreamException or ArgumentException or OverflowException)
        {
            throw Damaged(name, error);
        }
    }

    // All parts of one capture run share one agreement.
    private byte[] Agree(byte[] ephemeral)
    {
        if (ephemeral.AsSpan().SequenceEqual(_lastEphemeral))
            return _lastAgreement;
        using var other = ECDiffieHellman.Create();
        other.ImportSubjectPublicKeyInfo(ephemeral, out _);
        _lastAgreement = _key.DeriveRawSecretAgreement(other.PublicKey);
        _lastEphemeral = ephemeral;
        return _lastAgreement;
    }

    private static byte[] ReadEncrypted(BinaryReader reader, byte[] key, byte[] context)
    {
        byte[] nonce = reader.ReadBytes(VaultSealer.NonceBytes);
        byte[] cipher = reader.ReadBytes(reader.ReadInt32());
        byte[] tag = reader.ReadBytes(VaultSealer.TagBytes);
        byte[] clear = new byte[cipher.Length];
        using var aes = new AesGcm(key, VaultSealer.TagBytes);
        aes.Decrypt(nonce, cipher, tag, clear, context);
        return clear;
    }

    private static RepriseException Damaged(string name, Exception? inner) =>
        new("damaged", $"The sealed originals of {name} are damaged.", "Run 'reprise verify' to see what else is.", inner);

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_lastAgreement);
        _key.Dispose();
    }
}

using System.Security.Cryptography;

namespace Reprise.Sealing;

/// <summary>A private key that unwraps data keys. Any thread may use it.</summary>
internal sealed class VaultKey : IDisposable
{
    private readonly ECDiffieHellman _pair;
    private readonly bool _isOwner;
    private readonly Lock _agreeing = new();
    private byte[] _lastEphemeral = [];
    private byte[] _lastAgreement = [];

    /// <param name="pair">The key pair.</param>
    /// <param name="isOwner">Whether the pair is disposed with this.</param>
    public VaultKey(ECDiffieHellman pair, bool isOwner)
    {
        _pair = pair;
        _isOwner = isOwner;
        Id = KeyId.Of(pair.ExportSubjectPublicKeyInfo());
    }

    public KeyId Id { get; }

    /// <summary>Returns the data key of a box.</summary>
    /// <exception cref="CryptographicException">It is damaged.</exception>
    public byte[] Unwrap(VaultBox box, byte[] wrapped, byte[] context)
    {
        byte[] wrapping = VaultBox.WrappingKey(Agree(box.Ephemeral), box.Salt, Id, box.Ephemeral);
        try
        {
            return VaultBox.Decrypt(wrapping, wrapped, context);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wrapping);
        }
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
            // Another thread may still be using the one before: it is left to the garbage collector.
            _lastAgreement = _pair.DeriveRawSecretAgreement(other.PublicKey);
            _lastEphemeral = ephemeral;
            return _lastAgreement;
        }
    }

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_lastAgreement);
        if (_isOwner)
            _pair.Dispose();
    }
}

using System.Security.Cryptography;

namespace Reprise.Sealing;

/// <summary>What protects a private key. Its bytes are forgotten when it is disposed.</summary>
/// <remarks>
/// The bytes are taken as they were typed, in UTF-8 and without normalization: other programs that open the key file do the
/// same. They do not move in memory, so that forgetting them leaves no copy behind.
/// </remarks>
public sealed class Passphrase : IDisposable
{
    private readonly byte[] _utf8;

    /// <param name="utf8">The passphrase; the caller forgets its own copy.</param>
    public Passphrase(ReadOnlySpan<byte> utf8)
    {
        _utf8 = GC.AllocateUninitializedArray<byte>(utf8.Length, pinned: true);
        utf8.CopyTo(_utf8);
    }

    /// <summary>Its length in bytes.</summary>
    public int Length => _utf8.Length;

    internal ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>Says whether two passphrases are the same.</summary>
    public bool IsSameAs(Passphrase other) => CryptographicOperations.FixedTimeEquals(_utf8, other._utf8);

    /// <summary>Does not show it.</summary>
    public override string ToString() => "(passphrase)";

    public void Dispose() => CryptographicOperations.ZeroMemory(_utf8);
}

namespace Reprise.Sealing;

/// <summary>Somebody whose private key opens what is sealed.</summary>
/// <param name="Name">What people call the key; null when it has no name.</param>
/// <param name="PublicKey">The public key on the curve P-256, as SubjectPublicKeyInfo.</param>
public sealed record VaultRecipient(string? Name, byte[] PublicKey)
{
    /// <summary>The most characters that a name has.</summary>
    public const int MaxNameLength = 64;

    /// <summary>The id of the key.</summary>
    public KeyId Id => KeyId.Of(PublicKey);

    /// <summary>Says whether a text can be the name of a recipient: one line of visible characters.</summary>
    public static bool IsName(string text) =>
        text.Length is > 0 and <= MaxNameLength
        && text.Trim().Length == text.Length
        && !text.Any(c => char.IsControl(c) || char.IsSurrogate(c) || c is '\u2028' or '\u2029');
}

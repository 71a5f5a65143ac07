namespace Reprise.Masking;

/// <summary>Receives the masked form of a text, piece by piece and in order.</summary>
public abstract class MaskedOutput
{
    /// <summary>Receives bytes that stay as they are.</summary>
    /// <param name="bytes">Valid during the call only.</param>
    public abstract void Clear(ReadOnlySpan<byte> bytes);

    /// <summary>Receives a secret and what stands in its place.</summary>
    /// <param name="finding">What was found and where.</param>
    /// <param name="raw">The bytes of the secret as spelled; never to be kept unencrypted.</param>
    /// <param name="placeholder">The ASCII text that replaces them.</param>
    public abstract void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder);

    /// <summary>Receives the value of a secret before <see cref="Masked"/> does: what its fingerprint is made of.</summary>
    /// <param name="finding">What was found and where.</param>
    /// <param name="value">The value without escapes; valid during the call only, never to be kept unencrypted.</param>
    public virtual void Decoded(in Finding finding, ReadOnlySpan<byte> value) { }
}

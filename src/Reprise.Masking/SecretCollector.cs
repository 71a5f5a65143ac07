namespace Reprise.Masking;

/// <summary>Looks at a text only to learn which secrets are in it.</summary>
/// <param name="known">Takes them.</param>
public sealed class SecretCollector(KnownSecrets known) : MaskedOutput
{
    public override void Clear(ReadOnlySpan<byte> bytes) { }

    public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder) { }

    public override void Decoded(in Finding finding, ReadOnlySpan<byte> value) => known.Add(finding, value);
}

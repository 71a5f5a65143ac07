using Reprise.Masking;

namespace Reprise.Cli.Masking;

/// <summary>Writes the masked text and counts what was masked.</summary>
/// <param name="target">Where the masked text goes; null when only the counts matter.</param>
internal class FilterOutput(Stream? target) : MaskedOutput
{
    private readonly Dictionary<string, long> _byKind = new(StringComparer.Ordinal);

    /// <summary>The findings so far, by kind.</summary>
    public IReadOnlyDictionary<string, long> ByKind => _byKind;

    public override void Clear(ReadOnlySpan<byte> bytes) => target?.Write(bytes);

    public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder)
    {
        _byKind[finding.Kind] = _byKind.GetValueOrDefault(finding.Kind) + 1;
        target?.Write(placeholder);
    }
}

using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Reprise.Usage;

/// <summary>Gives the same object for the same words, so that readers of many slices neither make texts nor compare them.</summary>
public sealed class UsageLabels
{
    private readonly Dictionary<byte[], UsageLabel> _known = new(new Words());
    private readonly Dictionary<byte[], UsageLabel>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public UsageLabels() => _lookup = _known.GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>Returns the label of words divided by NUL: model, provider, tier.</summary>
    internal UsageLabel Of(ReadOnlySpan<byte> words)
    {
        if (_lookup.TryGetValue(words, out UsageLabel? label))
            return label;
        string[] parts = Encoding.UTF8.GetString(words).Split('\0');
        label = new UsageLabel(parts[0], parts.ElementAtOrDefault(1) ?? "", parts.ElementAtOrDefault(2) ?? "");
        _known.Add(words.ToArray(), label);
        return label;
    }

    private sealed class Words : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? left, byte[]? right) => left.AsSpan().SequenceEqual(right);

        public bool Equals(ReadOnlySpan<byte> left, byte[] right) => left.SequenceEqual(right);

        public int GetHashCode([DisallowNull] byte[] words) => GetHashCode(words.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> words)
        {
            var hash = new HashCode();
            hash.AddBytes(words);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> words) => words.ToArray();
    }
}

using Reprise.Reading;

namespace Reprise.Importing;

/// <summary>Content that is in memory, because where it came from can only be read from start to end.</summary>
internal sealed class HeldBytes(byte[] content) : HeldContent
{
    public override long Length => content.Length;

    // Whoever reads it wipes it afterwards.
    internal override byte[] Read() => [.. content];

    internal override bool IsPrefixOf(ReadOnlySpan<byte> newer) => newer.StartsWith(content);
}

using System.Globalization;
using Reprise.Normalizing;

namespace Reprise.Agents.Zed;

/// <summary>Keys of messages that have none: their places in the thread.</summary>
internal static class ZedKeys
{
    /// <summary>The key of a place.</summary>
    public static ReadOnlySpan<byte> Of(Utf8Scratch scratch, int index)
    {
        Span<byte> digits = stackalloc byte[12];
        index.TryFormat(digits, out int length, provider: CultureInfo.InvariantCulture);
        return scratch.Join("#"u8, digits[..length]);
    }

    /// <summary>The key of one of several parts of a message.</summary>
    public static ReadOnlySpan<byte> Part(Utf8Scratch scratch, ReadOnlySpan<byte> key, ReadOnlySpan<byte> part) =>
        scratch.Join(scratch.Join(key, "/"u8), part);
}

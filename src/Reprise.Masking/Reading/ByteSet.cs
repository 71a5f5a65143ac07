using System.Buffers;

namespace Reprise.Masking.Reading;

/// <summary>Makes sets of bytes.</summary>
internal static class ByteSet
{
    /// <summary>Returns the bytes for which something is true.</summary>
    public static SearchValues<byte> Where(Predicate<byte> belongs)
    {
        Span<byte> bytes = stackalloc byte[256];
        int n = 0;
        for (int b = 0; b < 256; b++)
        {
            if (belongs((byte)b))
                bytes[n++] = (byte)b;
        }
        return SearchValues.Create(bytes[..n]);
    }
}

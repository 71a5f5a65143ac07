using System.Buffers;
using System.Text;

namespace Reprise.Reading;

/// <summary>Finds text in bytes that are no text as a whole, such as the strings of a binary format.</summary>
internal static class ReadableText
{
    /// <summary>Less is no text but chance. A secret is longer.</summary>
    private const int MinLength = 8;

    /// <summary>Finds the first run of characters without control characters other than white space.</summary>
    /// <param name="bytes">Where to look.</param>
    /// <param name="length">Its length in bytes; 0 when there is none.</param>
    /// <returns>Where it begins; the end when there is none.</returns>
    public static int Find(ReadOnlySpan<byte> bytes, out int length)
    {
        int start = 0;
        for (int at = 0; at < bytes.Length; )
        {
            int used = Take(bytes[at..]);
            if (used > 0)
            {
                at += used;
                continue;
            }
            length = at - start;
            if (length >= MinLength)
                return start;
            start = ++at;
        }
        length = bytes.Length - start;
        if (length >= MinLength)
            return start;
        length = 0;
        return bytes.Length;
    }

    // The bytes of the character that comes first; 0 when there is none.
    private static int Take(ReadOnlySpan<byte> bytes)
    {
        byte first = bytes[0];
        if (first < 0x80)
            return first is >= 0x20 and not 0x7F or (byte)'\t' or (byte)'\n' or (byte)'\r' ? 1 : 0;
        return Rune.DecodeFromUtf8(bytes, out _, out int used) == OperationStatus.Done ? used : 0;
    }
}

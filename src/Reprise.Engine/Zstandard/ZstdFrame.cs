using System.Buffers.Binary;

namespace Reprise.Zstandard;

/// <summary>
/// Reads values that an agent compressed with Zstandard, so that they can be masked and searched, and makes frames that any decoder
/// reads when they are restored. Source of the form: RFC 8878; a decoder is not in the platform, and a library of the machine would
/// not be on every machine.
/// </summary>
internal static class ZstdFrame
{
    /// <summary>The first four bytes of a frame.</summary>
    public const uint Magic = 0xFD2FB528;

    /// <summary>The most that one block may hold.</summary>
    public const int MaxBlockBytes = 128 * 1024;

    // One segment, and a content size of eight bytes.
    private const byte Descriptor = 0b1110_0000;
    private const int HeaderBytes = sizeof(uint) + 1 + sizeof(ulong);
    private const int BlockHeaderBytes = 3;

    /// <summary>Whether bytes begin as a frame does.</summary>
    public static bool IsFrame(ReadOnlySpan<byte> bytes) =>
        bytes.Length > sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(bytes) == Magic;

    /// <summary>Decodes frames that follow one another.</summary>
    /// <param name="frames">All of their bytes.</param>
    /// <param name="maxBytes">More is not decoded: a few bytes can stand for any number.</param>
    /// <param name="content">What they hold.</param>
    /// <returns>False when they are damaged, need a dictionary, or hold too much. Their checksums are not looked at.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> frames, int maxBytes, out byte[] content)
    {
        try
        {
            content = new ZstdDecoder(maxBytes).Decode(frames);
            return true;
        }
        catch (InvalidDataException)
        {
            content = [];
            return false;
        }
    }

    /// <summary>Makes a frame that holds content as it is.</summary>
    public static byte[] Of(ReadOnlySpan<byte> content)
    {
        int blocks = Math.Max(1, (content.Length + MaxBlockBytes - 1) / MaxBlockBytes);
        byte[] frame = new byte[HeaderBytes + (blocks * BlockHeaderBytes) + content.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, Magic);
        frame[sizeof(uint)] = Descriptor;
        BinaryPrimitives.WriteUInt64LittleEndian(frame.AsSpan(sizeof(uint) + 1), (ulong)content.Length);
        int at = HeaderBytes;
        for (int block = 0; block < blocks; block++)
        {
            ReadOnlySpan<byte> part = content[..Math.Min(content.Length, MaxBlockBytes)];
            content = content[part.Length..];
            int header = (part.Length << 3) | (content.IsEmpty ? 1 : 0);
            (frame[at], frame[at + 1], frame[at + 2]) = ((byte)header, (byte)(header >> 8), (byte)(header >> 16));
            part.CopyTo(frame.AsSpan(at + BlockHeaderBytes));
            at += BlockHeaderBytes + part.Length;
        }
        return frame;
    }
}

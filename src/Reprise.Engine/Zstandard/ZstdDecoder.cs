using System.Buffers.Binary;

namespace Reprise.Zstandard;

/// <summary>Decodes frames: headers, and blocks one after the other. RFC 8878, section 3.1.</summary>
internal sealed class ZstdDecoder(int maxBytes)
{
    /// <summary>Frames with a magic of which only these bits count are to be skipped.</summary>
    private const uint SkippableMask = 0xFFFFFFF0;
    private const uint Skippable = 0x184D2A50;

    private const int RawBlock = 0;
    private const int RepeatedBlock = 1;
    private const int CompressedBlock = 2;

    private readonly ZstdOutput _output = new(maxBytes);

    /// <summary>Decodes all frames.</summary>
    /// <exception cref="InvalidDataException">They are damaged, need a dictionary, or hold more than is allowed.</exception>
    public byte[] Decode(ReadOnlySpan<byte> frames)
    {
        while (!frames.IsEmpty)
        {
            uint magic = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref frames, sizeof(uint)));
            if ((magic & SkippableMask) == Skippable)
            {
                uint length = BinaryPrimitives.ReadUInt32LittleEndian(Take(ref frames, sizeof(uint)));
                if (length > frames.Length)
                    throw Damaged();
                frames = frames[(int)length..];
            }
            else if (magic == ZstdFrame.Magic)
            {
                DecodeFrame(ref frames);
            }
            else
            {
                throw Damaged();
            }
        }
        return _output.ToArray();
    }

    /// <summary>The one thing that can be wrong.</summary>
    public static InvalidDataException Damaged() => new("the compressed value is damaged");

    /// <summary>Takes bytes off the front.</summary>
    /// <exception cref="InvalidDataException">There are not that many.</exception>
    public static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int count)
    {
        if (count > bytes.Length)
            throw Damaged();
        ReadOnlySpan<byte> taken = bytes[..count];
        bytes = bytes[count..];
        return taken;
    }

    private void DecodeFrame(ref ReadOnlySpan<byte> bytes)
    {
        byte descriptor = Take(ref bytes, 1)[0];
        bool hasChecksum = (descriptor & 0b0100) != 0;
        ReadHeader(descriptor, ref bytes);
        _output.StartFrame();
        var block = new ZstdBlock(_output);
        bool isLast = false;
        while (!isLast)
        {
            ReadOnlySpan<byte> header = Take(ref bytes, 3);
            int value = header[0] | (header[1] << 8) | (header[2] << 16);
            isLast = (value & 1) != 0;
            int size = value >> 3;
            switch ((value >> 1) & 3)
            {
                case RawBlock:
                    _output.Add(Take(ref bytes, size));
                    break;
                case RepeatedBlock:
                    _output.Add(Take(ref bytes, 1)[0], size);
                    break;
                case CompressedBlock when size <= ZstdFrame.MaxBlockBytes:
                    block.Decode(Take(ref bytes, size));
                    break;
                default:
                    throw Damaged();
            }
        }
        if (hasChecksum)
            Take(ref bytes, sizeof(uint));
    }

    // How large the content is said to be is not believed, and of the window only its being there matters: all output is kept.
    private static void ReadHeader(byte descriptor, ref ReadOnlySpan<byte> bytes)
    {
        bool isSingleSegment = (descriptor & 0b0010_0000) != 0;
        bool hasReserved = (descriptor & 0b1000) != 0;
        if (hasReserved)
            throw Damaged();
        if (!isSingleSegment)
            Take(ref bytes, 1);
        int dictionary = (descriptor & 3) == 3 ? 4 : descriptor & 3;
        if (Take(ref bytes, dictionary).ContainsAnyExcept((byte)0))
            throw Damaged();
        int size = descriptor >> 6;
        Take(ref bytes, size == 0 ? (isSingleSegment ? 1 : 0) : 1 << size);
    }
}

namespace Reprise.Agents.Cursor;

/// <summary>Reads a list of blobs, a message of Protocol Buffers. Source: protobuf.dev/programming-guides/encoding.</summary>
internal static class CursorBlobList
{
    private const int HashBytes = 32;
    private const int LengthDelimited = 2;

    /// <summary>Gives the hashes of the children in their order; none when the bytes are something else.</summary>
    public static List<byte[]> Children(ReadOnlySpan<byte> message)
    {
        List<byte[]> children = [];
        while (!message.IsEmpty)
        {
            if (!TryVarint(ref message, out ulong tag))
                return [];
            switch (tag & 7)
            {
                case 0 when TryVarint(ref message, out _):
                    break;
                case 1 when message.Length >= 8:
                    message = message[8..];
                    break;
                case LengthDelimited when TryVarint(ref message, out ulong length) && length <= (ulong)message.Length:
                    if (tag >> 3 == 1 && length == HashBytes)
                        children.Add(message[..HashBytes].ToArray());
                    message = message[(int)length..];
                    break;
                case 5 when message.Length >= 4:
                    message = message[4..];
                    break;
                default:
                    return [];
            }
        }
        return children;
    }

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (int i = 0; i < 10 && i < bytes.Length; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return true;
        }
        return false;
    }
}

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Reprise.Sealing;

/// <summary>Looks at the heads of the boxes in a sealed file. Payloads are passed over.</summary>
internal static class SealedPart
{
    /// <summary>Returns the keys that open each box of a file; null when it is missing or no row of boxes.</summary>
    public static IReadOnlyList<KeyId[]>? RecipientsOf(string path)
    {
        try
        {
            using FileStream part = File.OpenRead(path);
            List<KeyId[]> boxes = [];
            while (part.Position < part.Length)
                boxes.Add(ReadRecipients(part));
            return boxes;
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static KeyId[] ReadRecipients(FileStream part)
    {
        Span<byte> head = stackalloc byte[VaultBox.HeadBytes];
        part.ReadExactly(head);
        long end = part.Position + VaultBox.LengthIn(head);
        Span<byte> counts = stackalloc byte[1 + sizeof(ushort)];
        part.ReadExactly(counts);
        int others = BinaryPrimitives.ReadUInt16LittleEndian(counts[1..]) + VaultBox.SaltBytes;
        byte[] wraps = new byte[others + counts[0] * VaultBox.WrapBytes];
        part.ReadExactly(wraps);
        if (part.Position > end || end > part.Length)
            throw new CryptographicException("The sealed box ends too early.");
        part.Position = end;
        var ids = new KeyId[counts[0]];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = KeyId.Read(wraps.AsSpan(others + i * VaultBox.WrapBytes));
        return ids;
    }
}

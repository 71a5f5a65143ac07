using System.Buffers.Binary;
using System.Buffers.Text;
using System.Numerics;

namespace Reprise.Masking.Verifying;

/// <summary>The keyed checksum (Marvin32) of keys that Azure makes identifiable.</summary>
internal static class AzureKeys
{
    private static readonly ulong[] Seeds =
    [
        .. new[] { "Default0", "MastRW00", "Manage00", "Primary0", "Second00", "ReadOnly" }.Select(text =>
            BinaryPrimitives.ReadUInt64BigEndian(System.Text.Encoding.ASCII.GetBytes(text))
        ),
    ];

    private static readonly ulong CommonSeed = BinaryPrimitives.ReadUInt64BigEndian("Default0"u8);

    /// <summary>Keys of 32 or 64 bytes in base64: the checksum is in the last 4.</summary>
    public static Verdict Identifiable(ReadOnlySpan<byte> token)
    {
        Span<byte> bytes = stackalloc byte[96];
        if (
            token.Length > 120
            || Base64.DecodeFromUtf8(token, bytes, out _, out int n) != System.Buffers.OperationStatus.Done
            || n < 12
        )
            return Verdict.Possible;
        uint found = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(n - 4)..]);
        foreach (ulong seed in Seeds)
        {
            if (Marvin(bytes[..(n - 4)], seed) == found)
                return Verdict.Proven;
        }
        return Verdict.Possible;
    }

    /// <summary>Common annotated security keys of 84 characters: the checksum is in the last 4.</summary>
    public static Verdict Common(ReadOnlySpan<byte> token)
    {
        Span<byte> bytes = stackalloc byte[64];
        if (
            token.Length < 84
            || Base64.DecodeFromUtf8(token[..80], bytes, out _, out int n) != System.Buffers.OperationStatus.Done
            || n != 60
        )
            return Verdict.Possible;
        uint checksum = BinaryPrimitives.ReverseEndianness(Marvin(bytes[..60], CommonSeed));
        const string digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        Span<byte> text = stackalloc byte[8];
        int length = 0;
        for (; checksum > 0; checksum /= 62)
            text[length++] = (byte)digits[(int)(checksum % 62)];
        text[..length].Reverse();
        text[length..].Fill((byte)'0');
        return token[80..84].SequenceEqual(text[..4]) ? Verdict.Proven : Verdict.Possible;
    }

    private static uint Marvin(ReadOnlySpan<byte> data, ulong seed)
    {
        uint a = (uint)seed;
        uint b = (uint)(seed >> 32);
        while (data.Length >= 4)
        {
            a += BinaryPrimitives.ReadUInt32LittleEndian(data);
            Mix(ref a, ref b);
            data = data[4..];
        }
        uint tail = 0x80u << (8 * data.Length);
        for (int i = 0; i < data.Length; i++)
            tail |= (uint)data[i] << (8 * i);
        a += tail;
        Mix(ref a, ref b);
        Mix(ref a, ref b);
        return a ^ b;
    }

    private static void Mix(ref uint a, ref uint b)
    {
        b ^= a;
        a = BitOperations.RotateLeft(a, 20) + b;
        b = BitOperations.RotateLeft(b, 9) ^ a;
        a = BitOperations.RotateLeft(a, 27) + b;
        b = BitOperations.RotateLeft(b, 19);
    }
}

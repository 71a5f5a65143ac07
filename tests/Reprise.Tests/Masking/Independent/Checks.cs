using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Makes tokens whose check digits are right, from the published descriptions alone.</summary>
internal static class Checks
{
    private const string Base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>A prefix, 30 characters and their CRC32 in six digits of base 62: GitHub and npm.</summary>
    public static string Crc62(Dice dice, string prefix)
    {
        string body = dice.Of("b62", 30);
        return prefix + body + Digits62(Crc32(body), 6);
    }

    /// <summary>A prefix, 40 characters and their CRC32 in hexadecimal: Cloudflare.</summary>
    public static string Cloudflare(Dice dice, string prefix)
    {
        string body = dice.Of("b62", 40);
        return $"{prefix}{body}{Crc32(body):x8}";
    }

    public static string Zuplo(Dice dice)
    {
        string body = dice.Of("ln", 32);
        return $"zpka_{body}_{Crc32(body):x8}";
    }

    public static string Grafana(Dice dice)
    {
        string body = "glsa_" + dice.Of("b62", 32);
        return $"{body}_{BinaryPrimitives.ReverseEndianness(Crc32(body)):x8}";
    }

    public static string Confluent(Dice dice)
    {
        string body = dice.Of("b64", 54);
        byte[] check = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(check, Crc32(body));
        return "cflt" + body + Convert.ToBase64String(check)[..6];
    }

    /// <summary>Everything before, then its CRC32 in eight capitals: Atlassian and Bitbucket.</summary>
    public static string Atlassian(string body) => $"{body}{Crc32(body):X8}";

    /// <summary>An 88-character Azure key with its signature and checksum.</summary>
    public static string Azure64(Dice dice, string signature, string seed = "Default0")
    {
        byte[] bytes = new byte[64];
        Convert.FromBase64String(dice.Of("b64", 76) + signature).CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(60), Marvin32(bytes.AsSpan(0, 60), seed));
        return Convert.ToBase64String(bytes);
    }

    /// <summary>A 44-character Azure key with its signature and checksum.</summary>
    public static string Azure32(Dice dice, string signature)
    {
        byte[] head = Convert.FromBase64String(dice.Of("b64", 33) + signature + "AAAAAAA");
        byte[] bytes = new byte[32];
        head.AsSpan(0, 28).CopyTo(bytes);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(28), Marvin32(bytes.AsSpan(0, 28), "Manage00"));
        return Convert.ToBase64String(bytes);
    }

    /// <summary>An 84-character Azure key of the common annotated form.</summary>
    public static string AzureAnnotated(Dice dice, string service)
    {
        string head = dice.Fill("{b62:52}JQQJ9{9|D|H}{A|B|C}{A|B|C|D|E|F|G|H|I|J|K|L}{b62:12}{b62:4}") + service;
        uint check = Marvin32(Convert.FromBase64String(head), "Default0");
        return head + Digits62(BinaryPrimitives.ReverseEndianness(check), 6).TrimStart('0').PadRight(6, '0')[..4];
    }

    /// <summary>Bytes with their checksum behind them in base64, of any length.</summary>
    public static string AzureBytes(Dice dice, int length)
    {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length - 4; i++)
            bytes[i] = (byte)dice.Next(256);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(length - 4), Marvin32(bytes.AsSpan(0, length - 4), "Default0"));
        return Convert.ToBase64String(bytes);
    }

    public static uint Crc32(string text)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in Encoding.ASCII.GetBytes(text))
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }

    private static string Digits62(uint number, int length)
    {
        Span<char> text = stackalloc char[length];
        for (int i = length - 1; i >= 0; i--, number /= 62)
            text[i] = Base62[(int)(number % 62)];
        return new string(text);
    }

    private static uint Marvin32(ReadOnlySpan<byte> data, string seedText)
    {
        ulong seed = BinaryPrimitives.ReadUInt64BigEndian(Encoding.ASCII.GetBytes(seedText));
        (uint low, uint high) = ((uint)seed, (uint)(seed >> 32));
        for (; data.Length >= 4; data = data[4..])
        {
            low += BinaryPrimitives.ReadUInt32LittleEndian(data);
            Mix(ref low, ref high);
        }
        Span<byte> tail = stackalloc byte[4];
        data.CopyTo(tail);
        tail[data.Length] = 0x80;
        low += BinaryPrimitives.ReadUInt32LittleEndian(tail);
        Mix(ref low, ref high);
        Mix(ref low, ref high);
        return low ^ high;
    }

    private static void Mix(ref uint low, ref uint high)
    {
        high ^= low;
        low = BitOperations.RotateLeft(low, 20) + high;
        high = BitOperations.RotateLeft(high, 9) ^ low;
        low = BitOperations.RotateLeft(low, 27) + high;
        high = BitOperations.RotateLeft(high, 19);
    }
}

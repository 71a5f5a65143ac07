using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;

namespace Reprise.Masking.Verifying;

/// <summary>The checksums that tokens carry and that can be tested without asking anybody.</summary>
/// <remarks>A wrong checksum refutes nothing: the token may be mistyped, cut, or newer than what we know.</remarks>
internal static class Checksums
{
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>GitHub and npm: prefix of 4, 30 characters, then their CRC-32 in base 62.</summary>
    public static Verdict GitHub(ReadOnlySpan<byte> token)
    {
        if (token.Length != 40)
            return Verdict.Possible;
        uint crc = Crc32.Of(token[4..34]);
        return Proof(token[34..], Base62(crc, stackalloc byte[6]));
    }

    /// <summary>Cloudflare and Zuplo: a prefix that ends with an underscore, then the CRC-32 as the last 8 hexadecimal digits.</summary>
    public static Verdict TrailingHex(ReadOnlySpan<byte> token)
    {
        int start = token.IndexOf((byte)'_') + 1;
        int end = token.Length - 8;
        if (start <= 0 || end <= start)
            return Verdict.Possible;
        return Proof(token[end..], Hex(Crc32.Of(token[start..end].TrimEnd((byte)'_')), stackalloc byte[8]));
    }

    /// <summary>Grafana: the CRC-32 of all before the last underscore, little-endian, in 8 hexadecimal digits.</summary>
    public static Verdict Grafana(ReadOnlySpan<byte> token)
    {
        int end = token.Length - 9;
        if (end <= 0 || token[end] != '_')
            return Verdict.Possible;
        uint crc = BinaryPrimitives.ReverseEndianness(Crc32.Of(token[..end]));
        return Proof(token[(end + 1)..], Hex(crc, stackalloc byte[8]));
    }

    /// <summary>Confluent: after the prefix 54 characters, then 6 of base64 of their little-endian CRC-32.</summary>
    public static Verdict Confluent(ReadOnlySpan<byte> token)
    {
        if (token.Length != 64)
            return Verdict.Possible;
        Span<byte> crc = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(crc, Crc32.Of(token[4..58]));
        Span<byte> text = stackalloc byte[8];
        Base64.EncodeToUtf8(crc, text, out _, out _);
        return Proof(token[58..], text[..6]);
    }

    /// <summary>Atlassian and Bitbucket: the CRC-32 of all before it in the last 8 upper-case hexadecimal digits.</summary>
    public static Verdict Atlassian(ReadOnlySpan<byte> token)
    {
        if (token.Length < 20)
            return Verdict.Possible;
        Span<byte> text = stackalloc byte[8];
        Crc32.Of(token[..^8]).TryFormat(text, out _, "X8", CultureInfo.InvariantCulture);
        return Proof(token[^8..], text);
    }

    private static Verdict Proof(ReadOnlySpan<byte> found, ReadOnlySpan<byte> expected) =>
        found.SequenceEqual(expected) ? Verdict.Proven : Verdict.Possible;

    private static Span<byte> Hex(uint value, Span<byte> target)
    {
        value.TryFormat(target, out _, "x8", CultureInfo.InvariantCulture);
        return target;
    }

    private static Span<byte> Base62(uint value, Span<byte> target)
    {
        for (int i = target.Length - 1; i >= 0; i--, value /= 62)
            target[i] = (byte)Digits[(int)(value % 62)];
        return target;
    }
}

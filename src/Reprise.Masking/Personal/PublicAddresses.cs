using System.Globalization;
using System.Net;

namespace Reprise.Masking.Personal;

/// <summary>Tells addresses of single machines in the internet from all others (RFC 6890, RFC 4291).</summary>
internal static class PublicAddresses
{
    // Numbers of releases begin with small parts.
    private const int MaxVersionPart = 30;

    private static readonly (uint Network, int Bits)[] Special =
    [
        (Of(0, 0, 0, 0), 8), // this network
        (Of(10, 0, 0, 0), 8), // private
        (Of(100, 64, 0, 0), 10), // shared by carriers
        (Of(127, 0, 0, 0), 8), // loopback
        (Of(169, 254, 0, 0), 16), // link-local
        (Of(172, 16, 0, 0), 12), // private
        (Of(192, 0, 0, 0), 24), // protocols
        (Of(192, 0, 2, 0), 24), // documentation
        (Of(192, 88, 99, 0), 24), // relays
        (Of(192, 168, 0, 0), 16), // private
        (Of(198, 18, 0, 0), 15), // benchmarks
        (Of(198, 51, 100, 0), 24), // documentation
        (Of(203, 0, 113, 0), 24), // documentation
        (Of(224, 0, 0, 0), 3), // multicast and reserved
    ];

    // Name servers that anybody uses, and what people write for any address.
    private static readonly HashSet<uint> Known =
    [
        Of(1, 0, 0, 1),
        Of(1, 1, 1, 1),
        Of(1, 2, 3, 4),
        Of(8, 8, 4, 4),
        Of(8, 8, 8, 8),
        Of(9, 9, 9, 9),
        Of(94, 140, 14, 14),
        Of(149, 112, 112, 112),
        Of(208, 67, 220, 220),
        Of(208, 67, 222, 222),
    ];

    private static readonly IPAddress[] Known6 =
    [
        IPAddress.Parse("2001:4860:4860::8888"),
        IPAddress.Parse("2001:4860:4860::8844"),
        IPAddress.Parse("2606:4700:4700::1111"),
        IPAddress.Parse("2606:4700:4700::1001"),
        IPAddress.Parse("2620:fe::fe"),
    ];

    /// <summary>Tells whether a text is the address of a machine: four parts, in a range for everybody.</summary>
    public static bool IsHost(ReadOnlySpan<char> text)
    {
        uint address = 0;
        int parts = 0;
        foreach (Range range in text.Split('.'))
        {
            ReadOnlySpan<char> part = text[range];
            if (++parts > 4 || part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0'))
                return false;
            int value = 0;
            foreach (char c in part)
            {
                if (!char.IsAsciiDigit(c))
                    return false;
                value = value * 10 + c - '0';
            }
            if (value > 255)
                return false;
            address = address << 8 | (uint)value;
        }
        // The last part of a network is 0.
        if (parts != 4 || (address & 0xff) == 0 || Known.Contains(address))
            return false;
        foreach ((uint network, int bits) in Special)
        {
            if ((address ^ network) >> (32 - bits) == 0)
                return false;
        }
        return true;
    }

    /// <summary>Tells whether an address is rather the number of a release or an object identifier: 5.0.71.52, 2.5.29.35.</summary>
    public static bool LooksLikeVersion(ReadOnlySpan<char> text)
    {
        int dot = text.IndexOf('.');
        ReadOnlySpan<char> second = text[(dot + 1)..];
        second = second[..second.IndexOf('.')];
        return IsSmall(text[..dot]) && IsSmall(second);
    }

    private static bool IsSmall(ReadOnlySpan<char> part) =>
        part.Length < 3 && int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture) <= MaxVersionPart;

    /// <summary>Tells whether an address of version 6 is that of a machine: assigned, and not for documentation.</summary>
    public static bool IsHost(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (!address.TryWriteBytes(bytes, out int length) || length != 16 || Known6.Contains(address))
            return false;
        // 2001:db8::/32 and 3fff::/20 are for documentation.
        return bytes[0] >> 5 == 1
            && !bytes.StartsWith((ReadOnlySpan<byte>)[0x20, 0x01, 0x0d, 0xb8])
            && !(bytes[0] == 0x3f && bytes[1] == 0xff && bytes[2] >> 4 == 0)
            && bytes[2..].ContainsAnyExcept((byte)0);
    }

    private static uint Of(uint a, uint b, uint c, uint d) => a << 24 | b << 16 | c << 8 | d;
}

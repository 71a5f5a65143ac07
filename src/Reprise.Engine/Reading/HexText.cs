using System.Buffers;
using System.Text.Unicode;

namespace Reprise.Reading;

/// <summary>Recognises JSON that is spelled in hexadecimal digits, in which the masker would see nothing.</summary>
internal static class HexText
{
    private const int MinLength = 16;

    private static readonly SearchValues<byte> _digits = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>Decodes a text.</summary>
    /// <param name="hex">The text.</param>
    /// <param name="text">What it spells; spelled again in small letters it is the same.</param>
    /// <returns>False when it is something else.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> hex, out byte[] text)
    {
        text = [];
        // 7b and 5b are the brackets that JSON begins with.
        bool isHex =
            hex.Length >= MinLength
            && hex.Length % 2 == 0
            && (hex.StartsWith("7b"u8) || hex.StartsWith("5b"u8))
            && !hex.ContainsAnyExcept(_digits);
        if (!isHex)
            return false;
        byte[] decoded = new byte[hex.Length / 2];
        if (Convert.FromHexString(hex, decoded, out _, out _) != OperationStatus.Done || !Utf8.IsValid(decoded))
            return false;
        text = decoded;
        return true;
    }
}

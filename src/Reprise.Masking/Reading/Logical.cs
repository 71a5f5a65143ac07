using System.Globalization;
using System.Text;

namespace Reprise.Masking.Reading;

/// <summary>Steps over text character by character whatever the number of JSON layers it is wrapped in.</summary>
/// <remarks>
/// A run of backslashes of any length followed by an escape letter is one character. That is ambiguous for a
/// literal backslash before such a letter, but it gives the same answer at every depth, which is what counts here.
/// </remarks>
internal static class Logical
{
    /// <summary>What <see cref="Next"/> reports for a character outside ASCII.</summary>
    public const int NonAscii = 0x100;

    /// <summary>Reads the character at <paramref name="at"/>; returns the raw position after it.</summary>
    public static int Next(ReadOnlySpan<byte> data, int at, int end, out int character)
    {
        int b = data[at];
        if (b != '\\')
        {
            character = b < 128 ? b : NonAscii;
            return at + 1;
        }
        int next = Escape(data, at, end, out character);
        if (character >= 128)
            character = NonAscii;
        return next;
    }

    /// <summary>Reads the whole character at <paramref name="at"/>, also outside ASCII; returns the raw position after it.</summary>
    public static int NextRune(ReadOnlySpan<byte> data, int at, int end, out Rune rune)
    {
        if (data[at] != '\\')
        {
            Rune.DecodeFromUtf8(data[at..end], out rune, out int length);
            return at + Math.Max(1, length);
        }
        int next = Escape(data, at, end, out int unit);
        if (char.IsHighSurrogate((char)unit) && next < end && data[next] == '\\')
        {
            int after = Escape(data, next, end, out int low);
            if (char.IsLowSurrogate((char)low))
            {
                rune = new Rune((char)unit, (char)low);
                return after;
            }
        }
        if (!Rune.TryCreate((char)unit, out rune))
            rune = Rune.ReplacementChar;
        return next;
    }

    /// <summary>Decodes a raw range to UTF-8; returns the number of bytes written, at most as many as the range has.</summary>
    public static int Decode(ReadOnlySpan<byte> data, int start, int end, Span<byte> target)
    {
        int n = 0;
        while (start < end)
        {
            if (data[start] != '\\')
            {
                target[n++] = data[start++];
                continue;
            }
            start = NextRune(data, start, end, out Rune rune);
            n += rune.EncodeToUtf8(target[n..]);
        }
        return n;
    }

    /// <summary>Reads an escape that starts with a backslash; the character is a UTF-16 unit.</summary>
    public static int Escape(ReadOnlySpan<byte> data, int at, int end, out int unit)
    {
        int p = at + 1;
        while (p < end && data[p] == '\\')
            p++;
        unit = '\\';
        if (p >= end)
            return p;
        switch (data[p])
        {
            case (byte)'n':
                unit = '\n';
                return p + 1;
            case (byte)'r':
                unit = '\r';
                return p + 1;
            case (byte)'t':
                unit = '\t';
                return p + 1;
            case (byte)'b':
                unit = '\b';
                return p + 1;
            case (byte)'f':
                unit = '\f';
                return p + 1;
            case (byte)'"':
                unit = '"';
                return p + 1;
            case (byte)'\'':
                unit = '\'';
                return p + 1;
            case (byte)'/':
                unit = '/';
                return p + 1;
            case (byte)'u' when Hex(data, p + 1, 4, end, out int code):
                unit = code;
                return p + 5;
            case (byte)'x' when Hex(data, p + 1, 2, end, out int code):
                unit = code;
                return p + 3;
            default:
                return p;
        }
    }

    /// <summary>Reads <paramref name="digits"/> hexadecimal digits.</summary>
    public static bool Hex(ReadOnlySpan<byte> data, int at, int digits, int end, out int value)
    {
        value = 0;
        return at >= 0
            && at + digits <= end
            && int.TryParse(data.Slice(at, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}

using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Reprise.Normalizing;

/// <summary>Undoes the escapes of JSON strings. Nothing throws: what cannot be a character becomes U+FFFD.</summary>
internal static class JsonText
{
    /// <summary>Returns the text of a string as valid UTF-8.</summary>
    /// <param name="spelled">The string as spelled, without its quotation marks.</param>
    /// <param name="isEscaped">Whether it holds a backslash.</param>
    /// <param name="scratch">Where the text is put when it differs from what was spelled.</param>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> spelled, bool isEscaped, Utf8Scratch scratch)
    {
        ReadOnlySpan<byte> text = spelled;
        if (isEscaped)
        {
            Span<byte> room = scratch.Take(spelled.Length);
            int written = Unescape(spelled, room);
            scratch.Return(spelled.Length - written);
            text = room[..written];
        }
        return Utf8.IsValid(text) ? text : Repair(text, scratch);
    }

    /// <summary>Whether a string with escapes is a certain text.</summary>
    public static bool Equals(ReadOnlySpan<byte> spelled, ReadOnlySpan<byte> text)
    {
        if (spelled.Length < text.Length || spelled.Length > text.Length * 6)
            return false;
        byte[] room = ArrayPool<byte>.Shared.Rent(spelled.Length);
        bool equal = room.AsSpan(0, Unescape(spelled, room)).SequenceEqual(text);
        ArrayPool<byte>.Shared.Return(room);
        return equal;
    }

    /// <summary>Undoes the escapes; the text is never longer than its spelling.</summary>
    /// <returns>The number of bytes written.</returns>
    public static int Unescape(ReadOnlySpan<byte> spelled, Span<byte> text)
    {
        int written = 0;
        while (true)
        {
            int at = spelled.IndexOf((byte)'\\');
            if (at < 0 || at + 1 >= spelled.Length)
            {
                spelled.CopyTo(text[written..]);
                return written + spelled.Length;
            }
            spelled[..at].CopyTo(text[written..]);
            written += at;
            byte letter = spelled[at + 1];
            if (letter == 'u')
            {
                spelled = spelled[(at + DecodeUnit(spelled[at..], text[written..], out int bytes))..];
                written += bytes;
                continue;
            }
            text[written++] = letter switch
            {
                (byte)'n' => (byte)'\n',
                (byte)'t' => (byte)'\t',
                (byte)'r' => (byte)'\r',
                (byte)'b' => (byte)'\b',
                (byte)'f' => (byte)'\f',
                _ => letter,
            };
            spelled = spelled[(at + 2)..];
        }
    }

    /// <summary>Decodes <c>\uXXXX</c>, with the second half of a pair if it follows.</summary>
    /// <returns>The number of bytes read.</returns>
    private static int DecodeUnit(ReadOnlySpan<byte> spelled, Span<byte> text, out int written)
    {
        int unit = Hex(spelled);
        if (unit < 0)
        {
            text[0] = (byte)'u';
            written = 1;
            return 2;
        }
        int read = 6;
        Rune rune = Rune.ReplacementChar;
        if (!char.IsSurrogate((char)unit))
        {
            rune = new Rune(unit);
        }
        else if (char.IsHighSurrogate((char)unit))
        {
            int low = spelled.Length >= 12 && spelled[6] == '\\' && spelled[7] == 'u' ? Hex(spelled[6..]) : -1;
            if (low >= 0 && char.IsLowSurrogate((char)low))
            {
                rune = new Rune((char)unit, (char)low);
                read = 12;
            }
        }
        written = rune.EncodeToUtf8(text);
        return read;
    }

    private static int Hex(ReadOnlySpan<byte> escape)
    {
        if (escape.Length < 6)
            return -1;
        int value = 0;
        for (int i = 2; i < 6; i++)
        {
            int digit = escape[i] switch
            {
                >= (byte)'0' and <= (byte)'9' => escape[i] - '0',
                >= (byte)'a' and <= (byte)'f' => escape[i] - 'a' + 10,
                >= (byte)'A' and <= (byte)'F' => escape[i] - 'A' + 10,
                _ => -1,
            };
            if (digit < 0)
                return -1;
            value = value * 16 + digit;
        }
        return value;
    }

    private static ReadOnlySpan<byte> Repair(ReadOnlySpan<byte> broken, Utf8Scratch scratch)
    {
        // One broken byte becomes the three bytes of U+FFFD at most.
        Span<byte> room = scratch.Take(broken.Length * 3);
        int written = 0;
        while (!broken.IsEmpty)
        {
            Rune.DecodeFromUtf8(broken, out Rune rune, out int used);
            written += rune.EncodeToUtf8(room[written..]);
            broken = broken[used..];
        }
        scratch.Return(room.Length - written);
        return room[..written];
    }
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>A private key as a few short lines that a person can print, keep and type.</summary>
/// <remarks>
/// The lines hold the key itself (32 bytes) and its id (8 bytes), 10 bytes a line in base 32 without letters that look alike.
/// The last group of a line is a checksum of it, so that a typing error is found in its line; the id proves the whole.
/// Format: docs/design/0002-masking-and-vault.md.
/// </remarks>
public static class RecoveryKey
{
    /// <summary>The number of lines.</summary>
    public const int Lines = 4;

    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int LineBytes = 10;
    private const int ChecksumDigits = 4;
    private const int LineDigits = LineBytes * 8 / 5 + ChecksumDigits;
    private const int GroupDigits = 4;
    private const int KeyBytes = Lines * LineBytes - KeyId.Bytes;

    /// <summary>Writes the lines of a key.</summary>
    /// <returns>ASCII, each line with its number; whoever gets it forgets it after use.</returns>
    public static byte[] Format(PrivateKey key)
    {
        byte[] clear = new byte[Lines * LineBytes];
        ECParameters parameters = key.Pair.ExportParameters(includePrivateParameters: true);
        byte[] number = parameters.D ?? [];
        var text = new MemoryStream(Lines * (LineDigits + LineDigits / GroupDigits + 6));
        try
        {
            number.CopyTo(clear.AsSpan(KeyBytes - number.Length));
            key.Id.CopyTo(clear.AsSpan(KeyBytes));
            for (int line = 0; line < Lines; line++)
                Append(text, line + 1, clear.AsSpan(line * LineBytes, LineBytes));
            return text.ToArray();
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
            CryptographicOperations.ZeroMemory(number);
            CryptographicOperations.ZeroMemory(text.GetBuffer());
        }
    }

    /// <summary>Reads a key from a text that holds its lines, in any case and with any other lines around them.</summary>
    /// <exception cref="RepriseException">Kind <c>recovery</c> when a line is missing or mistyped.</exception>
    public static PrivateKey Parse(string text)
    {
        byte[] clear = new byte[Lines * LineBytes];
        try
        {
            bool[] found = new bool[Lines];
            int next = 0;
            foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
            {
                if (!TryRead(line, ref next, clear, out int number))
                    continue;
                found[number - 1] = true;
                next = number;
            }
            int missing = Array.IndexOf(found, false) + 1;
            return missing == 0 ? Import(clear) : throw Wrong($"Line {missing} of the recovery key is missing.");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(clear);
        }
    }

    private static void Append(MemoryStream text, int number, ReadOnlySpan<byte> bytes)
    {
        text.Write(Encoding.ASCII.GetBytes($"{number}:"));
        Span<byte> digits = stackalloc byte[LineDigits];
        Encode(bytes, digits);
        WriteChecksum(number, bytes, digits[^ChecksumDigits..]);
        for (int i = 0; i < digits.Length; i++)
        {
            if (i % GroupDigits == 0)
                text.WriteByte((byte)' ');
            text.WriteByte(digits[i]);
        }
        text.WriteByte((byte)'\n');
        digits.Clear();
    }

    // A line of a key has its number before a colon, or has no number and nothing else but its digits.
    private static bool TryRead(ReadOnlySpan<char> line, ref int next, byte[] clear, out int number)
    {
        number = next + 1;
        int colon = line.IndexOf(':');
        if (colon >= 0 && !int.TryParse(line[..colon], CultureInfo.InvariantCulture, out number))
            return false;
        Span<byte> digits = stackalloc byte[LineDigits];
        int length = 0;
        foreach (char c in line[(colon + 1)..])
        {
            if (c is ' ' or '-' or '\t')
                continue;
            char digit = char.ToUpperInvariant(c) switch
            {
                'O' => '0',
                'I' or 'L' => '1',
                var other => other,
            };
            if (!Alphabet.Contains(digit, StringComparison.Ordinal) || length == LineDigits)
                return colon < 0 ? false : throw Mistyped(number);
            digits[length++] = (byte)digit;
        }
        if (number is < 1 or > Lines || length != LineDigits)
            return colon < 0 || length == 0 ? false : throw Mistyped(number);
        Span<byte> bytes = clear.AsSpan((number - 1) * LineBytes, LineBytes);
        Decode(digits[..^ChecksumDigits], bytes);
        Span<byte> checksum = stackalloc byte[ChecksumDigits];
        WriteChecksum(number, bytes, checksum);
        return checksum.SequenceEqual(digits[^ChecksumDigits..]) ? true : throw Mistyped(number);
    }

    private static PrivateKey Import(ReadOnlySpan<byte> clear)
    {
        byte[] number = clear[..KeyBytes].ToArray();
        var pair = ECDiffieHellman.Create();
        try
        {
            pair.ImportParameters(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = number });
            var key = new PrivateKey(pair);
            if (key.Id == KeyId.Read(clear[KeyBytes..]))
                return key;
            throw Wrong("The lines do not belong to one recovery key.");
        }
        catch (Exception error)
        {
            pair.Dispose();
            if (error is CryptographicException or PlatformNotSupportedException)
                throw Wrong("The lines do not belong to one recovery key.", error);
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(number);
        }
    }

    private static void WriteChecksum(int line, ReadOnlySpan<byte> bytes, Span<byte> digits)
    {
        byte[] hash = SHA256.HashData([.. "reprise/recovery/v1/"u8, (byte)line, .. bytes]);
        // Five bytes are eight digits, of which the first ones are taken.
        Span<byte> encoded = stackalloc byte[8];
        Encode(hash.AsSpan(0, 5), encoded);
        encoded[..digits.Length].CopyTo(digits);
    }

    private static void Encode(ReadOnlySpan<byte> bytes, Span<byte> digits)
    {
        int held = 0;
        uint bits = 0;
        int at = 0;
        foreach (byte b in bytes)
        {
            bits = (bits << 8) | b;
            held += 8;
            for (; held >= 5; held -= 5)
                digits[at++] = (byte)Alphabet[(int)(bits >> (held - 5)) & 31];
        }
    }

    private static void Decode(ReadOnlySpan<byte> digits, Span<byte> bytes)
    {
        int held = 0;
        uint bits = 0;
        int at = 0;
        foreach (byte digit in digits)
        {
            bits = (bits << 5) | (uint)Alphabet.IndexOf((char)digit, StringComparison.Ordinal);
            held += 5;
            if (held >= 8)
            {
                held -= 8;
                bytes[at++] = (byte)(bits >> held);
            }
        }
    }

    private static RepriseException Mistyped(int line) => Wrong($"Line {line} of the recovery key is mistyped.");

    private static RepriseException Wrong(string message, Exception? inner = null) =>
        new("recovery", message, "Compare it with the printed one; it is four lines of five groups of four.", inner);
}

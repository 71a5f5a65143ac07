using System.Text;

namespace Reprise.Searching;

/// <summary>
/// Finds the places in masked native bytes where a text can be that a query requires, so that only those records are read.
/// It never misses one: a character may be written as itself or as a JSON escape, at any depth.
/// </summary>
internal sealed class RawNeedle
{
    private const int MinLength = 2;
    private const int MaxLength = 256;

    /// <summary>The Kelvin sign, the one character beyond ASCII that a pattern takes for an ASCII letter of another case.</summary>
    private static readonly byte[] _kelvin = "\u212a"u8.ToArray();

    private readonly byte[] _lower;
    private readonly string _text;
    private readonly bool _ignoreCase;
    private readonly int _rarest;

    private RawNeedle(string text, bool ignoreCase)
    {
        _text = text;
        _ignoreCase = ignoreCase;
        _lower = Encoding.UTF8.GetBytes(ignoreCase ? text.ToLowerInvariant() : text);
        _rarest = Rarest(_lower);
    }

    /// <summary>The bytes that a place of a match spans at most.</summary>
    public int Length => Math.Max(_lower.Length, 6);

    /// <summary>Makes a needle of the longest part of a text that has one spelling besides escapes.</summary>
    /// <returns>Null when there is no such part.</returns>
    public static RawNeedle? Create(string text, bool ignoreCase)
    {
        ReadOnlySpan<char> best = default;
        ReadOnlySpan<char> rest = text;
        while (!rest.IsEmpty)
        {
            int end = 0;
            while (end < rest.Length && HasOneSpelling(rest[end], ignoreCase))
                end++;
            if (end > best.Length)
                best = rest[..end];
            rest = rest[Math.Min(end + 1, rest.Length)..];
        }
        best = best[..Math.Min(best.Length, MaxLength)];
        return Encoding.UTF8.GetByteCount(best) < MinLength ? null : new RawNeedle(best.ToString(), ignoreCase);
    }

    /// <summary>Finds the next place.</summary>
    /// <returns>-1 when there is none.</returns>
    public int IndexIn(ReadOnlySpan<byte> bytes)
    {
        int found = _ignoreCase ? IndexIgnoringCase(bytes) : bytes.IndexOf(_lower);
        ReadOnlySpan<byte> before = found < 0 ? bytes : bytes[..Math.Min(bytes.Length, found + Length)];
        int escape = IndexOfEscape(before);
        if (escape >= 0 && (found < 0 || escape < found))
            found = escape;
        if (!_ignoreCase)
            return found;
        int kelvin = (found < 0 ? bytes : bytes[..found]).IndexOf(_kelvin);
        return kelvin >= 0 ? kelvin : found;
    }

    private static bool HasOneSpelling(char c, bool ignoreCase) =>
        c is >= ' ' and < '\u007f'
            ? c is not ('"' or '\\' or '/')
            : c >= '\u00a0'
                && !char.IsSurrogate(c)
                && !(ignoreCase && (char.ToUpperInvariant(c) != c || char.ToLowerInvariant(c) != c));

    private int IndexIgnoringCase(ReadOnlySpan<byte> bytes)
    {
        byte lower = _lower[_rarest];
        byte upper = Upper(lower);
        int at = _rarest;
        while (at < bytes.Length)
        {
            int next = bytes[at..].IndexOfAny(lower, upper);
            if (next < 0)
                return -1;
            int start = at + next - _rarest;
            if (start + _lower.Length > bytes.Length)
                return -1;
            if (EqualsAt(bytes.Slice(start, _lower.Length)))
                return start;
            at += next + 1;
        }
        return -1;
    }

    private bool EqualsAt(ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length; i++)
        {
            byte b = bytes[i];
            if (b is >= (byte)'A' and <= (byte)'Z')
                b |= 0x20;
            if (b != _lower[i])
                return false;
        }
        return true;
    }

    /// <summary>Finds an escape that stands for one of the characters.</summary>
    private int IndexOfEscape(ReadOnlySpan<byte> bytes)
    {
        int at = 0;
        while (true)
        {
            int next = bytes[at..].IndexOf("\\u"u8);
            if (next < 0 || at + next + 6 > bytes.Length)
                return -1;
            at += next;
            if (Stands(bytes.Slice(at + 2, 4)))
                return at;
            at += 2;
        }
    }

    private bool Stands(ReadOnlySpan<byte> hex)
    {
        int unit = 0;
        foreach (byte b in hex)
        {
            int digit = char.IsAsciiHexDigit((char)b) ? Convert.ToInt32(((char)b).ToString(), 16) : -1;
            if (digit < 0)
                return false;
            unit = (unit << 4) | digit;
        }
        foreach (char c in _text)
        {
            if (c == unit || (_ignoreCase && char.ToLowerInvariant(c) == char.ToLowerInvariant((char)unit)))
                return true;
        }
        return _ignoreCase && unit == 0x212a;
    }

    // The letters of English and of code, common ones first; what is not among them is rarer than all of them.
    private static int Rarest(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> common = " etaoinsrlcdupmhfg0.-,:_1b2yw{}[]vkxq354()jz6789"u8;
        int best = 0;
        int bestPlace = -1;
        for (int i = 0; i < text.Length; i++)
        {
            int place = common.IndexOf(text[i]);
            place = place < 0 ? common.Length : place;
            if (place > bestPlace)
                (best, bestPlace) = (i, place);
        }
        return best;
    }

    private static byte Upper(byte lower) => lower is >= (byte)'a' and <= (byte)'z' ? (byte)(lower & ~0x20) : lower;
}

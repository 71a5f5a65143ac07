using System.Buffers;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Reading;

/// <summary>What a verifier may look at around an anchor: never more, so that no answer depends on chunking.</summary>
internal readonly ref struct View
{
    private static readonly SearchValues<byte> NotPlain = ByteSet.Where(b => b is (byte)'\\' or >= 128);

    /// <summary>The bytes; indexes of the other members count from its start.</summary>
    /// <remarks>They are read through the other members only, so that <see cref="Sight"/> misses nothing.</remarks>
    public required ReadOnlySpan<byte> Data { private get; init; }

    /// <summary>What was looked at so far.</summary>
    public required Sight Sight { get; init; }

    /// <summary>The bare values read before this one; null where none are read.</summary>
    public Crowd? Crowd { get; init; }

    /// <summary>The first byte that may be looked at.</summary>
    public required int Low { get; init; }

    /// <summary>The byte after the last one that a region may cover: in JSON the end of the string.</summary>
    public required int High { get; init; }

    /// <summary>The byte after the last one that may be looked at, beyond the end of the string.</summary>
    public required int FarHigh { get; init; }

    /// <summary>The name of the member that the string belongs to, in raw bytes.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>How the place of the anchor is to be understood.</summary>
    public required Place Place { get; init; }

    /// <summary>Returns a byte.</summary>
    public byte this[int at] => Bytes(at, at + 1)[0];

    /// <summary>Returns the bytes of a range.</summary>
    public ReadOnlySpan<byte> Bytes(int start, int end)
    {
        Sight.Add(start, end);
        return Data[start..end];
    }

    /// <summary>Reads the character at a position before the end; returns the raw position after it.</summary>
    public int Next(int at, out int character)
    {
        int next = Logical.Next(Data, at, High, out character);
        Sight.Add(at, next);
        return next;
    }

    /// <summary>Reads an escape, see <see cref="Logical.Escape"/>.</summary>
    public int Escape(int at, out int unit)
    {
        int next = Logical.Escape(Data, at, High, out unit);
        Sight.Add(at, next);
        return next;
    }

    /// <summary>Decodes the line around a range; a pattern answers for what it matches, so this does not count as looked at.</summary>
    public void DecodeLine(DecodedText text, int start, int end, int before, int after)
    {
        int from = Math.Max(Low, start - before);
        from += Data[from..start].LastIndexOf((byte)'\n') + 1;
        int to = Math.Min(High, start + after);
        int line = Data[end..to].IndexOf((byte)'\n');
        text.Decode(Data, from, line < 0 ? to : end + line);
    }

    /// <summary>Tells whether a position in a JSON string is that of the letter of an escape: what begins there begins elsewhere.</summary>
    public bool IsInsideEscape(int at) =>
        Place != Place.Text && at > Low && at < High && Data[at - 1] == '\\' && Logical.Escape(Data, at - 1, High, out _) > at;

    /// <summary>Returns a byte that does not count as looked at: for a test that the end of any secret fails.</summary>
    public byte Glimpse(int at) => Data[at];

    /// <summary>Tells whether a text ends at a position; when it does not, nothing was looked at.</summary>
    public bool IsBefore(int at, ReadOnlySpan<byte> text)
    {
        if (at - text.Length < Low || !Data[..at].EndsWith(text))
            return false;
        Sight.Add(at - text.Length, at);
        return true;
    }

    /// <summary>Returns where a text stands last in a range, or -1; what stands before it was not looked at.</summary>
    public int LastIndexOf(int start, int end, ReadOnlySpan<byte> text)
    {
        int found = Data[start..end].LastIndexOf(text);
        if (found < 0)
            return -1;
        Sight.Add(start + found, end);
        return start + found;
    }

    /// <summary>Tells whether a placeholder that stands in the source already was looked at or lies in a range.</summary>
    public bool HasPlaceholder(int start, int end) =>
        Existing.Touches(Data, Low, Math.Min(start, Sight.From), Math.Max(end, Sight.To));

    /// <summary>Returns the end of the longest run of an alphabet.</summary>
    public int RunEnd(int at, in Alphabet alphabet, out int length) => RunEnd(at, alphabet, int.MaxValue, out length);

    /// <summary>Returns the end of the longest run of an alphabet, up to a number of characters.</summary>
    public int RunEnd(int at, in Alphabet alphabet, int max, out int length)
    {
        length = 0;
        while (at < High && length < max)
        {
            ReadOnlySpan<byte> rest = Data[at..(int)Math.Min(High, (long)at + max - length)];
            int plain = alphabet.Plain is null ? 0 : rest.IndexOfAnyExcept(alphabet.Plain);
            plain = plain < 0 ? rest.Length : plain;
            Sight.Add(at, at + plain);
            at += plain;
            length += plain;
            if (at >= High || length == max)
                break;
            int next = Next(at, out int c);
            if (!alphabet.Contains(c))
                break;
            at = next;
            length++;
        }
        return at;
    }

    /// <summary>Returns the first position with one of the bytes, or the limit.</summary>
    public int PlainEnd(int at, int limit, SearchValues<byte> others)
    {
        int found = Data[at..limit].IndexOfAny(others);
        int end = found < 0 ? limit : at + found;
        Sight.Add(at, end);
        return end;
    }

    /// <summary>Returns the number of characters of a range.</summary>
    public int Length(int start, int end)
    {
        Sight.Add(start, end);
        int n = 0;
        while (start < end)
        {
            start = Logical.Next(Data, start, end, out _);
            n++;
        }
        return n;
    }

    /// <summary>Returns the character at a position, or -1 at the end.</summary>
    public int Peek(int at)
    {
        if (at >= High)
            return -1;
        Next(at, out int c);
        return c;
    }

    /// <summary>Returns the start of the run of an alphabet that holds <paramref name="inside"/>.</summary>
    /// <remarks>Steps back over raw bytes that may belong to it, then forward by character, so that escapes are never cut.</remarks>
    public int RunStart(int inside, in Alphabet alphabet, int maxBack)
    {
        int p = inside;
        int low = Math.Max(Low, inside - maxBack);
        while (p > low && (alphabet.Contains(Data[p - 1]) || Data[p - 1] == '\\' || Alphabet.Alphanumeric.Contains(Data[p - 1])))
            p--;
        Sight.Add(Math.Max(Low, p - 1), inside);
        int start = p;
        while (p < inside)
        {
            p = Logical.Next(Data, p, High, out int c);
            if (!alphabet.Contains(c))
                start = p;
        }
        return start;
    }

    /// <summary>Returns the same view with another end, for a value in a later string.</summary>
    public View To(int high) =>
        new()
        {
            Data = Data,
            Sight = Sight,
            Crowd = Crowd,
            Low = Low,
            High = high,
            FarHigh = FarHigh,
            Place = Place,
            Key = Key,
        };

    /// <summary>Copies the characters of a range up to the first that is not ASCII; returns their number.</summary>
    public int CopyAscii(int start, int end, Span<byte> target)
    {
        Sight.Add(start, end);
        int n = CopyPlain(ref start, end, target);
        while (start < end && n < target.Length)
        {
            start = Logical.Next(Data, start, end, out int c);
            if (c >= 128)
                break;
            target[n++] = (byte)c;
        }
        return n;
    }

    /// <summary>Copies the ASCII characters of a range; returns their number, or -1 when they do not fit or are not ASCII.</summary>
    public int Copy(int start, int end, Span<byte> target)
    {
        Sight.Add(start, end);
        int n = CopyPlain(ref start, end, target);
        while (start < end)
        {
            start = Logical.Next(Data, start, end, out int c);
            if (n == target.Length || c >= 128)
                return -1;
            target[n++] = (byte)c;
        }
        return n;
    }

    /// <summary>Copies the characters of a range, those outside ASCII as their class (see <see cref="Folded"/>).</summary>
    /// <returns>Their number, or -1 when they do not fit.</returns>
    public int CopyFolded(int start, int end, Span<byte> target)
    {
        Sight.Add(start, end);
        int n = CopyPlain(ref start, end, target);
        while (start < end)
        {
            if (n == target.Length)
                return -1;
            start = Logical.NextRune(Data, start, end, out System.Text.Rune rune);
            target[n++] = Folded.Of(rune);
        }
        return n;
    }

    /// <summary>Reads a whole character, also outside ASCII; returns the raw position after it.</summary>
    public int NextRune(int at, out System.Text.Rune rune)
    {
        int next = Logical.NextRune(Data, at, High, out rune);
        Sight.Add(at, next);
        return next;
    }

    // Most text holds neither escapes nor anything outside ASCII: that is copied at once.
    private int CopyPlain(ref int start, int end, Span<byte> target)
    {
        ReadOnlySpan<byte> plain = Data[start..Math.Min(end, start + target.Length)];
        int n = plain.IndexOfAny(NotPlain);
        n = n < 0 ? plain.Length : n;
        plain[..n].CopyTo(target);
        start += n;
        return n;
    }
}

/// <summary>Where an anchor stands.</summary>
internal enum Place : byte
{
    /// <summary>In text that is not JSON.</summary>
    Text,

    /// <summary>In a JSON string that is a value.</summary>
    Value,

    /// <summary>In the name of a JSON member.</summary>
    Key,
}

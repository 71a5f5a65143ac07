namespace Reprise.Masking.Reading;

/// <summary>What a verifier may look at around an anchor: never more, so that no answer depends on chunking.</summary>
internal readonly ref struct View
{
    /// <summary>The bytes; indexes of the other members count from its start.</summary>
    public required ReadOnlySpan<byte> Data { get; init; }

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

    /// <summary>Returns the end of the longest run of an alphabet.</summary>
    public int RunEnd(int at, in Alphabet alphabet, out int length)
    {
        length = 0;
        while (at < High)
        {
            int next = Logical.Next(Data, at, High, out int c);
            if (!alphabet.Contains(c))
                break;
            at = next;
            length++;
        }
        return at;
    }

    /// <summary>Returns the number of characters of a range.</summary>
    public int Length(int start, int end)
    {
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
        Logical.Next(Data, at, High, out int c);
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
        new() { Data = Data, Low = Low, High = high, FarHigh = FarHigh, Place = Place, Key = Key };

    /// <summary>Copies the characters of a range up to the first that is not ASCII; returns their number.</summary>
    public int CopyAscii(int start, int end, Span<byte> target)
    {
        int n = 0;
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
        int n = 0;
        while (start < end)
        {
            start = Logical.Next(Data, start, end, out int c);
            if (n == target.Length || c >= 128)
                return -1;
            target[n++] = (byte)c;
        }
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

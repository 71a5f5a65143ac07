using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Steps over the characters of a view; the small grammar of names, separators and values.</summary>
internal ref struct Reader(View view, int at)
{
    private const int ColourLength = 16;
    private readonly View _view = view;

    /// <summary>The raw position of the next character.</summary>
    public int At { get; set; } = at;

    /// <summary>The next character, -1 at the end.</summary>
    public readonly int Peek => _view.Peek(At);

    /// <summary>Whether nothing follows.</summary>
    public readonly bool IsEnd => At >= _view.High;

    /// <summary>The number of backslashes before the next character: how deep a quote is nested.</summary>
    public readonly int Depth
    {
        get
        {
            int p = At;
            while (p < _view.High && _view[p] == '\\')
                p++;
            return p - At;
        }
    }

    /// <summary>Takes a character and moves on.</summary>
    public int Take()
    {
        if (At >= _view.High)
            return -1;
        At = _view.Next(At, out int c);
        return c;
    }

    /// <summary>Takes the character when it is next.</summary>
    public bool TryTake(int expected)
    {
        if (Peek != expected)
            return false;
        Take();
        return true;
    }

    /// <summary>Takes a text in any case when it is next.</summary>
    public bool TryTake(ReadOnlySpan<byte> lower)
    {
        int start = At;
        foreach (byte expected in lower)
        {
            int c = Take();
            if (c != expected && !(c is >= 'A' and <= 'Z' && (c | 0x20) == expected))
            {
                At = start;
                return false;
            }
        }
        return true;
    }

    /// <summary>Takes a quote that is written as an entity of HTML when it is next.</summary>
    public bool TryTakeEntity(out int quote)
    {
        quote = 0;
        if (Peek != '&')
            return false;
        quote =
            TryTake("&quot;"u8) || TryTake("&#34;"u8) ? '"'
            : TryTake("&#39;"u8) || TryTake("&apos;"u8) ? '\''
            : 0;
        return quote != 0;
    }

    /// <summary>Skips blanks and colour codes; returns the number of blanks.</summary>
    public int SkipBlanks(int max = 64)
    {
        int blanks = 0;
        for (int n = 0; n < max; n++)
        {
            int c = Peek;
            if (c == 0x1b)
                SkipColour();
            else if (c is ' ' or '\t')
                blanks++;
            else
                break;
            if (c != 0x1b)
                Take();
        }
        return blanks;
    }

    /// <summary>Skips blanks and line ends.</summary>
    public void SkipSpace(int max = 64)
    {
        for (int n = 0; n < max && Peek is ' ' or '\t' or '\n' or '\r'; n++)
            Take();
    }

    private void SkipColour()
    {
        Take();
        if (!TryTake('['))
            return;
        for (int n = 0; n < ColourLength && !IsEnd; n++)
        {
            if (char.IsAsciiLetter((char)Take()))
                return;
        }
    }
}

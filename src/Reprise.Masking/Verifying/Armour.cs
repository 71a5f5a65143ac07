using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Reads the lines of base64 that key files in text form are made of, whatever viewers and diffs put before them.</summary>
internal static class Armour
{
    private const int MaxLines = 240;
    private const int MaxLine = 20_000;
    private const int MaxNoise = 64;
    private const int MinLine = 16;
    private const int MaxHeaders = 8;
    private const int MaxHeader = 200;
    private const int MaxLabel = 48;

    /// <summary>Base64 with padding.</summary>
    public static readonly Alphabet Payload = new("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    private static readonly Alphabet Noise = new(" \t\r\n+->|→\"'`,\\#*/:;0123456789&.");

    /// <summary>Reads lines from a position on.</summary>
    /// <param name="view">What may be looked at.</param>
    /// <param name="at">Where the first line or what stands before it begins.</param>
    /// <param name="headers">Whether headers may come first.</param>
    public static ArmourBody Read(in View view, int at, bool headers)
    {
        var body = new ArmourBody(at, -1, 0, false);
        for (int line = 0, headerLines = 0; line < MaxLines; line++)
        {
            int start = SkipNoise(view, body.Next);
            if (EndMark(view, start) is > 0 and int mark)
                return body with { Next = mark, End = WithLineEnd(view, EndOfMark(view, mark)), HasEnd = true };
            int end = view.RunEnd(start, Payload, out int length);
            if (length > MaxLine)
                return body with { Payload = 0, End = -1 };
            if (IsLine(view, start, end, length, body.Payload))
            {
                // Dots or a bracket where a short body breaks off are those of an example.
                if (view.Peek(end) is '.' or '(' or '<' && body.Payload + length < MinLine * 3)
                    return body with { Payload = 0, End = -1 };
                body = body with { Next = end, End = end, Payload = body.Payload + length };
            }
            else if (headers && body.Payload == 0 && headerLines++ < MaxHeaders && SkipHeader(view, start, out int next))
            {
                body = body with { Next = next };
            }
            else
            {
                return body with { Next = start };
            }
        }
        return body;
    }

    /// <summary>Returns where the mark of an end begins to be its label when there is one, or 0.</summary>
    public static int EndMark(in View view, int at)
    {
        ReadOnlySpan<byte> data = view.Bytes(at, Math.Min(view.High, at + 9));
        return data.StartsWith("-----END "u8) ? at + 8
            : data.StartsWith("---- END "u8) ? at + 8
            : 0;
    }

    /// <summary>Skips what viewers and diffs put before a line; digits only when the payload goes on behind them.</summary>
    public static int SkipNoise(in View view, int at)
    {
        int p = at;
        int afterDigits = at;
        bool digits = false;
        for (int n = 0; n < MaxNoise && p < view.High; n++)
        {
            int next = view.Next(p, out int c);
            if (c != Logical.NonAscii && !Noise.Contains(c))
                break;
            if (c == '-' && EndMark(view, p) > 0)
                return p;
            if (c is (>= '0' and <= '9') or '/' or '+')
            {
                if (!digits)
                    afterDigits = p;
                digits = true;
            }
            else
            {
                digits = false;
            }
            p = next;
        }
        return digits ? AfterMark(view, afterDigits, p) : p;
    }

    /// <summary>Skips one line with a colon; the position after its line end.</summary>
    public static bool SkipHeader(in View view, int start, out int next)
    {
        var reader = new Reader(view, start);
        bool colon = false;
        for (int n = 0; n < MaxHeader && !reader.IsEnd; n++)
        {
            int c = reader.Take();
            colon |= c == ':';
            if (c != '\n')
                continue;
            next = reader.At;
            return colon;
        }
        next = start;
        return false;
    }

    // A plus right before a line may be the mark of a diff: then it stands before all of them and does not count.
    private static int AfterMark(in View view, int digits, int end) =>
        view[digits] == '+' && Edge.IsLineStart(view, digits) && end > digits + 1 ? digits + 1 : digits;

    // Short lines are the last of a body; what follows says so.
    private static bool IsLine(in View view, int start, int end, int length, int before)
    {
        if (length >= MinLine)
            return true;
        if (before == 0 || length == 0)
            return false;
        int next = SkipNoise(view, end);
        if (EndMark(view, next) > 0 || view.Peek(next) == '=' || view.Peek(start) == '=' || view[end - 1] == '=')
            return true;
        Span<byte> text = stackalloc byte[MinLine];
        int n = view.Copy(start, end, text);
        return n >= 8 && n % 4 == 0 && Randomness.IsRandom(text[..n]);
    }

    private static int EndOfMark(in View view, int at)
    {
        int p = at;
        for (int n = 0; n < MaxLabel && p < view.High; n++)
        {
            int next = view.Next(p, out int c);
            if (c is not (' ' or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
                break;
            p = next;
        }
        for (int n = 0; n < 5 && view.Peek(p) == '-'; n++)
            p = view.Next(p, out _);
        return p;
    }

    // In a string of its own the key takes its last line end along.
    private static int WithLineEnd(in View view, int at)
    {
        if (view.Peek(at) is not ('\n' or '\r'))
            return at;
        int next = view.Next(at, out _);
        if (view.Peek(next) == '\n')
            next = view.Next(next, out _);
        return view.Peek(next) is '"' || (next == view.High && view.Place == Place.Value) ? next : at;
    }
}

/// <summary>The lines that were read.</summary>
/// <param name="Next">Where reading stopped; at the label when a mark of the end was found.</param>
/// <param name="End">The end of the last line or of the mark; -1 when there is none.</param>
/// <param name="Payload">The number of characters of base64.</param>
/// <param name="HasEnd">Whether the mark of the end was found.</param>
internal readonly record struct ArmourBody(int Next, int End, int Payload, bool HasEnd);

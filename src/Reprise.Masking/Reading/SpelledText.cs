using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Reading;

/// <summary>A known text, and how to find it in whatever way JSON spells it.</summary>
/// <param name="bytes">The text as UTF-8.</param>
/// <param name="ignoresCase">Whether ASCII letters match in either case.</param>
internal sealed class SpelledText(byte[] bytes, bool ignoresCase)
{
    /// <summary>The shortest part that can be looked for.</summary>
    public const int MinAnchor = 3;

    // The longest spelling of a byte: a Unicode escape with a few backslashes.
    private const int MaxSpelling = 12;

    private static readonly SearchValues<byte> Stable = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. "u8
    );

    /// <summary>The text as UTF-8.</summary>
    public byte[] Bytes => bytes;

    /// <summary>Whether ASCII letters match in either case.</summary>
    public bool IgnoresCase => ignoresCase;

    /// <summary>Gives what to look for, and where in the text each stands.</summary>
    /// <remarks>
    /// The longest stretch that every writer of JSON spells the same way; without one, all usual spellings of the start.
    /// </remarks>
    public IEnumerable<(Literal Anchor, int Offset)> Anchors()
    {
        (int best, int length) = LongestStable();
        if (length >= MinAnchor)
        {
            byte[] run = bytes[best..(best + length)];
            yield return (new Literal(ignoresCase ? Lower(run) : run, ignoresCase, null), best);
            yield break;
        }
        string text = Encoding.UTF8.GetString(bytes);
        HashSet<string> spellings = new(StringComparer.Ordinal)
        {
            text,
            JavaScriptEncoder.Default.Encode(text),
            JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text),
            text.Replace("/", "\\/", StringComparison.Ordinal),
        };
        foreach (string spelling in spellings)
        {
            byte[] start = Encoding.UTF8.GetBytes(spelling);
            if (start.Length >= MinAnchor)
                yield return (new Literal(start[..Math.Min(start.Length, 8)], Ascii.IsValid(start), null), 0);
        }
    }

    /// <summary>Finds the text around an anchor.</summary>
    /// <param name="view">What may be looked at.</param>
    /// <param name="at">Where the anchor starts.</param>
    /// <param name="after">Where it ends.</param>
    /// <param name="offset">Where the anchor stands in the text.</param>
    /// <param name="start">Where the text starts as spelled.</param>
    /// <param name="end">Where it ends.</param>
    public bool TryFind(in View view, int at, int after, int offset, out int start, out int end)
    {
        int low = Math.Max(view.Low, at - offset * MaxSpelling);
        for (start = at - offset; start >= low; start--)
        {
            // Half a run of backslashes is half a character.
            if (start > view.Low && view[start] == '\\' && view[start - 1] == '\\')
                continue;
            end = Match(view, start);
            if (end >= after)
                return true;
        }
        end = -1;
        return false;
    }

    private (int Start, int Length) LongestStable()
    {
        int best = 0;
        int length = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            int run = bytes.AsSpan(i).IndexOfAnyExcept(Stable);
            run = run < 0 ? bytes.Length - i : run;
            if (run > length)
                (best, length) = (i, run);
            i += run;
        }
        return (best, length);
    }

    private static byte[] Lower(byte[] run)
    {
        byte[] lower = new byte[run.Length];
        Ascii.ToLower(run, lower, out _);
        return lower;
    }

    private int Match(in View view, int start)
    {
        int p = start;
        int i = 0;
        Span<byte> utf8 = stackalloc byte[4];
        while (i < bytes.Length)
        {
            if (p >= view.High)
                return -1;
            if (view[p] != '\\')
            {
                if (!Same(view[p++], bytes[i++]))
                    return -1;
                continue;
            }
            if (bytes[i] == '\\')
            {
                // How many backslashes one is depends on the depth.
                while (p < view.High && view[p] == '\\')
                    p++;
                while (i < bytes.Length && bytes[i] == '\\')
                    i++;
                continue;
            }
            p = Escape(view, p, out Rune rune);
            if (p < 0)
                return -1;
            int n = rune.EncodeToUtf8(utf8);
            for (int k = 0; k < n; k++, i++)
            {
                if (i >= bytes.Length || !Same(utf8[k], bytes[i]))
                    return -1;
            }
        }
        return p;
    }

    // Two escapes together are one character outside of the first plane.
    private static int Escape(in View view, int at, out Rune rune)
    {
        int next = view.Escape(at, out int unit);
        int low = 0;
        if (char.IsHighSurrogate((char)unit) && next < view.High && view[next] == '\\')
            next = view.Escape(next, out low);
        bool isRune = char.IsLowSurrogate((char)low)
            ? Rune.TryCreate((char)unit, (char)low, out rune)
            : Rune.TryCreate((char)unit, out rune);
        return isRune ? next : -1;
    }

    private bool Same(byte found, byte expected) =>
        found == expected || (ignoresCase && char.IsAsciiLetter((char)found) && (found ^ expected) == 0x20);
}

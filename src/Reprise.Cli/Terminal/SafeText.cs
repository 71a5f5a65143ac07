using System.Globalization;
using System.Text;

namespace Reprise.Cli.Terminal;

/// <summary>
/// Takes out of a text what could act on a terminal or lie about itself: escape sequences, control characters, marks
/// that change the direction of text, and characters that nobody sees. Everything from a session goes through here.
/// </summary>
internal static class SafeText
{
    private const char Escape = '\u001b';
    private const char Joiner = '\u200d';

    /// <summary>Makes a text safe and puts it on one line.</summary>
    public static string Line(string text) => Clean(text, keepsLines: false);

    /// <summary>Makes a text safe and keeps its lines.</summary>
    public static string Block(string text) => Clean(text, keepsLines: true);

    private static string Clean(string text, bool keepsLines)
    {
        int first = 0;
        while (first < text.Length && text[first] is >= ' ' and <= '~')
            first++;
        if (first == text.Length)
            return text;
        var clean = new StringBuilder(text.Length);
        clean.Append(text, 0, first);
        for (int i = first; i < text.Length; )
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(i), out Rune rune, out int length) != System.Buffers.OperationStatus.Done)
                rune = Rune.ReplacementChar;
            int sequence = SequenceLength(text, i);
            if (sequence > 0)
            {
                i += sequence;
                continue;
            }
            i += length;
            Append(clean, rune, keepsLines);
        }
        return clean.ToString();
    }

    private static void Append(StringBuilder clean, Rune rune, bool keepsLines)
    {
        if (rune.Value is '\n' && keepsLines)
            clean.Append('\n');
        else if (rune.Value is '\t' && keepsLines)
            clean.Append("    ");
        else if (rune.Value is '\n' or '\t' or 0x2028 or 0x2029)
            clean.Append(' ');
        else if (IsShown(rune))
            clean.Append(rune);
    }

    private static bool IsShown(Rune rune) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.Control or UnicodeCategory.Surrogate => false,
            // Joins emoji into one; all others of this kind are invisible or turn text around.
            UnicodeCategory.Format => rune.Value == Joiner,
            _ => true,
        };

    /// <summary>Returns the length of the escape sequence that starts here; 0 when there is none.</summary>
    private static int SequenceLength(string text, int start)
    {
        char c = text[start];
        if (c is Escape && start + 1 < text.Length)
        {
            return text[start + 1] switch
            {
                '[' => EndOfControl(text, start + 2) - start,
                ']' or 'P' or 'X' or '^' or '_' => EndOfString(text, start + 2) - start,
                >= ' ' and <= '/' => Math.Min(3, text.Length - start),
                >= '0' and <= '~' => 2,
                _ => 1,
            };
        }
        return c switch
        {
            '\u009b' => EndOfControl(text, start + 1) - start,
            '\u0090' or '\u0098' or '\u009d' or '\u009e' or '\u009f' => EndOfString(text, start + 1) - start,
            _ => 0,
        };
    }

    /// <summary>A control sequence: parameters, then one final character.</summary>
    private static int EndOfControl(string text, int at)
    {
        while (at < text.Length && text[at] is >= ' ' and <= '?')
            at++;
        return at < text.Length && text[at] is >= '@' and <= '~' ? at + 1 : at;
    }

    /// <summary>A control string: up to BEL or ST. One that does not end on its line takes its introducer only.</summary>
    private static int EndOfString(string text, int start)
    {
        for (int at = start; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] is '\u0007' or '\u009c')
                return at + 1;
            if (text[at] is Escape && at + 1 < text.Length && text[at + 1] is '\\')
                return at + 2;
        }
        return start;
    }
}

using System.Globalization;
using System.Text;
using Reprise.Cli.Terminal;

namespace Reprise.Cli.Commands.Report;

/// <summary>Writes texts into Markdown so that nothing in them is markup: as code, or character by character.</summary>
internal static class MarkdownText
{
    /// <summary>Returns a text on one line as code.</summary>
    public static string Code(string text)
    {
        text = SafeText.Line(text).Trim();
        if (text.Length == 0)
            return "";
        string fence = new('`', LongestRun(text) + 1);
        string space = text[0] == '`' || text[^1] == '`' ? " " : "";
        return $"{fence}{space}{text}{space}{fence}";
    }

    /// <summary>Returns a text for a cell of a table as code.</summary>
    /// <remarks>A bar ends the cell also in code, and what stands for one differs from program to program.</remarks>
    public static string Cell(string text) => text.Contains('|') ? Plain(text) : Code(text);

    /// <summary>Returns a text on one line in which every sign stands for itself.</summary>
    public static string Plain(string text)
    {
        text = SafeText.Line(text).Trim();
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            if (IsPlain(text, i))
                plain.Append(text[i]);
            else
                plain.Append(CultureInfo.InvariantCulture, $"&#{(int)text[i]};");
        }
        return plain.ToString();
    }

    private static bool IsPlain(string text, int at)
    {
        char next = at + 1 < text.Length ? text[at + 1] : ' ';
        return text[at] switch
        {
            // In the middle of a line they mean nothing.
            ' ' or ',' or ';' or '-' or '+' or '/' or '(' or ')' => true,
            // They make a link only where a name goes on after them, and a formula where a word does.
            '.' or ':' => next is ' ' || char.IsAsciiDigit(next),
            '$' => char.IsAsciiDigit(next),
            var c => !char.IsAscii(c) || char.IsAsciiLetterOrDigit(c),
        };
    }

    /// <summary>Writes a text with its lines as a block of code.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="text">The text.</param>
    /// <param name="indent">What stands before each line.</param>
    public static void WriteBlock(TextWriter writer, string text, string indent = "")
    {
        text = SafeText.Block(text);
        string fence = new('`', Math.Max(3, LongestRun(text) + 1));
        writer.Write($"{indent}{fence}text\n");
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (!line.IsEmpty)
            {
                writer.Write(indent);
                writer.Write(line);
            }
            writer.Write('\n');
        }
        writer.Write($"{indent}{fence}\n");
    }

    private static int LongestRun(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }
        return longest;
    }
}

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
            char c = text[i];
            if (
                char.IsAsciiLetterOrDigit(c)
                || !char.IsAscii(c)
                || c is ' ' or ',' or ';' or '-' or '/' or '(' or ')'
                || IsPlain(text, i)
            )
                plain.Append(c);
            else
                plain.Append(CultureInfo.InvariantCulture, $"&#{(int)c};");
        }
        return plain.ToString();
    }

    // A stop or a colon makes a link only where a name goes on after it.
    private static bool IsPlain(string text, int at) =>
        text[at] is '.' or ':' && (at + 1 == text.Length || text[at + 1] == ' ' || char.IsAsciiDigit(text[at + 1]));

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

using Reprise.Cli.Terminal;

namespace Reprise.Cli.Help;

/// <summary>Lays out help: headings, paragraphs, and rows of two columns, wrapped at the width.</summary>
internal sealed class HelpPage(TextWriter writer, Screen screen, int width)
{
    private const int Indent = 2;
    private const int MaxLeft = 28;

    public void Line() => writer.WriteLine();

    public void Heading(string title)
    {
        writer.WriteLine();
        writer.WriteLine(screen.Paint(Style.Bold, title + ":"));
    }

    public void Paragraph(string text)
    {
        foreach (string line in text.Split('\n'))
        {
            if (TextWidth.Of(line) <= width)
            {
                writer.WriteLine(line);
                continue;
            }
            int start = line.Length - line.TrimStart(' ').Length;
            foreach (string part in Wrap(line[start..], width - start))
                writer.WriteLine(new string(' ', start) + part);
        }
    }

    public void Rows(IEnumerable<(string Left, string Right)> rows, int maxLeft = MaxLeft)
    {
        (string Left, string Right)[] all = [.. rows];
        int left = Math.Min(Math.Min(maxLeft, width / 2), all.Max(row => TextWidth.Of(row.Left)));
        foreach ((string name, string text) in all)
        {
            int padding = left - TextWidth.Of(name);
            writer.Write(new string(' ', Indent) + screen.Paint(Style.Cyan, name));
            // A name that is too long stands alone, and its text starts below.
            bool isBelow = padding < 0;
            if (isBelow)
                writer.WriteLine();
            int column = Indent + left + 2;
            bool isFirst = !isBelow;
            foreach (string part in Wrap(text, Math.Max(20, width - column)))
            {
                writer.Write(new string(' ', isFirst ? padding + 2 : column));
                writer.WriteLine(part);
                isFirst = false;
            }
        }
    }

    private static IEnumerable<string> Wrap(string text, int columns)
    {
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && TextWidth.Of(line) + 1 + TextWidth.Of(word) > columns)
            {
                yield return line;
                line = "";
            }
            line = line.Length == 0 ? word : $"{line} {word}";
        }
        yield return line;
    }
}

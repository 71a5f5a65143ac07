using System.Text;

namespace Reprise.Benchmarks.Reporting;

/// <summary>Collects the tables of a run and writes them into a page, so that no figure is ever typed by hand.</summary>
/// <remarks>Each benchmark has a section of its own; those that were not run stay as they are.</remarks>
internal sealed class MarkdownReport(string path)
{
    private const string Begin = "<!-- figures -->";
    private const string End = "<!-- end of figures -->";
    private const string Heading = "\n## ";
    private readonly List<(string Name, StringBuilder Text)> _sections = [];

    /// <summary>Begins the section of a benchmark.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="machine">When and where it runs.</param>
    public void BeginSection(string name, string machine)
    {
        _sections.Add((name, new StringBuilder()));
        AddParagraph(machine);
    }

    public void Add(ResultTable table)
    {
        Text.Append("\n### ").AppendLine(table.Title).AppendLine();
        AppendRow(table.Columns);
        AppendRow([.. table.Columns.Select((_, i) => i == 0 ? "---" : "--:")]);
        foreach (IReadOnlyList<string> row in table.Rows)
            AppendRow(row);
        foreach (string note in table.Notes)
            AddParagraph(note);
    }

    /// <summary>Writes the page: between its two marks, the sections that there are now take the place of older ones.</summary>
    /// <param name="order">The names of all sections, in their order.</param>
    public void Save(IReadOnlyList<string> order)
    {
        string page = File.Exists(path) ? File.ReadAllText(path) : "";
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        bool hasMarks = begin >= 0 && end > begin;
        Dictionary<string, string> sections = Parse(hasMarks ? page[(begin + Begin.Length)..end] : "");
        foreach ((string name, StringBuilder text) in _sections)
            sections[name] = text.ToString().ReplaceLineEndings("\n").TrimEnd();
        var figures = new StringBuilder(Begin).Append('\n');
        foreach (string name in order.Where(sections.ContainsKey))
            figures.Append(Heading).Append(name).Append('\n').Append(sections[name]).Append('\n');
        figures.Append(End);
        File.WriteAllText(path, hasMarks ? page[..begin] + figures + page[(end + End.Length)..] : $"{figures}\n");
    }

    private StringBuilder Text => _sections[^1].Text;

    private void AddParagraph(string text) => Text.AppendLine().AppendLine(text);

    private void AppendRow(IReadOnlyList<string> cells) =>
        Text.Append("| ")
            .AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))
            .AppendLine(" |");

    private static Dictionary<string, string> Parse(string figures)
    {
        Dictionary<string, string> sections = new(StringComparer.Ordinal);
        foreach (string section in figures.Split(Heading).Skip(1))
        {
            int line = section.IndexOf('\n', StringComparison.Ordinal);
            sections[section[..line].Trim()] = section[(line + 1)..].TrimEnd();
        }
        return sections;
    }
}

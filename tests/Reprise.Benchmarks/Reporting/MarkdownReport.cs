using System.Text;

namespace Reprise.Benchmarks.Reporting;

/// <summary>Collects the tables of a run and writes them into a page, so that no figure is ever typed by hand.</summary>
internal sealed class MarkdownReport(string path)
{
    private const string Begin = "<!-- figures -->";
    private const string End = "<!-- end of figures -->";
    private readonly StringBuilder _text = new();

    public void AddHeading(string text) => _text.Append("\n## ").AppendLine(text);

    public void AddParagraph(string text) => _text.AppendLine().AppendLine(text);

    public void Add(ResultTable table)
    {
        _text.Append("\n### ").AppendLine(table.Title).AppendLine();
        AppendRow(table.Columns);
        AppendRow([.. table.Columns.Select((_, i) => i == 0 ? "---" : "--:")]);
        foreach (IReadOnlyList<string> row in table.Rows)
            AppendRow(row);
        foreach (string note in table.Notes)
            AddParagraph(note);
    }

    /// <summary>Writes the page: what stands between its two marks is replaced, or all of it when it has none.</summary>
    public void Save()
    {
        string page = File.Exists(path) ? File.ReadAllText(path) : "";
        int begin = page.IndexOf(Begin, StringComparison.Ordinal);
        int end = page.IndexOf(End, StringComparison.Ordinal);
        string figures = $"{Begin}\n{_text.ToString().ReplaceLineEndings("\n")}\n{End}";
        page = begin >= 0 && end > begin ? page[..begin] + figures + page[(end + End.Length)..] : figures + "\n";
        File.WriteAllText(path, page);
    }

    private void AppendRow(IReadOnlyList<string> cells) =>
        _text
            .Append("| ")
            .AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal)))
            .AppendLine(" |");
}

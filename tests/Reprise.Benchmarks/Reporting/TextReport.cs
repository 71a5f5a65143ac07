using System.Text;

namespace Reprise.Benchmarks.Reporting;

/// <summary>Prints tables for a terminal: names to the left, figures to the right.</summary>
internal static class TextReport
{
    public static string Format(ResultTable table)
    {
        int[] widths =
        [
            .. table.Columns.Select((column, i) => table.Rows.Select(row => row[i].Length).Append(column.Length).Max()),
        ];
        var text = new StringBuilder().AppendLine().AppendLine(table.Title).AppendLine();
        AppendRow(text, table.Columns, widths);
        AppendRow(text, [.. widths.Select(width => new string('-', width))], widths);
        foreach (IReadOnlyList<string> row in table.Rows)
            AppendRow(text, row, widths);
        foreach (string note in table.Notes)
            text.Append("  ").AppendLine(note);
        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, IReadOnlyList<string> cells, int[] widths)
    {
        text.Append("  ").Append(cells[0].PadRight(widths[0]));
        for (int i = 1; i < cells.Count; i++)
            text.Append("  ").Append(cells[i].PadLeft(widths[i]));
        text.AppendLine();
    }
}

namespace Reprise.Cli.Terminal;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its title.</param>
/// <param name="IsRight">Whether it is aligned to the right, as numbers are.</param>
/// <param name="IsFlexible">Whether it gives way when the table is too wide.</param>
internal sealed record Column(string Header, bool IsRight = false, bool IsFlexible = false)
{
    public static Column Text(string header) => new(header);

    public static Column Number(string header) => new(header, IsRight: true);

    /// <summary>The one column that is cut when the table is wider than the terminal.</summary>
    public static Column Flexible(string header) => new(header, IsFlexible: true);
}

/// <summary>What stands in one place of a table.</summary>
internal readonly record struct Cell(string Text, Style Style = Style.Plain)
{
    public static implicit operator Cell(string? text) => new(text ?? "");
}

/// <summary>Rows under headers, made to fit the terminal. Every cell is made safe.</summary>
internal sealed class Table(params Column[] columns)
{
    private const int Gap = 2;
    private const int MinFlexible = 12;
    private readonly List<Cell[]> _rows = [];

    public int Count => _rows.Count;

    public void Add(params Cell[] cells)
    {
        if (cells.Length != columns.Length)
            throw new ArgumentException("A row has one cell per column.", nameof(cells));
        _rows.Add([.. cells.Select(cell => cell with { Text = SafeText.Line(cell.Text) })]);
    }

    public void Write(TextWriter writer, Screen screen)
    {
        int[] widths = Fit(screen.Width);
        WriteRow(writer, screen, widths, [.. columns.Select(column => new Cell(column.Header, Style.Dim))]);
        foreach (Cell[] row in _rows)
            WriteRow(writer, screen, widths, row);
    }

    private int[] Fit(int available)
    {
        int[] widths = [.. columns.Select(column => TextWidth.Of(column.Header))];
        foreach (Cell[] row in _rows)
        {
            for (int i = 0; i < row.Length; i++)
                widths[i] = Math.Max(widths[i], TextWidth.Of(row[i].Text));
        }
        int over = widths.Sum() + (Gap * (columns.Length - 1)) - available;
        int flexible = Array.FindIndex(columns, column => column.IsFlexible);
        if (over > 0 && flexible >= 0)
            widths[flexible] = Math.Max(Math.Min(MinFlexible, widths[flexible]), widths[flexible] - over);
        return widths;
    }

    private void WriteRow(TextWriter writer, Screen screen, int[] widths, Cell[] row)
    {
        int pending = 0;
        for (int i = 0; i < row.Length; i++)
        {
            string text = columns[i].IsFlexible ? TextWidth.Cut(row[i].Text, widths[i]) : row[i].Text;
            int padding = widths[i] - TextWidth.Of(text);
            pending += i == 0 ? 0 : Gap;
            if (columns[i].IsRight)
                pending += padding;
            if (text.Length > 0)
            {
                // Spaces are written only before something, so that no line ends with them.
                writer.Write(new string(' ', pending));
                writer.Write(screen.Paint(row[i].Style, text));
                pending = 0;
            }
            if (!columns[i].IsRight)
                pending += padding;
        }
        writer.WriteLine();
    }
}

namespace Reprise.Cli.Terminal;

/// <summary>A column of a table.</summary>
/// <param name="Header">Its title.</param>
/// <param name="IsRight">Whether it is aligned to the right, as numbers are.</param>
/// <param name="Least">The width down to which it is cut when the table is too wide, the first such column first; null: never.</param>
/// <param name="IsOptional">Whether it is left out when cutting is not enough, the last such column first.</param>
internal sealed record Column(string Header, bool IsRight = false, int? Least = null, bool IsOptional = false)
{
    private const int UsualLeast = 12;

    public static Column Text(string header) => new(header);

    public static Column Number(string header) => new(header, IsRight: true);

    /// <summary>A column that is cut when the table is wider than the terminal.</summary>
    /// <param name="header">Its title.</param>
    /// <param name="least">The width that it always has.</param>
    public static Column Flexible(string header, int least = UsualLeast) => new(header, Least: least);

    /// <summary>The same column, left out where there is no room for it.</summary>
    public Column Optional => this with { IsOptional = true };
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
    private const int LeftOut = -1;
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
        int spare = columns.Select((column, i) => Spare(column, widths[i])).Sum();
        for (int i = columns.Length - 1; i >= 0 && Width(widths) - spare > available; i--)
        {
            if (columns[i].IsOptional)
                widths[i] = LeftOut;
        }
        for (int i = 0; i < columns.Length; i++)
            widths[i] -= Math.Clamp(Width(widths) - available, 0, Spare(columns[i], widths[i]));
        return widths;
    }

    private static int Spare(Column column, int width) => column.Least is { } least ? Math.Max(0, width - least) : 0;

    private static int Width(int[] widths) => widths.Where(width => width != LeftOut).Sum(width => width + Gap) - Gap;

    private void WriteRow(TextWriter writer, Screen screen, int[] widths, Cell[] row)
    {
        int pending = 0;
        bool isFirst = true;
        for (int i = 0; i < row.Length; i++)
        {
            if (widths[i] == LeftOut)
                continue;
            string text = columns[i].Least is not null ? TextWidth.Cut(row[i].Text, widths[i]) : row[i].Text;
            int padding = widths[i] - TextWidth.Of(text);
            pending += isFirst ? 0 : Gap;
            isFirst = false;
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

namespace Reprise.Cli.Terminal;

/// <summary>Writes rows of CSV as RFC 4180 says, so that no program takes a cell for a formula.</summary>
internal static class CsvText
{
    private const char Guard = '\'';

    /// <summary>Writes a row with the line end that RFC 4180 asks for.</summary>
    public static void WriteRow(TextWriter writer, params ReadOnlySpan<string> cells)
    {
        WriteCells(writer, cells);
        writer.Write("\r\n");
    }

    /// <summary>Writes a row without its line end.</summary>
    public static void WriteCells(TextWriter writer, params ReadOnlySpan<string> cells)
    {
        for (int i = 0; i < cells.Length; i++)
        {
            if (i > 0)
                writer.Write(',');
            WriteCell(writer, cells[i]);
        }
    }

    /// <summary>Returns a text from a session for a cell: what acts on a screen is left out, and what would be run is made a text.</summary>
    public static string Text(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        // Looked at before control characters are left out: one at the start makes a program skip it and run what follows.
        bool isGuarded = IsFormula(text);
        string shown = SafeText.Block(text);
        return isGuarded || IsFormula(shown) ? Guard + shown : shown;
    }

    // Blanks before it do not stop every program; of the wide signs some do the same as of the narrow ones.
    private static bool IsFormula(string text)
    {
        if (text.Length == 0)
            return false;
        ReadOnlySpan<char> trimmed = text.AsSpan().TrimStart(' ');
        return char.IsControl(text[0])
            || (
                !trimmed.IsEmpty
                && (char.IsControl(trimmed[0]) || trimmed[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠')
            );
    }

    private static void WriteCell(TextWriter writer, string cell)
    {
        if (cell.AsSpan().IndexOfAny("\",\r\n") < 0 && !cell.StartsWith(' ') && !cell.EndsWith(' '))
        {
            writer.Write(cell);
            return;
        }
        writer.Write('"');
        writer.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}

using System.Text;

namespace Reprise.Tests.Cli.Commands.Report;

/// <summary>Reads CSV as RFC 4180 says, the slow way.</summary>
internal static class CsvRows
{
    public static List<string[]> Read(string text)
    {
        List<string[]> rows = [];
        List<string> row = [];
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (isQuoted)
            {
                if (c != '"')
                    cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    cell.Append(text[++i]);
                else
                    isQuoted = false;
            }
            else if (c == '"' && cell.Length == 0)
                isQuoted = true;
            else if (c == ',')
                End();
            else if (c == '\r' && text[i + 1] == '\n')
            {
                End();
                rows.Add([.. row]);
                row.Clear();
                i++;
            }
            else
                cell.Append(c);
        }
        return rows;

        void End()
        {
            row.Add(cell.ToString());
            cell.Clear();
        }
    }
}

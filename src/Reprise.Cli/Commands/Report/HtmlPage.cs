using Reprise.Cli.Terminal;

namespace Reprise.Cli.Commands.Report;

/// <summary>The frame of a report in HTML: one file that loads nothing, runs nothing, and can be printed.</summary>
internal static class HtmlPage
{
    public static void Begin(TextWriter writer, string title, IEnumerable<(string Name, string Value)> facts)
    {
        string shown = HtmlText.Line(title);
        writer.Write(
            $"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <meta name="referrer" content="no-referrer"/>
            <title>{shown}</title>
            <style>
            {HtmlStyle.Text}
            </style>
            </head>
            <body>
            <header>
            <h1>{shown}</h1>
            <dl>

            """
        );
        foreach ((string name, string value) in facts)
            writer.Write($"<dt>{name}</dt><dd>{HtmlText.Line(value)}</dd>\n");
        writer.Write("</dl>\n</header>\n<main>\n");
    }

    public static void End(TextWriter writer) => writer.Write("</main>\n</body>\n</html>\n");

    /// <summary>Begins a table; numbers stand to the right.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="caption">What it is, for those who do not see it.</param>
    /// <param name="columns">The heads of the columns; one that starts with <c>#</c> is of numbers.</param>
    public static void BeginTable(TextWriter writer, string caption, params ReadOnlySpan<string> columns)
    {
        writer.Write($"<div class=\"wide\"><table>\n<caption>{HtmlText.Line(caption)}</caption>\n<thead><tr>");
        foreach (string column in columns)
            writer.Write(
                column.StartsWith('#') ? $"<th scope=\"col\" class=\"n\">{column[1..]}</th>" : $"<th scope=\"col\">{column}</th>"
            );
        writer.Write("</tr></thead>\n<tbody>\n");
    }

    public static void EndTable(TextWriter writer) => writer.Write("</tbody>\n</table></div>\n");

    /// <summary>Returns a cell with a number.</summary>
    public static string Number(long number) => $"<td class=\"n\">{Count.Of(number)}</td>";
}

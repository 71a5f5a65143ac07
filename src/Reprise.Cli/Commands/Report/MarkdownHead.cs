namespace Reprise.Cli.Commands.Report;

/// <summary>What stands above a report in Markdown.</summary>
internal static class MarkdownHead
{
    public static void Write(TextWriter writer, string title, IEnumerable<(string Name, string Value)> facts)
    {
        writer.Write($"# {MarkdownText.Plain(title)}\n\n| | |\n| --- | --- |\n");
        foreach ((string name, string value) in facts)
            writer.Write($"| {name} | {MarkdownText.Plain(value)} |\n");
    }
}

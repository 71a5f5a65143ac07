namespace Reprise.Cli.Commands.Report;

/// <summary>How a report is written.</summary>
internal enum ReportFormat
{
    Markdown,
    Csv,
    Html,
    Json,
}

/// <summary>Understands what was said of the format.</summary>
internal static class ReportFormats
{
    /// <summary>What <c>--format</c> takes.</summary>
    public static readonly string[] Names = ["markdown", "csv", "html", "json"];

    /// <summary>Chooses the format: what was said, else what the file's name ends in, else Markdown.</summary>
    /// <param name="name">What <c>--format</c> was given; null for nothing.</param>
    /// <param name="path">The file; null for stdout.</param>
    /// <param name="isJson">Whether one JSON document is wanted on stdout.</param>
    /// <exception cref="Files.RepriseException">They contradict each other.</exception>
    public static ReportFormat Choose(string? name, string? path, bool isJson)
    {
        ReportFormat? said = name is null ? null : (ReportFormat)Array.IndexOf(Names, name);
        if (path is not null)
            return said ?? OfEnding(Path.GetExtension(path));
        if (isJson && said is not null and not ReportFormat.Json)
            throw UsageError.Of($"--json and --format {name} exclude each other.", "With -o FILE the report goes into the file.");
        return said ?? (isJson ? ReportFormat.Json : ReportFormat.Markdown);
    }

    private static ReportFormat OfEnding(string ending) =>
        ending.ToLowerInvariant() switch
        {
            ".csv" => ReportFormat.Csv,
            ".html" or ".htm" => ReportFormat.Html,
            ".json" => ReportFormat.Json,
            _ => ReportFormat.Markdown,
        };
}

using System.Text.Json;
using Xunit;

namespace Reprise.Tests.Masking;

/// <summary>Finds the labelled transcript lines that may lie beside the repository.</summary>
internal static class TruthSet
{
    /// <summary>The path of the cases; skips the test where there are none.</summary>
    public static string Path()
    {
        string? folder = Environment.GetEnvironmentVariable("REPRISE_ROOT") ?? AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "Reprise.slnx")))
            folder = System.IO.Path.GetDirectoryName(folder);
        string path = System.IO.Path.Combine(folder ?? ".", "..", "shared", "masking", "truth", "cases.jsonl");
        if (!File.Exists(path))
            Assert.Skip("The labelled lines are not beside the repository.");
        return path;
    }

    /// <summary>Returns one line for a scorer outside: the spans found and the masked line.</summary>
    public static string Prediction(JsonElement root, MaskedResult masked)
    {
        string spans = string.Join(',', masked.Findings.Select(finding => $"[{finding.Start},{finding.Start + finding.Length}]"));
        return $$"""{"id":{{root.GetProperty("id").GetRawText()}},"spans":[{{spans}}],"masked":{{JsonSerializer.Serialize(masked.Text)}}}""";
    }
}

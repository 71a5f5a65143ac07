using System.Text.Json;
using Reprise.Benchmarks.Usage.Rules;

namespace Reprise.Benchmarks.Usage;

/// <summary>What the generator of a home knows that it spent: <c>manifest.json</c>.</summary>
internal static class ManifestTruth
{
    /// <summary>Returns its sums by agent and model, copied responses left out; null for a home that was not generated.</summary>
    public static UsageCells? Read(string home)
    {
        string path = Path.Combine(home, "manifest.json");
        if (!File.Exists(path) || NativeFiles.Document(path) is not { } manifest)
            return null;
        var cells = new UsageCells();
        foreach (JsonElement session in manifest.GetProperty("sessions").EnumerateArray())
        {
            string agent = UsageReports.NameOf(session.Text("tool"));
            foreach (JsonProperty model in session.GetProperty("tokens_new").EnumerateObject())
                cells.AddModel(agent, model.Name, TokensOf(agent, model.Value));
        }
        return cells;
    }

    private static Spent TokensOf(string agent, JsonElement told)
    {
        long cached = told.Number("cache_read");
        bool isCacheInInput = agent is "codex" or "gemini";
        bool isReasoningInOutput = agent is "codex";
        return new Spent(
            told.Number("input") - (isCacheInInput ? cached : 0) + told.Number("tool"),
            told.Number("output") + (isReasoningInOutput ? 0 : told.Number("reasoning")),
            cached,
            told.Number("cache_write")
        );
    }
}

using System.Text;
using System.Text.Json;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class AccuracyTests(ITestOutputHelper output)
{
    [Fact]
    public void The_labelled_truth_is_masked_with_few_misses_and_few_mistakes()
    {
        string path = TruthSet.Path();
        var score = new MaskingScore();
        int keepHits = 0;
        using StreamWriter? predictions = Environment.GetEnvironmentVariable("REPRISE_PREDICTIONS") is { } target
            ? File.CreateText(target)
            : null;
        foreach (string row in File.ReadLines(path))
        {
            using JsonDocument document = JsonDocument.Parse(row);
            JsonElement root = document.RootElement;
            byte[] line = Encoding.UTF8.GetBytes(root.GetProperty("line").GetString() ?? "");
            MaskedResult masked = MaskedResult.Of(line, TextShape.JsonLines);
            string context = root.GetProperty("ctx").GetString() ?? "";
            score.Add(
                line,
                context,
                [.. Spans(root, "expect").Select(span => new SecretSpan(context, span.Start, span.End))],
                [.. Spans(root, "ok")],
                masked.Findings
            );
            keepHits += Spans(root, "keep")
                .Count(span =>
                    masked.Findings.Any(finding => finding.Start < span.End && finding.Start + finding.Length > span.Start)
                );
            predictions?.WriteLine(TruthSet.Prediction(root, masked));
            using JsonDocument parsed = JsonDocument.Parse(masked.Bytes);
        }
        output.WriteLine(score.ToString());
        keepHits.ShouldBe(0);
        score.Recall.ShouldBeGreaterThan(0.99, score.ToString());
        score.Precision.ShouldBeGreaterThan(0.99, score.ToString());
    }

    private static IEnumerable<(int Start, int End)> Spans(JsonElement root, string name)
    {
        if (!root.TryGetProperty(name, out JsonElement spans))
            yield break;
        foreach (JsonElement span in spans.EnumerateArray())
            yield return (span.GetProperty("start").GetInt32(), span.GetProperty("end").GetInt32());
    }
}

using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class GeneratedCasesTests(ITestOutputHelper output)
{
    [Fact]
    public void Generated_lines_are_masked_with_few_misses_and_few_mistakes()
    {
        var score = new MaskingScore();
        foreach (GeneratedCase generated in GeneratedCases.All(seed: 1, count: 12_000))
        {
            MaskedResult masked = MaskedResult.Of(generated.Line, TextShape.JsonLines);
            score.Add(generated.Line, generated.Context, generated.Secrets, [], masked.Findings);
        }
        output.WriteLine(score.ToString());
        score.Secrets.ShouldBeGreaterThan(7000);
        score.Recall.ShouldBeGreaterThan(0.97, score.ToString());
        score.Precision.ShouldBeGreaterThan(0.985, score.ToString());
    }
}

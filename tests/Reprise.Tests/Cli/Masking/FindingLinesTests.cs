using System.Text;
using Reprise.Cli.Masking;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Masking;

public sealed class FindingLinesTests
{
    [Fact]
    public void Offsets_are_bytes_within_the_line() =>
        Lines("grüße\nzwei ", "SECRET", "\n", "X", "")
            .ShouldBe([
                "{\"line\":1,\"start\":5,\"end\":11,\"kind\":\"test\"}",
                "{\"line\":2,\"start\":0,\"end\":1,\"kind\":\"test\"}",
            ]);

    [Fact]
    public void A_finding_that_spans_lines_is_told_per_line() =>
        Lines("key: ", "BEGIN\r\nmiddle\n\nend", " rest")
            .ShouldBe([
                "{\"line\":0,\"start\":5,\"end\":10,\"kind\":\"test\"}",
                "{\"line\":1,\"start\":0,\"end\":6,\"kind\":\"test\"}",
                "{\"line\":3,\"start\":0,\"end\":3,\"kind\":\"test\"}",
            ]);

    [Fact]
    public void A_line_may_come_in_pieces() =>
        Lines("ab", "", "cd", "S", "").ShouldBe(["{\"line\":0,\"start\":4,\"end\":5,\"kind\":\"test\"}"]);

    /// <summary>Takes clear text and secrets in turn.</summary>
    private static string[] Lines(params string[] parts)
    {
        var writer = new StringWriter();
        var output = new FindingLines(writer);
        for (int i = 0; i < parts.Length; i++)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(parts[i]);
            if (i % 2 == 0)
                output.Clear(bytes);
            else if (bytes.Length > 0)
                output.Masked(new Finding(0, bytes.Length, "test", Grade.Certain, "aaaaaaaaaaaa"), bytes, "[masked]"u8);
        }
        return writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}

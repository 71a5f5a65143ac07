using FsCheck;
using FsCheck.Fluent;
using Reprise.Cli.Terminal;
using Reprise.Tests.Cli.Commands.Report;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Terminal;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("\t=1+1", "'    =1+1")]
    [InlineData("\r=1+1", "'=1+1")]
    [InlineData("\n=1+1", "'\n=1+1")]
    [InlineData("\u0000=1+1", "'=1+1")]
    [InlineData("\u200b=1+1", "'=1+1")]
    [InlineData("\u001b[31m=1+1", "'=1+1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("a=1", "a=1")]
    [InlineData("'=1", "'=1")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void No_text_is_a_formula(string? text, string cell) => CsvText.Text(text).ShouldBe(cell);

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"hi\"", "\"say \"\"hi\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData(" blank ", "\" blank \"")]
    public void Cells_are_quoted_where_they_must_be(string text, string cell)
    {
        using var writer = new StringWriter();
        CsvText.WriteRow(writer, "x", text);
        writer.ToString().ShouldBe($"x,{cell}\r\n");
    }

    [Fact]
    public void Any_text_comes_back_from_its_row_and_is_never_run() =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<string, string>(
                (a, b) =>
                {
                    string[] cells = [CsvText.Text(a), "", CsvText.Text(b)];
                    using var writer = new StringWriter();
                    CsvText.WriteRow(writer, cells);
                    return CsvRows.Read(writer.ToString()).Single().SequenceEqual(cells)
                        && cells.All(cell => cell.Length == 0 || !"=+-@\t\r\n".Contains(cell[0], StringComparison.Ordinal));
                }
            )
        );
}

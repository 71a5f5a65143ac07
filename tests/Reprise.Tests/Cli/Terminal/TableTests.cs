using Reprise.Cli.Terminal;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Terminal;

public sealed class TableTests
{
    [Fact]
    public void Numbers_stand_on_the_right_and_no_line_ends_with_spaces()
    {
        Table table = Sample();
        table.Add("b", "12,345", "x");
        Text(table, Screen.Unlimited)
            .ShouldBe("agent  sessions  title\ncodex         7  A title that is rather long\nb        12,345  x\n");
    }

    [Fact]
    public void The_flexible_column_is_cut_to_the_width_of_the_terminal()
    {
        Table table = Sample();
        Text(table, 33).ShouldBe("agent  sessions  title\ncodex         7  A title that is…\n");
    }

    [Fact]
    public void Wide_characters_keep_the_columns_aligned()
    {
        var table = new Table(Column.Flexible("title"), Column.Number("n"));
        table.Add("日本語", "1");
        table.Add("abcdef", "2");
        Text(table, 40).ShouldBe("title   n\n日本語  1\nabcdef  2\n");
    }

    [Fact]
    public void A_narrow_terminal_keeps_the_flexible_column_readable()
    {
        Text(Sample(), 10).ShouldContain("A title tha…");
    }

    [Fact]
    public void Where_cutting_is_not_enough_optional_columns_are_left_out_the_last_one_first()
    {
        var table = new Table(
            Column.Text("id"),
            Column.Number("msgs").Optional,
            Column.Number("size").Optional,
            Column.Flexible("title")
        );
        table.Add("a1", "12", "3 KB", "A title that is rather long");
        Text(table, 30).ShouldBe("id  msgs  size  title\na1    12  3 KB  A title that…\n");
        Text(table, 24).ShouldBe("id  msgs  title\na1    12  A title that…\n");
        Text(table, 18).ShouldBe("id  title\na1  A title that…\n");
    }

    [Fact]
    public void Cells_cannot_act_on_the_terminal()
    {
        var table = new Table(Column.Text("title"));
        table.Add("x\u001b]0;owned\u0007\ny");
        Text(table, 80).ShouldBe("title\nx y\n");
    }

    [Fact]
    public void Colours_do_not_count_as_width()
    {
        var table = new Table(Column.Text("a"), Column.Text("b"));
        table.Add(new Cell("red", Style.Red), "x");
        var writer = new StringWriter { NewLine = "\n" };
        table.Write(writer, new Screen(80, HasColor: true));
        writer.ToString().ShouldBe("\u001b[2ma\u001b[0m    \u001b[2mb\u001b[0m\n\u001b[31mred\u001b[0m  x\n");
    }

    private static Table Sample()
    {
        var table = new Table(Column.Text("agent"), Column.Number("sessions"), Column.Flexible("title"));
        table.Add("codex", "7", "A title that is rather long");
        return table;
    }

    private static string Text(Table table, int width)
    {
        var writer = new StringWriter { NewLine = "\n" };
        table.Write(writer, new Screen(width, HasColor: false));
        return writer.ToString();
    }
}

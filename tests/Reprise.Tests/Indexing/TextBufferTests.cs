using System.Text;
using Reprise.Indexing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Indexing;

public sealed class TextBufferTests
{
    [Theory]
    [InlineData("{\"command\":\"echo \\\"hi\\\"\\nls \\u00e9\"}", "{\"command\":\"echo \"hi\"\nls é\"}\n")]
    [InlineData("*** Add File: C:\\new\\x", "*** Add File: C:\\new\\x\n")]
    [InlineData("[\"a\\\\b\"]", "[\"a\\b\"]\n")]
    [InlineData("{\"torn\\", "{\"torn\\\n")]
    [InlineData("", "")]
    public void Inputs_of_tools_are_added_as_the_tool_got_them(string input, string text)
    {
        var buffer = new TextBuffer();
        buffer.AddInputLine(Encoding.UTF8.GetBytes(input));
        Encoding.UTF8.GetString(buffer.Bytes).ShouldBe(text);
    }

    [Fact]
    public void Lines_of_any_length_are_kept_apart()
    {
        var buffer = new TextBuffer();
        string longLine = new('x', 100_000);
        buffer.AddLine("one"u8);
        buffer.AddLine(Encoding.UTF8.GetBytes(longLine));
        buffer.AddLine(""u8);
        buffer.AddLine("two"u8);
        Encoding.UTF8.GetString(buffer.Bytes).ShouldBe($"one\n{longLine}\ntwo\n");
        buffer.Clear();
        buffer.Bytes.IsEmpty.ShouldBeTrue();
    }
}

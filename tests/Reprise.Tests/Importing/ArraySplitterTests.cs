using System.Text;
using System.Text.Json;
using Reprise.Importing.Chats;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Importing;

public sealed class ArraySplitterTests
{
    [Fact]
    public void Elements_are_given_byte_for_byte_whatever_the_chunks()
    {
        string[] elements =
        [
            """{"a": "]}, \" [", "b": [1, {"c": "\\"}]}""",
            "{ }",
            "\"a string, with ] and \\\" in it\"",
            "[[], [1,2], \"é𝄞\"]",
            "12.5",
            "null",
        ];
        byte[] text = Encoding.UTF8.GetBytes("\uFEFF \n[" + string.Join(" ,\n ", elements) + "\n]  ");
        for (int size = 1; size < 40; size++)
        {
            var splitter = new ArraySplitter(new SlowStream(text, size));
            Read(splitter).ShouldBe(elements);
            splitter.IsWhole.ShouldBeTrue();
        }
    }

    [Fact]
    public void What_a_parser_says_is_what_it_gives()
    {
        var random = new Random(11);
        for (int round = 0; round < 200; round++)
        {
            string text = "[" + string.Join(',', Enumerable.Range(0, random.Next(6)).Select(_ => Value(random, 0))) + "]";
            var splitter = new ArraySplitter(new SlowStream(Encoding.UTF8.GetBytes(text), random.Next(1, 50)));
            using var parsed = JsonDocument.Parse(text);
            Read(splitter).ShouldBe(parsed.RootElement.EnumerateArray().Select(value => value.GetRawText()));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{\"a\":[1]}")]
    [InlineData("text")]
    [InlineData("[{\"a\":\"unfinished")]
    [InlineData("[1,[2")]
    public void What_is_no_whole_array_says_so(string text)
    {
        var splitter = new ArraySplitter(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        Read(splitter);
        splitter.IsWhole.ShouldBeFalse();
    }

    [Fact]
    public void An_empty_array_is_whole()
    {
        var splitter = new ArraySplitter(new MemoryStream("[ ]"u8.ToArray()));
        Read(splitter).ShouldBeEmpty();
        splitter.IsWhole.ShouldBeTrue();
    }

    private static List<string> Read(ArraySplitter splitter)
    {
        List<string> elements = [];
        while (splitter.Next(out byte[]? element))
            elements.Add(Encoding.UTF8.GetString(element));
        return elements;
    }

    private static string Value(Random random, int depth) =>
        random.Next(depth > 3 ? 2 : 4) switch
        {
            0 => JsonSerializer.Serialize(
                new string([.. Enumerable.Range(0, random.Next(8)).Select(_ => "\"\\[]{},é a"[random.Next(10)])])
            ),
            1 => random.Next(1000).ToString(System.Globalization.CultureInfo.InvariantCulture),
            2 => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth + 1))) + "]",
            _ => "{"
                + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(i => $"\"k{i}\": {Value(random, depth + 1)}"))
                + "}",
        };

    /// <summary>Gives a few bytes at a time.</summary>
    private sealed class SlowStream(byte[] content, int size) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, size)]);
    }
}

using Reprise.Agents.Gemini;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Gemini;

public sealed class GeminiReaderTests
{
    private const string Id = "f1c70000-0000-4000-8000-000000000001";
    private const string Header =
        """{"sessionId":"f1c7","projectHash":"0b","startTime":"2026-05-01T09:00:00.000Z","kind":"main"}""";
    private const string Prompt =
        """{"id":"u1","timestamp":"2026-05-01T09:00:01.000Z","type":"user","content":[{"text":"list"}]}""";

    [Fact]
    public void A_message_that_is_written_again_is_told_once_with_what_is_new()
    {
        RecordingSink read = Read(
            Header,
            Prompt,
            """{"id":"a1","type":"gemini","content":"Looking","thoughts":[{"subject":"S","description":"D"}],"model":"g"}""",
            """{"id":"a1","type":"gemini","content":"Looking","thoughts":[{"subject":"S","description":"D"}],"model":"g","tokens":{"input":9,"output":2,"cached":4,"thoughts":3,"tool":1,"total":15}}""",
            """{"id":"a1","type":"gemini","content":"Looking","thoughts":[{"subject":"S","description":"D"}],"model":"g","tokens":{"input":9,"output":2,"cached":4,"thoughts":3,"tool":1,"total":15},"toolCalls":[{"id":"c1","name":"glob","args":{},"status":"executing"}]}""",
            """{"id":"a1","type":"gemini","content":"Looking","model":"g","toolCalls":[{"id":"c1","name":"glob","args":{},"status":"success","result":[{"functionResponse":{"id":"c1","name":"glob","response":{"output":"a.txt"}}}]}]}""",
            """{"id":"u2","type":"user","content":[{"functionResponse":{"id":"c1","name":"glob","response":{"output":"a.txt"}}}]}"""
        );
        (read.Prompts, read.Answers, read.ToolCalls, read.ToolResults).ShouldBe((1, 1, 1, 1));
        read.Total(SessionCount.Thinking).ShouldBe(1);
        read.Text.ToString().ReplaceLineEndings("\n").ShouldBe("list\nS\nD\nLooking\na.txt\n");
        read.Tokens()["g"].ShouldBe(new TokenUsage(Input: 6, Output: 2, CacheRead: 4, 0, 0, Reasoning: 3));
    }

    [Fact]
    public void What_is_taken_back_stays_and_what_comes_again_is_new()
    {
        RecordingSink read = Read(
            Header,
            Prompt,
            """{"id":"a1","type":"gemini","content":"One","model":"g","tokens":{"input":1,"output":1,"total":2}}""",
            """{"$rewindTo":"u1"}""",
            """{"id":"u3","type":"user","content":[{"text":"list all"}]}""",
            """{"$rewindTo":"nothing"}"""
        );
        (read.Prompts, read.Answers).ShouldBe((2, 1));
        read.Total(SessionCount.UnknownRecord).ShouldBe(0);
        read.Tokens()["g"].Total.ShouldBe(2);
    }

    [Fact]
    public void A_compression_is_a_summary_and_repeats_nothing()
    {
        RecordingSink read = Read(
            Header,
            Prompt,
            """{"id":"a1","type":"gemini","content":"One","model":"g","tokens":{"input":1,"output":1,"total":2}}""",
            """{"$set":{"messages":[{"id":"s1","type":"user","content":[{"text":"<state_snapshot>so far</state_snapshot>"}]},{"id":"s2","type":"gemini","content":[{"text":"Got it."}]},{"id":"a1","type":"gemini","content":[{"text":"[shortened]"}],"model":"g","tokens":{"input":1,"output":1,"total":2}}],"lastUpdated":"2026-05-01T09:09:00.000Z"}}"""
        );
        (read.Prompts, read.Answers).ShouldBe((1, 1));
        read.Total(SessionCount.Compaction).ShouldBe(1);
        read.Text.ToString().ShouldNotContain("shortened");
        read.Events.ShouldContain(line => line.StartsWith("begin s1 User Summary", StringComparison.Ordinal));
        read.Ended.ShouldBe(new DateTimeOffset(2026, 5, 1, 9, 9, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("/help", 0)]
    [InlineData("// what does this comment mean?", 1)]
    [InlineData("?", 0)]
    [InlineData("?key=1 is what the URL has", 1)]
    [InlineData("<hook_context>x</hook_context>", 0)]
    [InlineData("System: Please continue.", 0)]
    [InlineData("   ", 0)]
    [InlineData("go on", 1)]
    public void What_a_person_typed_is_told_from_the_rest(string text, long prompts) =>
        Read(Header, $$$"""{"id":"u1","type":"user","content":"{{{text}}}"}""").Prompts.ShouldBe(prompts);

    [Fact]
    public void What_was_typed_is_the_prompt_and_what_was_sent_is_a_note()
    {
        RecordingSink read = Read(
            Header,
            """{"id":"u1","type":"user","content":[{"text":"see @a"},{"text":"content of a"}],"displayContent":"see @a"}"""
        );
        read.Prompts.ShouldBe(1);
        read.FirstPrompt.ShouldBe("see @a");
        read.Events.ShouldContain(line => line.StartsWith("begin u1/sent User Meta", StringComparison.Ordinal));
    }

    [Fact]
    public void A_note_that_is_told_in_pieces_has_its_images_counted_once()
    {
        RecordingSink read = Read(
            Header,
            """{"id":"u1","type":"user","content":[{"inlineData":{"mimeType":"image/png","data":"AA=="}},{"fileData":{"mimeType":"image/webp","fileUri":"x"}},{"inlineData":{"mimeType":"application/pdf","data":"AA=="}}]}""",
            """{"id":"u1","type":"user","content":[{"inlineData":{"mimeType":"image/png","data":"AA=="}},{"fileData":{"mimeType":"image/webp","fileUri":"x"}}]}"""
        );
        read.Prompts.ShouldBe(1);
        read.Total(SessionCount.Image).ShouldBe(2);
    }

    [Fact]
    public void A_folder_counts_only_when_it_has_the_hash()
    {
        const string Hashed = "67ba4d4ef61ba6c7d9cd0c6b1ba2f3b7c2ea7d8b02a4e01c2ac8d8a4ecf0c1b5";
        RecordingSink read = Read(
            Header.Replace("\"0b\"", $"\"{Hashed}\"", StringComparison.Ordinal),
            """{"id":"a1","type":"gemini","content":"","model":"g","toolCalls":[{"id":"c1","name":"read_file","args":{"file_path":"/w/elsewhere/a.txt"}}]}"""
        );
        read.Folders.ShouldBeEmpty();
    }

    [Fact]
    public void A_subagent_is_counted_apart()
    {
        var sink = new RecordingSink(keepEvents: true);
        SessionReading.ReadFile(new GeminiAgent(), FileRole.Subagent, $"tmp/demo/chats/{Id}/b1.jsonl", Id, sink, Header, Prompt);
        sink.Subagents.ShouldBe(["b1"]);
        sink.Prompts.ShouldBe(0);
    }

    private static RecordingSink Read(params string[] lines) => SessionReading.ReadLines(new GeminiAgent(), Id, lines);
}

using Reprise.Agents.Droid;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Droid;

public sealed class DroidReaderTests
{
    private const string Id = "f1c70000-0000-4000-8000-000000000001";

    [Theory]
    [InlineData("\"content\":\"go on\"", 1, "go on")]
    [InlineData(
        "\"content\":[{\"type\":\"text\",\"text\":\"<system-reminder>a</system-reminder>\\n<system-reminder>b</system-reminder> go on\"}]",
        1,
        "go on"
    )]
    [InlineData(
        "\"content\":[{\"type\":\"text\",\"text\":\"<system-reminder>a</system-reminder>\"}]",
        0,
        "<system-reminder>a</system-reminder>"
    )]
    [InlineData("\"content\":[{\"type\":\"text\",\"text\":\"<system-reminder>a\"}]", 0, "<system-reminder>a")]
    [InlineData("\"content\":\"x\",\"visibility\":\"llm_only\"", 0, "x")]
    [InlineData("\"content\":\"x\",\"visibility\":\"user_only\"", 0, "x")]
    [InlineData("\"content\":\"x\",\"userMessageSource\":\"automation\"", 0, "x")]
    [InlineData("\"content\":\"x\",\"hookEventName\":\"Stop\"", 0, "x")]
    [InlineData("\"content\":[]", 0, "")]
    public void What_a_person_typed_is_told_from_the_rest(string members, long prompts, string text)
    {
        RecordingSink read = Read(Message("1", $"\"role\":\"user\",{members}"));
        read.Prompts.ShouldBe(prompts);
        read.Text.ToString().Trim().ShouldBe(text);
        read.Total(SessionCount.UnknownRecord).ShouldBe(0);
    }

    [Fact]
    public void A_session_that_another_one_started_has_no_prompts()
    {
        RecordingSink read = Read(
            """{"type":"session_start","id":"x","cwd":"/w","callingSessionId":"p","callingToolUseId":"c"}""",
            Message("1", "\"role\":\"user\",\"content\":\"do it\""),
            Message("2", "\"role\":\"assistant\",\"content\":[]")
        );
        read.Parent.ShouldBe("p");
        read.Prompts.ShouldBe(0);
        read.Answers.ShouldBe(1);
    }

    [Theory]
    [InlineData("\"title\":\"t\",\"sessionTitle\":\"s\",\"isSessionTitleManuallySet\":true", "t", null)]
    [InlineData("\"title\":\"t\",\"sessionTitle\":\"s\"", null, "t")]
    [InlineData("\"title\":\"New Session\",\"sessionTitle\":\"s\"", null, "s")]
    [InlineData("\"title\":\"New Session\"", null, null)]
    public void A_title_was_given_or_made_up(string members, string? given, string? madeUp)
    {
        RecordingSink read = Read($$"""{"type":"session_start","id":"x","parent":"f",{{members}}}""");
        read.CustomTitle.ShouldBe(given);
        read.GeneratedTitle.ShouldBe(madeUp);
        read.ForkedFrom.ShouldBe("f");
    }

    [Theory]
    [InlineData("\"summaryText\":\"so far\"")]
    [InlineData("\"summary\":{\"title\":\"x\",\"body\":\"so far\"}")]
    public void A_compaction_is_a_summary(string members)
    {
        RecordingSink read = Read($$"""{"type":"compaction_state","id":"1",{{members}}}""");
        read.Total(SessionCount.Compaction).ShouldBe(1);
        read.Text.ToString().Trim().ShouldBe("so far");
        read.Prompts.ShouldBe(0);
    }

    [Theory]
    [InlineData(100, 40, 60, 40)]
    [InlineData(100, 400, 100, 400)]
    [InlineData(0, 0, 0, 0)]
    public void Thinking_is_a_part_of_the_output(long output, long thinking, long told, long reasoning)
    {
        var sink = new RecordingSink();
        SessionReading.ReadFile(
            new DroidAgent(),
            FileRole.Metadata,
            "sessions/-w/x.settings.json",
            Id,
            sink,
            $$$"""{"model":"m","tokenUsage":{"outputTokens":{{{output}}},"thinkingTokens":{{{thinking}}}}}"""
        );
        sink.Tokens()["m"].Output.ShouldBe(told);
        sink.Tokens()["m"].Reasoning.ShouldBe(reasoning);
    }

    [Fact]
    public void Roles_blocks_and_records_that_nobody_knows_are_counted()
    {
        RecordingSink read = Read(
            Message("1", "\"role\":\"oracle\",\"content\":\"x\""),
            Message("2", "\"role\":\"assistant\",\"content\":[{\"type\":\"smell\"}]"),
            """{"type":"weather","id":"3"}"""
        );
        read.Total(SessionCount.UnknownRecord).ShouldBe(3);
    }

    private static string Message(string id, string members) =>
        $$$"""{"type":"message","id":"{{{id}}}","timestamp":"2026-09-01T08:00:00.000Z","message":{{{{members}}}}}""";

    private static RecordingSink Read(params string[] lines) => SessionReading.ReadLines(new DroidAgent(), Id, lines);
}

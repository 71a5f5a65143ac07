using Reprise.Agents.Qwen;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Qwen;

public sealed class QwenReaderTests
{
    private const string Id = "f1c70000-0000-4000-8000-000000000001";

    [Fact]
    public void Records_of_one_response_are_one_answer_with_its_tokens_once()
    {
        RecordingSink read = Read(
            Answer("1", "\"text\":\"x\"", 9),
            Answer("2", "\"text\":\"x y\"", 9),
            Answer("3", "\"functionCall\":{\"id\":\"c\",\"name\":\"glob\",\"args\":{}}", null),
            Answer("4", "\"text\":\"z\"", 11)
        );
        read.Answers.ShouldBe(2);
        read.Tokens()["m"].Output.ShouldBe(20);
        read.ToolCalls.ShouldBe(1);
    }

    [Fact]
    public void The_same_tokens_after_a_result_are_another_answer()
    {
        RecordingSink read = Read(
            Answer("1", "\"functionCall\":{\"id\":\"c\",\"name\":\"glob\",\"args\":{}}", 9),
            Record(
                "2",
                "tool_result",
                """
                "message":{"parts":[{"functionResponse":{"id":"c","response":{"output":"a"}}}]},"toolCallResult":{"callId":"c","status":"success"}
                """
            ),
            Answer("3", "\"text\":\"x\"", 9)
        );
        read.Answers.ShouldBe(2);
        read.Tokens()["m"].Output.ShouldBe(18);
    }

    [Theory]
    [InlineData("\"message\":{\"parts\":[{\"text\":\"go on\"}]}", 1)]
    [InlineData("\"subtype\":\"mid_turn_user_message\",\"message\":{\"parts\":[{\"text\":\"go on\"}]}", 1)]
    [InlineData("\"subtype\":\"cron\",\"message\":{\"parts\":[{\"text\":\"go on\"}]}", 0)]
    [InlineData("\"provenance\":\"goal_runtime\",\"message\":{\"parts\":[{\"text\":\"go on\"}]}", 0)]
    [InlineData("\"message\":{\"parts\":[{\"text\":\"/about\"}]}", 0)]
    [InlineData("\"message\":{\"parts\":[]}", 0)]
    [InlineData("\"systemPayload\":{\"displayText\":\"see @a\"},\"message\":{\"parts\":[{\"text\":\"<hook_context>\"}]}", 1)]
    public void What_a_person_typed_is_told_from_the_rest(string members, long prompts) =>
        Read(Record("1", "user", members)).Prompts.ShouldBe(prompts);

    [Fact]
    public void A_title_that_was_made_up_gives_way_to_one_that_was_given()
    {
        RecordingSink read = Read(
            Record(
                "1",
                "system",
                """
                "subtype":"custom_title","systemPayload":{"customTitle":"Given","titleSource":"manual"}
                """
            ),
            Record(
                "2",
                "system",
                """
                "subtype":"custom_title","systemPayload":{"customTitle":"Made up","titleSource":"auto"}
                """
            )
        );
        read.Title.ShouldBe("Given");
        read.GeneratedTitle.ShouldBe("Made up");
    }

    [Fact]
    public void Where_a_session_comes_from_is_told()
    {
        RecordingSink read = Read(
            Record(
                "1",
                "system",
                """
                "subtype":"parent_session","systemPayload":{"parentSessionId":"p1"}
                """
            ),
            Record(
                "2",
                "user",
                """
                "forkedFrom":{"sessionId":"f1","messageUuid":"2"},"message":{"parts":[{"text":"x"}]}
                """
            )
        );
        read.Parent.ShouldBe("p1");
        read.ForkedFrom.ShouldBe("f1");
    }

    [Fact]
    public void A_compression_is_a_summary_and_an_error_of_the_provider_is_counted()
    {
        RecordingSink read = Read(
            Record(
                "1",
                "system",
                """
                "subtype":"chat_compression","systemPayload":{"compressedHistory":[{"parts":[{"text":"so far"}]},{"parts":[{"text":"kept"}]}]}
                """
            ),
            Record(
                "2",
                "system",
                """
                "subtype":"ui_telemetry","systemPayload":{"uiEvent":{"event.name":"qwen-code.api_error"}}
                """
            )
        );
        read.Total(SessionCount.Compaction).ShouldBe(1);
        read.Total(SessionCount.ApiError).ShouldBe(1);
        read.Text.ToString().Trim().ShouldBe("so far");
    }

    [Fact]
    public void A_sidechain_in_the_sessions_own_file_is_counted_apart()
    {
        RecordingSink read = Read(
            Record(
                "1",
                "user",
                """
                "isSidechain":true,"agentId":"explore-1","message":{"parts":[{"text":"x"}]}
                """
            )
        );
        read.Prompts.ShouldBe(0);
        read.Subagents.ShouldBe(["explore-1"]);
    }

    private static string Answer(string uuid, string part, int? output)
    {
        string usage = output is null ? "" : $",\"usageMetadata\":{{\"promptTokenCount\":5,\"candidatesTokenCount\":{output}}}";
        return Record(uuid, "assistant", $"\"model\":\"m\",\"message\":{{\"parts\":[{{{part}}}]}}{usage}");
    }

    private static string Record(string uuid, string type, string members) =>
        $$"""{"uuid":"{{uuid}}","sessionId":"{{Id}}","timestamp":"2026-06-15T14:40:22.000Z","type":"{{type}}",{{members.Trim()}}}""";

    private static RecordingSink Read(params string[] lines) => SessionReading.ReadLines(new QwenAgent(), Id, lines);
}

namespace Reprise.Benchmarks.Usage.Planted;

/// <summary>Claude Code: one response of 80 tokens and an output, told in several ways.</summary>
internal static class ClaudeCodeCases
{
    private const string Id = "11111111-1111-4111-8111-111111111111";
    private const string Project = ".claude/projects/-w-p/";
    private const string Transcript = $"{Project}{Id}.jsonl";
    private const string Subagent = $"{Project}{Id}/subagents/agent-abc1234.jsonl";
    private static int _records;

    public static IReadOnlyList<PlantedCase> All =>
        [
            Of(
                "Claude Code: output 1, 5, 200 in three records of one response",
                280,
                Answer(1, isLast: false),
                Answer(5, isLast: false),
                Answer(200)
            ),
            Of("Claude Code: output 200 while written, 50 when complete", 130, Answer(200, isLast: false), Answer(50)),
            Of("Claude Code: the request id missing in the second record", 100, Answer(20), Answer(20, request: null)),
            Of(
                "Claude Code: no request ids, a second apart",
                100,
                Answer(20, request: null),
                Answer(20, request: null, second: 2)
            ),
            Of("Claude Code: a subagent's response in the transcript only", 100, Progress(20)),
            new(
                "Claude Code: a subagent's response in the transcript with output 1, in its own file with 20",
                100,
                (Transcript, [Prompt(), Progress(1)]),
                (
                    Subagent,
                    [
                        Record("user", Message("user"), ",\"isSidechain\":true,\"agentId\":\"abc1234\""),
                        Answer(20, more: ",\"isSidechain\":true,\"agentId\":\"abc1234\""),
                    ]
                )
            ),
            Of("Claude Code: an API error with usage", null, Answer(20, more: ",\"isApiErrorMessage\":true")),
        ];

    private static PlantedCase Of(string name, long? right, params string[] lines) =>
        new(name, right, (Transcript, [Prompt(), .. lines]));

    private static string Prompt() => Record("user", Message("user"), "");

    private static string Answer(int output, string? request = "req_01", bool isLast = true, int second = 1, string more = "") =>
        Record(
            "assistant",
            Message("assistant", output, isLast),
            (request is null ? "" : $",\"requestId\":\"{request}\"") + more,
            second
        );

    private static string Progress(int output)
    {
        string copy = Record("assistant", Message("assistant", output, isLast: false), ",\"requestId\":\"req_01\"");
        return Record("progress", null, $",\"data\":{{\"type\":\"agent_progress\",\"agentId\":\"abc1234\",\"message\":{copy}}}");
    }

    private static string Record(string type, string? message, string more, int second = 1) =>
        $"{{\"type\":\"{type}\",\"uuid\":\"{++_records:x8}-0000-4000-8000-000000000000\",\"sessionId\":\"{Id}\",\"cwd\":\"/w/p\",\"version\":\"2.1.0\","
        + $"\"timestamp\":\"2026-03-01T10:00:0{second}.000Z\""
        + (message is null ? "" : $",\"message\":{message}")
        + more
        + "}";

    private static string Message(string role, int output = 0, bool isLast = true) =>
        role == "user"
            ? "{\"role\":\"user\",\"content\":\"hi\"}"
            : "{\"id\":\"msg_01\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5\",\"content\":[],"
                + $"\"stop_reason\":{(isLast ? "\"end_turn\"" : "null")},\"usage\":{{\"input_tokens\":10,\"output_tokens\":{output},"
                + "\"cache_read_input_tokens\":30,\"cache_creation_input_tokens\":40}}";
}

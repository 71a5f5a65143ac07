namespace Reprise.Benchmarks.Usage.Planted;

/// <summary>Codex: requests of 120 tokens each, 5 of them reasoning.</summary>
internal static class CodexCases
{
    private const string First = "11111111-1111-4111-8111-111111111111";
    private const string Second = "22222222-2222-4222-8222-222222222222";

    public static IReadOnlyList<PlantedCase> All =>
        [
            Of("Codex: an event repeated with unchanged totals", 120, Event(1, 1, 1), Event(9, 1, 1)),
            Of("Codex: two requests at one instant", 240, Event(1, 1, 1), Event(1, 2, 1)),
            Of("Codex: an event lost, so that totals grow by two requests", 360, Event(1, 1, 1), Event(2, 3, 1)),
            new(
                "Codex: a fork that repeats a request and makes another",
                240,
                (Path(First, 1), [Meta(First), Model, Prompt(1), Event(1, 1, 1)]),
                (
                    Path(Second, 2),
                    [
                        Meta(Second, $",\"forked_from_id\":\"{First}\"", day: 2),
                        Meta(First, day: 2),
                        Model,
                        Prompt(day: 2),
                        Event(1, 1, 1, day: 2),
                        Prompt(day: 2),
                        Event(4, 2, 1, day: 2),
                    ]
                )
            ),
            Of("Codex: totals without the last request", 240, Event(1, 1, null), Event(2, 2, null)),
            Of("Codex: last requests without totals, which no release writes", 240, Event(1, null, 1), Event(2, null, 1)),
        ];

    private const string Model =
        """{"timestamp":"2026-03-01T10:00:00.500Z","type":"turn_context","payload":{"cwd":"/w/p","model":"gpt-5-codex"}}""";

    private static PlantedCase Of(string name, long right, params string[] events) =>
        new(name, right, (Path(First, 1), [Meta(First), Model, .. events]));

    private static string Path(string id, int day) =>
        $".codex/sessions/2026/03/0{day}/rollout-2026-03-0{day}T10-00-00-{id}.jsonl";

    private static string Meta(string id, string more = "", int day = 1) =>
        $"{{\"timestamp\":\"2026-03-0{day}T10:00:00.000Z\",\"type\":\"session_meta\",\"payload\":{{\"id\":\"{id}\",\"timestamp\":\"2026-03-0{day}T10:00:00.000Z\","
        + $"\"cwd\":\"/w/p\",\"originator\":\"codex_cli_rs\",\"cli_version\":\"0.140.0\",\"source\":\"cli\"{more}}}}}";

    private static string Prompt(int day) =>
        $"{{\"timestamp\":\"2026-03-0{day}T10:00:00.600Z\",\"type\":\"event_msg\",\"payload\":{{\"type\":\"user_message\",\"message\":\"hi\"}}}}";

    private static string Event(int second, int? total, int? last, int day = 1) =>
        $"{{\"timestamp\":\"2026-03-0{day}T10:00:0{second}.000Z\",\"type\":\"event_msg\",\"payload\":{{\"type\":\"token_count\",\"info\":{{"
        + (total is { } all ? $"\"total_token_usage\":{Requests(all)}," : "")
        + (last is { } one ? $"\"last_token_usage\":{Requests(one)}," : "")
        + "\"model_context_window\":1000}}}";

    private static string Requests(int count) =>
        $"{{\"input_tokens\":{100 * count},\"cached_input_tokens\":{60 * count},\"output_tokens\":{20 * count},"
        + $"\"reasoning_output_tokens\":{5 * count},\"total_tokens\":{120 * count}}}";
}

using Reprise.Agents;
using Reprise.Agents.Codex;

namespace Reprise.Fuzz.Targets;

/// <summary>The reader of Codex.</summary>
internal sealed class CodexTarget : ReaderTarget
{
    public override string Name => "codex";

    protected override IAgent Agent { get; } = new CodexAgent();

    protected override string FileName =>
        "sessions/2026/05/01/rollout-2026-05-01T10-00-00-0196a000-0000-7000-8000-000000000001.jsonl";

    protected override string SessionId => "0196a000-0000-7000-8000-000000000001";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of(
            "\"type\":\"event_msg\"",
            "\"type\":\"response_item\"",
            "\"type\":\"session_meta\"",
            "\"payload\":{",
            "\"user_message\"",
            "\"message\"",
            "\"role\":\"user\"",
            "\"role\":\"assistant\"",
            "\"token_count\"",
            "\"total_token_usage\":{",
            "\"last_token_usage\":{",
            "\"ordinal\":1",
            "<environment_context><cwd>/x</cwd>",
            "\"compacted\"",
            "\"function_call_output\"",
            "\"output\":\"{\\\"output\\\":\\\"x\\\"}\"",
            "\"turn_aborted\""
        ),
    ];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            """
            {"timestamp":"2026-05-01T10:00:00.000Z","type":"session_meta","payload":{"id":"0196a000-0000-7000-8000-000000000001","timestamp":"2026-05-01T10:00:00.000Z","cwd":"/w","originator":"codex-tui","cli_version":"0.139.0","source":"cli","git":{"branch":"main","repository_url":"https://example.test/r.git"}}}
            {"timestamp":"2026-05-01T10:00:01Z","type":"turn_context","payload":{"cwd":"/w/sub","model":"gpt-5"}}
            {"timestamp":"2026-05-01T10:00:01Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"add a test"}]}}
            {"timestamp":"2026-05-01T10:00:01Z","type":"event_msg","payload":{"type":"user_message","message":"add a test","images":["x"]}}
            {"timestamp":"2026-05-01T10:00:02Z","type":"response_item","payload":{"type":"reasoning","summary":[{"type":"summary_text","text":"think"}],"encrypted_content":"x"}}
            {"timestamp":"2026-05-01T10:00:03Z","type":"response_item","payload":{"type":"function_call","name":"shell","arguments":"{\"command\":[\"ls\"]}","call_id":"c1"}}
            {"timestamp":"2026-05-01T10:00:04Z","type":"response_item","payload":{"type":"function_call_output","call_id":"c1","output":"{\"output\":\"x\",\"metadata\":{\"exit_code\":1}}"}}
            {"timestamp":"2026-05-01T10:00:05Z","type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":10,"cached_input_tokens":2,"output_tokens":3,"reasoning_output_tokens":1,"total_tokens":13},"last_token_usage":{"input_tokens":10,"cached_input_tokens":2,"output_tokens":3,"reasoning_output_tokens":1,"total_tokens":13}}}}
            {"timestamp":"2026-05-01T10:00:06Z","type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"done"}]}}
            {"timestamp":"2026-05-01T10:00:07Z","type":"compacted","payload":{"message":"summary"}}
            """,
            """
            {"id":"0196a000-0000-7000-8000-000000000001","timestamp":"2025-08-01T10:00:00.000Z","instructions":null,"git":{}}
            {"record_type":"state"}
            {"type":"message","role":"user","content":[{"type":"input_text","text":"<environment_context><cwd>/w</cwd></environment_context>"}]}
            {"type":"message","role":"user","content":[{"type":"input_text","text":"hello"}]}
            {"type":"message","role":"assistant","content":[{"type":"output_text","text":"hi"}]}
            {"type":"local_shell_call","call_id":"c","action":{"command":["ls"]}}
            """,
            """{"session":{"id":"a","timestamp":"2025-04-20T10:00:00Z"},"items":[{"type":"message","role":"user","content":[{"type":"input_text","text":"hello"}]},{"type":"function_call","name":"shell","arguments":"{}","call_id":"c"}]}"""
        );

    protected override void LookAtHead(ReadOnlySpan<byte> head) => CodexHead.TryRead(head, out _);
}

using Reprise.Agents;
using Reprise.Agents.ClaudeCode;

namespace Reprise.Fuzz.Targets;

/// <summary>The reader of Claude Code.</summary>
internal sealed class ClaudeCodeTarget : ReaderTarget
{
    public override string Name => "claude-code";

    protected override IAgent Agent { get; } = new ClaudeCodeAgent();

    protected override string FileName => "projects/-w-demo/10000000-0000-4000-8000-000000000000.jsonl";

    protected override string SessionId => "10000000-0000-4000-8000-000000000000";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of(
            "\"type\":\"user\"",
            "\"type\":\"assistant\"",
            "\"type\":\"system\"",
            "\"type\":\"summary\"",
            "\"isSidechain\":true",
            "\"isMeta\":true",
            "\"parentUuid\":\"u1\"",
            "\"uuid\":\"u1\"",
            "\"message\":",
            "\"content\":",
            "\"tool_result\"",
            "\"tool_use\"",
            "\"agentId\":\"a\"",
            "\"isCompactSummary\":true",
            "\"usage\":{",
            "\"timestamp\":\"9999-12-31T23:59:59.999-14:00\"",
            "\"custom-title\"",
            "\"customTitle\":\"\"",
            "[Request interrupted by user]",
            "<command-name>",
            "\"toolUseResult\":",
            "\"queued_command\""
        ),
    ];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            """
            {"parentUuid":null,"isSidechain":false,"cwd":"/w","sessionId":"10000000-0000-4000-8000-000000000000","version":"2.1.0","gitBranch":"main","type":"user","message":{"role":"user","content":"list"},"uuid":"u1","timestamp":"2026-09-01T08:00:00.000Z"}
            {"parentUuid":"u1","isSidechain":false,"type":"assistant","message":{"id":"msg_1","model":"m","role":"assistant","content":[{"type":"thinking","thinking":"t","signature":"s"},{"type":"text","text":"ok"},{"type":"tool_use","id":"t1","name":"Bash","input":{"command":"ls"}}],"usage":{"input_tokens":1,"cache_creation":{"ephemeral_5m_input_tokens":2,"ephemeral_1h_input_tokens":3},"output_tokens":4}},"requestId":"r1","uuid":"u2","timestamp":"2026-09-01T08:00:01Z"}
            {"parentUuid":"u2","isSidechain":false,"type":"user","message":{"role":"user","content":[{"tool_use_id":"t1","type":"tool_result","content":[{"type":"text","text":"a"},{"type":"image","source":{}}],"is_error":true}]},"toolUseResult":{"stdout":"a","stderr":"","interrupted":false},"uuid":"u3"}
            """,
            """
            {"type":"summary","summary":"A title","leafUuid":"u9"}
            {"parentUuid":null,"isSidechain":true,"type":"user","message":{"role":"user","content":"go"},"uuid":"s1"}
            {"parentUuid":"s1","isSidechain":true,"type":"assistant","message":{"id":"msg_2","model":"m","content":[{"type":"text","text":"x"}]},"uuid":"s2"}
            {"type":"system","subtype":"compact_boundary","content":"Conversation compacted","uuid":"u4","isMeta":false}
            {"type":"attachment","attachment":{"type":"queued_command","prompt":"more","commandMode":"prompt"},"uuid":"u5"}
            {"type":"custom-title","customTitle":"Mine","sessionId":"10000000-0000-4000-8000-000000000000"}
            {"type":"file-history-snapshot","messageId":"u1","snapshot":{"trackedFileBackups":{}}}
            {"type":"user","message":{"content":[{"type":"text","text":"[Request interrupted by user]"}]},"uuid":"u6"}
            {"type":"assistant","isApiErrorMessage":true,"message":{"model":"<synthetic>","content":[{"type":"text","text":"API Error"}]},"uuid":"u7"}
            """
        );

    protected override void LookAtHead(ReadOnlySpan<byte> head) => ClaudeCodeHead.TryRead(head, out _);
}

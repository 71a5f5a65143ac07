using Reprise.Fuzz.Targets;

namespace Reprise.Fuzz;

/// <summary>All targets; the only place that names them.</summary>
internal static class FuzzTargets
{
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new ClaudeCodeTarget(),
        new CodexTarget(),
        new GeminiTarget(),
        new CopilotCliTarget(),
        new QwenTarget(),
        new CopilotVscodeTarget(),
        new RowTarget("opencode", "opencode.db"),
        new RowTarget("cursor", "User/globalStorage/state.vscdb"),
        new RowTarget("goose", "sessions/sessions.db"),
        new RowTarget("crush", ".crush/crush.db"),
        new RowTarget("zed", "threads/threads.db"),
        new LinesTarget(
            "cursor-transcript",
            "cursor",
            "projects/w-demo/agent-transcripts/f1c70000-0000-4000-8000-000000000001/f1c70000-0000-4000-8000-000000000001.jsonl",
            """
            {"role":"user","message":{"content":[{"type":"text","text":"<user_query>\nSort it\n</user_query>"}]}}
            {"role":"assistant","message":{"content":[{"type":"text","text":"x"},{"type":"tool_use","name":"Read","input":{"path":"a"}}]}}
            """
        ),
        new LinesTarget(
            "goose-lines",
            "goose",
            "sessions/20250801_101112.jsonl",
            """
            {"working_dir":"/w","description":"d","accumulated_input_tokens":45,"accumulated_output_tokens":15}
            {"id":"m","role":"user","created":1754043072,"content":[{"type":"text","text":"x"},{"type":"image"}]}
            {"role":"assistant","created":1754043073,"content":[{"type":"toolRequest","id":"c","toolCall":{"value":{"name":"n","arguments":{}}}}]}
            {"role":"user","content":[{"type":"toolResponse","id":"c","toolResult":{"status":"error","error":"e"}}]}
            """
        ),
        new LinesTarget(
            "cline",
            "cline",
            "tasks/f1c70000-0000-4000-8000-000000000001/api_conversation_history.json",
            """
            [{"role":"user","content":[{"type":"text","text":"<task>\nx\n</task>"},{"type":"text","text":"<environment_details>\n# Current Working Directory (c:/w) Files\n<model>m</model>"}],"ts":1780300000000},{"role":"assistant","content":[{"type":"text","text":"<thinking>\na\n</thinking>\n<read_file>\n<path>a</path>\n</read_file>"}]},{"role":"user","content":[{"type":"text","text":"[read_file for 'a'] Result:"},{"type":"text","text":"b"}]}]
            [{"role":"assistant","content":[{"type":"thinking","thinking":"t"},{"type":"tool_use","id":"c","name":"n","input":{}}]},{"role":"user","content":[{"type":"tool_result","tool_use_id":"c","content":"{\"status\":\"denied\",\"feedback\":\"f\"}"},{"type":"image"}]}]
            {"version":1,"agent":"lead","sessionId":"s","origin":{"version":"3"},"messages":[{"id":"a","role":"user","content":"x"},{"id":"b","role":"assistant","content":"y","modelInfo":{"id":"m"},"metrics":{"inputTokens":9,"cacheReadTokens":4}}]}
            """
        ),
        new LinesTarget(
            "cline-screen",
            "cline",
            "tasks/f1c70000-0000-4000-8000-000000000001/ui_messages.json",
            """
            [{"ts":1780300000000,"type":"say","say":"api_req_started","text":"{\"apiProtocol\":\"openai\",\"request\":\"<environment_details>\n<model>m</model>\",\"tokensIn\":9,\"cacheReads\":4}"},{"ts":1780300001000,"type":"say","say":"reasoning","text":"t"}]
            [{"ts":1780300002000,"type":"ask","ask":"api_req_failed","text":"x"},{"ts":1,"type":"say","say":"subagent_usage","text":"{\"tokensIn\":1}"},{"type":"say","say":"compaction","text":"{\"status\":\"completed\"}"}]
            """
        ),
        new LinesTarget(
            "continue",
            "continue",
            "sessions/f1c70000-0000-4000-8000-000000000001.json",
            """
            {"sessionId":"s","title":"t","workspaceDirectory":"file:///c%3A/w","history":[{"message":{"role":"user","content":[{"type":"text","text":"x"},{"type":"imageUrl"}]},"contextItems":[{"content":"y"}]},{"message":{"role":"thinking","content":"t"}}],"usage":{"promptTokens":9,"promptTokensDetails":{"cachedTokens":4}}}
            {"sessionId":"s","history":[{"message":{"role":"assistant","content":"x","toolCalls":[{"id":"c","function":{"name":"n","arguments":"{}"}}],"usage":{"completionTokens":2}},"toolCallStates":[{"toolCallId":"c","status":"errored","output":[{"content":"o"}]}],"reasoning":{"text":"r","startAt":1780300000000},"conversationSummary":"s"}]}
            """
        ),
        new LinesTarget(
            "pi",
            "pi",
            "agent/sessions/--w--/2026-03-01T08-00-00-000Z_f1c70000-0000-4000-8000-000000000001.jsonl",
            """
            {"type":"session","version":3,"id":"s","timestamp":"2026-03-01T08:00:00.000Z","cwd":"/w","parentSession":"/p/x.jsonl"}
            {"type":"message","id":"1","timestamp":"2026-03-01T08:00:01.000Z","message":{"role":"user","content":[{"type":"text","text":"x"},{"type":"image"}]}}
            {"type":"message","id":"2","message":{"role":"assistant","model":"m","content":[{"type":"thinking","thinking":"t"},{"type":"toolCall","id":"c","name":"read","arguments":{}}],"usage":{"input":1,"output":2,"cacheRead":3,"cacheWrite":4},"stopReason":"error","errorMessage":"e"}}
            {"type":"message","message":{"role":"toolResult","toolCallId":"c","content":[{"type":"text","text":"x"}],"isError":true}}
            {"type":"message","message":{"role":"bashExecution","command":"ls","output":"a"}}
            {"type":"compaction","summary":"s"}
            {"type":"session_info","name":"n"}
            """
        ),
        new LinesTarget(
            "aider",
            "aider",
            "demo/.aider.chat.history.md",
            """
            # aider chat started at 2026-05-01 10:00:00
            > Main model: m with diff edit format
            #### add a test  
            Done.
            > Tokens: 2.1k sent, 1.0k cache hit, 310 received.
            > Applied edit to a.ts
            """
        ),
        new LinesTarget(
            "windsurf",
            "windsurf",
            "transcripts/f1c70000-0000-4000-8000-000000000001.jsonl",
            """
            {"status":"done","type":"user_input","user_input":{"user_response":"x"}}
            {"planner_response":{"response":"y"},"status":"done","type":"planner_response"}
            {"run_command":{"command":"c","cwd":"file:///c%3A/w","output":"o","n":[1]},"status":"error","type":"run_command"}
            """
        ),
        new ZstandardTarget(),
        new JsonTapeTarget(),
        new RecordSplitterTarget(),
        new ManifestTarget(isForged: false),
        new ManifestTarget(isForged: true),
        new QueryTarget(),
        new MaskerTarget(),
        new OracleTarget(),
        new JournalTarget(),
        new RedactionTarget(),
    ];
}

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
            "droid",
            "droid",
            "sessions/-w/f1c70000-0000-4000-8000-000000000001.jsonl",
            """
            {"type":"session_start","id":"s","title":"t","cwd":"/w","callingSessionId":"p"}
            {"type":"message","id":"1","timestamp":"2026-09-01T08:00:00.000Z","message":{"role":"user","content":[{"type":"text","text":"<system-reminder>a</system-reminder> x"},{"type":"image"}]}}
            {"type":"message","id":"2","message":{"role":"assistant","modelId":"m","content":[{"type":"thinking","thinking":"t"},{"type":"tool_use","id":"c","name":"Read","input":{}}]}}
            {"type":"message","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"c","is_error":true,"content":[{"type":"text","text":"x"}]}]}}
            {"type":"compaction_state","id":"3","summaryText":"s"}
            """
        ),
        new LinesTarget(
            "kimi",
            "kimi",
            "sessions/wd_w/f1c70000-0000-4000-8000-000000000001/agents/main/wire.jsonl",
            """
            {"type":"metadata","protocol_version":"1.4","created_at":1788249600000}
            {"type":"config.update","environmentDisclosure":{"cwd":"/w"}}
            {"type":"turn.prompt","input":[{"type":"text","text":"x"},{"type":"image_url"}],"origin":{"kind":"user"},"time":1788249600001}
            {"type":"context.append_message","message":{"role":"user","content":[{"type":"text","text":"x"}],"origin":{"kind":"user"}}}
            {"type":"llm.request","model":"m","modelAlias":"p/m","attempt":"2/10"}
            {"type":"context.append_loop_event","event":{"type":"content.part","stepUuid":"s","part":{"type":"think","think":"t"}}}
            {"type":"context.append_loop_event","event":{"type":"tool.call","stepUuid":"s","toolCallId":"c","name":"Bash","args":{}}}
            {"type":"context.append_loop_event","event":{"type":"tool.result","toolCallId":"c","result":{"output":"o","isError":true}}}
            {"type":"usage.record","model":"p/m","usage":{"inputOther":1,"output":2,"inputCacheRead":3},"time":1788249600002}
            {"type":"context.apply_compaction","summary":"s"}
            """
        ),
        new LinesTarget(
            "kimi-cli",
            "kimi",
            "sessions/0b7dfb1274ee51b336813b17f2ddab1f/f1c70000-0000-4000-8000-000000000001/wire.jsonl",
            """
            {"timestamp":1767600000.5,"message":{"type":"TurnBegin","payload":{"user_input":"x"}}}
            {"timestamp":1767600001.5,"message":{"type":"StepBegin","payload":{"n":1}}}
            {"timestamp":1767600002.5,"message":{"type":"ContentPart","payload":{"type":"text","text":"x"}}}
            {"timestamp":1767600003.5,"message":{"type":"ToolCall","payload":{"id":"c","function":{"name":"n","arguments":"{}"}}}}
            {"timestamp":1767600004.5,"message":{"type":"ToolResult","payload":{"tool_call_id":"c","return_value":{"is_error":true,"output":"o","message":"m"}}}}
            {"timestamp":1767600005.5,"message":{"type":"StatusUpdate","payload":{"token_usage":{"input_other":1,"output":2},"message_id":"i"}}}
            {"message":{"type":"SubagentEvent","payload":{"task_tool_call_id":"t","event":{"type":"StepBegin","payload":{"n":1}}}}}
            {"role":"_system_prompt","content":"The current working directory is `/w`."}
            {"role":"assistant","content":"x","tool_calls":[{"id":"c","function":{"name":"n","arguments":"{}"}}]}
            {"role":"tool","content":"<system>ERROR: x</system>","tool_call_id":"c"}
            """
        ),
        new LinesTarget(
            "amp",
            "amp",
            "threads/T-f1c70000-0000-4000-8000-000000000001.json",
            """
            {"v":220,"id":"T-1","created":1772241173000,"title":"t","messages":[{"role":"user","messageId":0,"content":[{"type":"text","text":"x"}],"meta":{"sentAt":1772241173001}}],"env":{"initial":{"trees":[{"uri":"file:///w","repository":{"ref":"refs/heads/main"}}]}}}
            {"messages":[{"role":"assistant","content":[{"type":"tool_use","id":"c","name":"n","input":{}}],"state":{"type":"cancelled"},"usage":{"model":"gpt-5","inputTokens":1,"cacheCreationInputTokens":2}}]}
            {"messages":[{"role":"user","content":[{"type":"tool_result","toolUseID":"c","run":{"status":"error","result":{"output":"o"},"error":{"message":"m"}}}]}]}
            {"messages":[{"role":"info","content":[{"type":"summary","summary":{"summary":"s"}},{"type":"manual_bash_invocation","args":{"cmd":"ls"},"toolRun":{}}]}],"usageLedger":{"events":[{"tokens":{"input":1}}]}}
            """
        ),
        new LinesTarget(
            "vibe",
            "vibe",
            "logs/session/session_20260301_080000_f1c70000/messages.jsonl",
            """
            {"role":"user","content":"x","injected":false,"message_id":"1","images":[{}]}
            {"role":"assistant","content":"x","injected":false,"reasoning_content":"t","tool_calls":[{"id":"c","function":{"name":"n","arguments":"{}"}}]}
            {"role":"tool","content":"<tool_error>x</tool_error>","tool_call_id":"c","injected":false}
            """
        ),
        new LinesTarget(
            "grok",
            "grok",
            "sessions/%2Fw/f1c70000-0000-4000-8000-000000000001/chat_history.jsonl",
            """
            {"type":"user","content":[{"type":"text","text":"x"},{"type":"image","url":"u"}],"prior_turn_interrupt":"mid_turn_abort"}
            {"type":"user","content":[],"synthetic_reason":"compaction_meta"}
            {"type":"reasoning","summary":[{"type":"summary_text","text":"t"}]}
            {"type":"backend_tool_call","kind":{"tool_type":"web_search","id":"w"}}
            {"type":"assistant","content":"x","tool_calls":[{"id":"c","name":"n","arguments":"{}"}],"model_id":"m"}
            {"type":"tool_result","tool_call_id":"c","content":"o","images":[{}]}
            {"role":"assistant","content":"","tool_calls":[{"id":"c","function":{"name":"n","arguments":"{}"}}]}
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

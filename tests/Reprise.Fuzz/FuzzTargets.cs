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
            "claude-ai",
            "claude-ai",
            "claude-ai/f1c70000-0000-4000-8000-000000000001.json",
            """
            {"uuid":"a","name":"n","created_at":"2026-03-01T10:00:00Z","chat_messages":[{"uuid":"m","sender":"human","text":"x","attachments":[{"extracted_content":"y"}]},{"uuid":"k","sender":"assistant","content":[{"type":"thinking","thinking":"t"},{"type":"tool_use","id":"c","name":"n","input":{}},{"type":"tool_result","tool_use_id":"c","content":[{"type":"text","text":"z"}]},{"type":"text","text":"w"}]}]}
            """
        ),
        new LinesTarget(
            "chatgpt",
            "chatgpt",
            "chatgpt/f1c70000-0000-4000-8000-000000000001.json",
            """
            {"title":"t","create_time":1772359200.5,"mapping":{"r":{"message":null,"parent":null},"u":{"id":"u","message":{"id":"u","author":{"role":"user"},"content":{"content_type":"text","parts":["x"]}},"parent":"r"},"a":{"id":"a","message":{"id":"a","author":{"role":"assistant"},"recipient":"python","content":{"content_type":"code","text":"1"},"metadata":{"model_slug":"m"}},"parent":"u"},"o":{"message":{"id":"o","author":{"role":"tool"},"content":{"content_type":"execution_output","text":"1"}},"parent":"a"}},"current_node":"o","conversation_id":"c"}
            """
        ),
        new LinesTarget(
            "specstory",
            "specstory",
            ".specstory/history/2026-07-13_13-40-49Z-x.md",
            """
            <!-- Generated by SpecStory, Markdown v2.1.0 --> _**User (2026-07-13 13:40:49Z)**_
            _**Agent (claude-opus-4-8 2026-07-13 13:40:56Z)**_
            <think><details><summary>Thought Process</summary>x</details></think><tool-use data-tool-type="shell" data-tool-name="Bash"><details>y</details></tool-use>
            """
        ),
        new LinesTarget(
            "sessionfs",
            "sessionfs",
            "ses_1111111122224333.sfs/messages.jsonl",
            """
            {"msg_id":"a","role":"user","content":[{"type":"text","text":"x"}],"timestamp":"2026-03-01T10:00:00Z"}
            {"msg_id":"b","role":"assistant","content":[{"type":"thinking","text":"x"},{"type":"tool_use","tool_use_id":"t","name":"n","input":{}}],"model":"m","usage":{"input_tokens":1}}
            {"msg_id":"c","role":"tool","content":[{"type":"tool_result","tool_use_id":"t","content":"y","is_error":true}],"is_sidechain":true,"agent_id":"g"}
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

using System.Text;
using Reprise.Masking;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Records of agents that hold a text one, two or three JSON layers deep, or none.</summary>
internal static class Carriers
{
    public static (string Name, TextShape Shape, Func<Dice, string, string> Write)[] All { get; } =
    [
        ("plain text", TextShape.Text, (_, text) => text),
        ("plain text, markdown", TextShape.Text, (_, text) => $"# Notes\n\n{text}\n\nmore to come\n"),
        ("claude result 1", TextShape.JsonLines, ClaudeResult),
        ("claude text 1", TextShape.JsonLines, ClaudeText),
        ("claude prompt 1", TextShape.JsonLines, ClaudePrompt),
        ("claude patch 1", TextShape.JsonLines, ClaudePatch),
        ("claude command 1", TextShape.JsonLines, ClaudeCommand),
        ("claude nested 2", TextShape.JsonLines, (dice, text) => ClaudeResult(dice, Inner(dice, text))),
        ("claude in claude 2", TextShape.JsonLines, (dice, text) => ClaudeResult(dice, ClaudeText(dice, text))),
        ("claude in codex in claude 3", TextShape.JsonLines, (dice, text) => ClaudeResult(dice, CodexCall(dice, text))),
        ("claude thrice nested 3", TextShape.JsonLines, (dice, text) => ClaudeText(dice, Inner(dice, Inner(dice, text)))),
        ("claude delta 2", TextShape.JsonLines, ClaudeDelta),
        ("codex output 1", TextShape.JsonLines, CodexOutput),
        ("codex output 2", TextShape.JsonLines, CodexWrappedOutput),
        ("codex call 2", TextShape.JsonLines, CodexCall),
        ("codex exec end 1", TextShape.JsonLines, CodexExec),
        ("codex message 1", TextShape.JsonLines, CodexMessage),
        ("codex deep 3", TextShape.JsonLines, (dice, text) => CodexWrappedOutput(dice, Inner(dice, text))),
        ("gemini 1", TextShape.Json, Gemini),
        ("gemini nested 2", TextShape.Json, (dice, text) => Gemini(dice, Inner(dice, text))),
        ("opencode text 1", TextShape.Json, OpenCodeText),
        ("opencode tool 1", TextShape.Json, OpenCodeTool),
        ("opencode tool 2", TextShape.Json, (dice, text) => OpenCodeTool(dice, Inner(dice, text))),
        ("copilot complete 1", TextShape.JsonLines, CopilotComplete),
        ("copilot start 1", TextShape.JsonLines, CopilotStart),
        ("copilot complete 2", TextShape.JsonLines, (dice, text) => CopilotComplete(dice, Inner(dice, text))),
        ("cline say 1", TextShape.Json, ClineSay),
        (
            "cline request 2",
            TextShape.Json,
            (dice, text) => ClineSay(dice, $"{{\"request\":{Json.Quote(dice, text)},\"cost\":0.01}}")
        ),
        ("cline history 1", TextShape.Json, ClineHistory),
        (
            "kimi wire 1",
            TextShape.JsonLines,
            (dice, text) =>
                $"{{\"role\":\"tool\",\"tool_call_id\":\"call_{dice.Of("b62", 24)}\",\"content\":{Json.Quote(dice, text)}}}\n"
        ),
    ];

    private static string Inner(Dice dice, string text) =>
        dice.Next(3) switch
        {
            0 => $"{{\"exitCode\":0,\"stdout\":{Json.Quote(dice, text)},\"stderr\":\"\"}}",
            1 => $"[{{\"type\":\"text\",\"text\":{Json.Quote(dice, text)}}}]",
            _ => $"{{\"path\":\"src/a.ts\",\"content\":{Json.Quote(dice, text)}}}",
        };

    private static string ClaudeHead(Dice dice, string type) =>
        $"\"parentUuid\":\"{dice.Uuid()}\",\"isSidechain\":false,\"userType\":\"external\",\"cwd\":\"/srv/acme\",\"sessionId\":\"{dice.Uuid()}\",\"version\":\"2.1.37\",\"gitBranch\":\"main\",\"type\":\"{type}\"";

    private static string ClaudeTail(Dice dice) => $"\"uuid\":\"{dice.Uuid()}\",\"timestamp\":\"2026-02-09T19:02:23.649Z\"";

    private static string ClaudeResult(Dice dice, string text) =>
        $"{{{ClaudeHead(dice, "user")},\"message\":{{\"role\":\"user\",\"content\":[{{\"tool_use_id\":\"toolu_01{dice.Of("b62", 22)}\",\"type\":\"tool_result\",\"content\":{Json.Quote(text)},\"is_error\":false}}]}},"
        + $"\"toolUseResult\":{{\"stdout\":{Json.Quote(text)},\"stderr\":\"\",\"interrupted\":false,\"isImage\":false}},{ClaudeTail(dice)}}}\n";

    private static string ClaudeText(Dice dice, string text) =>
        $"{{{ClaudeHead(dice, "assistant")},\"message\":{{\"model\":\"claude-opus-4-5-20251101\",\"id\":\"msg_01{dice.Of("b62", 22)}\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[{{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"{Convert.ToBase64String(dice.Bytes(180))}\"}},{{\"type\":\"text\",\"text\":{Json.Quote(text)}}}],\"stop_reason\":null,\"usage\":{{\"input_tokens\":8,\"output_tokens\":2}}}},\"requestId\":\"req_011{dice.Of("b62", 21)}\",{ClaudeTail(dice)}}}\n";

    private static string ClaudePrompt(Dice dice, string text) =>
        $"{{{ClaudeHead(dice, "user")},\"message\":{{\"role\":\"user\",\"content\":{Json.Quote(text)}}},{ClaudeTail(dice)}}}\n";

    private static string ClaudeCommand(Dice dice, string text) =>
        $"{{{ClaudeHead(dice, "assistant")},\"message\":{{\"id\":\"msg_01{dice.Of("b62", 22)}\",\"role\":\"assistant\",\"content\":[{{\"type\":\"tool_use\",\"id\":\"toolu_01{dice.Of("b62", 22)}\",\"name\":\"Bash\",\"input\":{{\"command\":{Json.Quote(text)},\"description\":\"run it\"}}}}]}},{ClaudeTail(dice)}}}\n";

    private static string ClaudePatch(Dice dice, string text)
    {
        string sign = dice.Pick("+", "-", " ");
        IEnumerable<string> lines = Mark.Lines(text).Select(line => Json.Quote(sign + line));
        return $"{{{ClaudeHead(dice, "user")},\"message\":{{\"role\":\"user\",\"content\":[{{\"tool_use_id\":\"toolu_01{dice.Of("b62", 22)}\",\"type\":\"tool_result\",\"content\":\"updated\"}}]}},"
            + $"\"toolUseResult\":{{\"filePath\":\"/srv/acme/a.yml\",\"structuredPatch\":[{{\"oldStart\":1,\"oldLines\":3,\"newStart\":1,\"newLines\":4,\"lines\":[{string.Join(',', lines)}]}}],\"userModified\":false}},{ClaudeTail(dice)}}}\n";
    }

    private static string ClaudeDelta(Dice dice, string text)
    {
        string partial = $"{{\"command\":{Json.Quote(text)},\"descr";
        return $"{{\"type\":\"stream_event\",\"event\":{{\"type\":\"content_block_delta\",\"index\":1,\"delta\":{{\"type\":\"input_json_delta\",\"partial_json\":{Json.Quote(partial)}}}}},\"session_id\":\"{dice.Uuid()}\"}}\n";
    }

    private static string Codex(string kind, string payload) =>
        $"{{\"timestamp\":\"2026-03-01T14:42:48.480Z\",\"type\":\"{kind}\",\"payload\":{{{payload}}}}}\n";

    private static string CallId(Dice dice) => $"call_{dice.Of("b62", 24)}";

    private static string CodexOutput(Dice dice, string text) =>
        Codex("response_item", $"\"type\":\"function_call_output\",\"call_id\":\"{CallId(dice)}\",\"output\":{Json.Quote(text)}");

    private static string CodexWrappedOutput(Dice dice, string text) =>
        CodexOutput(dice, $"{{\"output\":{Json.Quote(text)},\"metadata\":{{\"exit_code\":0,\"duration_seconds\":0.4}}}}");

    private static string CodexCall(Dice dice, string text)
    {
        string arguments = $"{{\"command\":[\"bash\",\"-lc\",{Json.Quote(text)}],\"workdir\":\"/srv/acme\"}}";
        return Codex(
            "response_item",
            $"\"type\":\"function_call\",\"name\":\"shell\",\"arguments\":{Json.Quote(arguments)},\"call_id\":\"{CallId(dice)}\""
        );
    }

    private static string CodexExec(Dice dice, string text) =>
        Codex(
            "event_msg",
            $"\"type\":\"exec_command_end\",\"call_id\":\"{CallId(dice)}\",\"stdout\":{Json.Quote(text)},\"stderr\":\"\",\"aggregated_output\":{Json.Quote(text)},\"exit_code\":0,\"formatted_output\":{Json.Quote(text)}"
        );

    private static string CodexMessage(Dice dice, string text) =>
        Codex(
            "response_item",
            $"\"type\":\"message\",\"role\":\"user\",\"content\":[{{\"type\":\"input_text\",\"text\":{Json.Quote(text)}}}]"
        )
        + Codex(
            "response_item",
            $"\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"gAAAAAB{dice.Of("u64", 400)}==\""
        );

    private static string Gemini(Dice dice, string text) =>
        $$"""
            {
              "sessionId": "{{dice.Uuid()}}",
              "projectHash": "{{dice.Of("hex", 64)}}",
              "messages": [
                {
                  "id": "{{dice.Uuid()}}",
                  "type": "gemini",
                  "content": {{Json.Quote(text)}},
                  "toolCalls": [
                    {
                      "id": "run_shell_command-17{{dice.Of("d", 11)}}-{{dice.Of("hex", 13)}}",
                      "name": "run_shell_command",
                      "result": [ { "functionResponse": { "id": "x-{{dice.Of("hex", 13)}}", "response": { "output": {{Json.Quote(
                text
            )}} } } } ],
                      "resultDisplay": {{Json.Quote(text)}}
                    }
                  ],
                  "thoughtSignature": "{{Convert.ToBase64String(dice.Bytes(150))}}",
                  "tokens": { "input": 812, "output": 44, "cached": 0 }
                }
              ]
            }
            """;

    private static string OpenCodeText(Dice dice, string text) =>
        $"{{\n  \"id\": \"prt_{dice.Of("b62", 26)}\",\n  \"sessionID\": \"ses_{dice.Of("b62", 26)}\",\n  \"messageID\": \"msg_{dice.Of("b62", 26)}\",\n  \"type\": \"text\",\n  \"text\": {Json.Quote(text)}\n}}";

    private static string OpenCodeTool(Dice dice, string text) =>
        $"{{\n  \"id\": \"prt_{dice.Of("b62", 26)}\",\n  \"type\": \"tool\",\n  \"callID\": \"{CallId(dice)}\",\n  \"tool\": \"bash\",\n  \"state\": {{\n    \"status\": \"completed\",\n    \"output\": {Json.Quote(text)},\n    \"metadata\": {{ \"output\": {Json.Quote(text)}, \"exit\": 0 }}\n  }}\n}}";

    private static string CopilotComplete(Dice dice, string text) =>
        $"{{\"type\":\"tool.execution_complete\",\"data\":{{\"toolCallId\":\"toolu_bdrk_01{dice.Of("b62", 22)}\",\"model\":\"claude-sonnet-4.6\",\"success\":true,\"result\":{{\"content\":{Json.Quote(text)},\"detailedContent\":{Json.Quote(text)}}}}},\"id\":\"{dice.Uuid()}\",\"timestamp\":\"2026-06-25T01:50:51.197Z\",\"parentId\":\"{dice.Uuid()}\"}}\n";

    private static string CopilotStart(Dice dice, string text) =>
        $"{{\"type\":\"tool.execution_start\",\"data\":{{\"toolCallId\":\"{CallId(dice)}\",\"toolName\":\"bash\",\"arguments\":{{\"command\":{Json.Quote(text)},\"description\":\"Run\"}},\"turnId\":\"0\"}},\"id\":\"{dice.Uuid()}\"}}\n";

    private static string ClineSay(Dice dice, string text) =>
        $"[\n\t{{\n\t\t\"ts\": 17{dice.Of("d", 11)},\n\t\t\"type\": \"say\",\n\t\t\"say\": \"text\",\n\t\t\"text\": {Json.Quote(text)}\n\t}}\n]";

    private static string ClineHistory(Dice dice, string text) =>
        $"[{{\"role\":\"user\",\"content\":[{{\"type\":\"text\",\"text\":{Json.Quote("[execute_command for 'cat x'] Result:\n" + text)}}}],\"ts\":17{dice.Of("d", 11)}}}]";
}

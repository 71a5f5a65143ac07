using System.Globalization;
using System.Text;

namespace Reprise.Tests.Robustness;

/// <summary>Lines that are JSON, for either agent, with values that make no sense.</summary>
internal static class BadRecords
{
    /// <summary>The same keys twice, also spelled with escapes.</summary>
    public static string DuplicateKeys { get; } =
        Lines(
            """{"type":"user","type":"assistant","uuid":"d1","uuid":"d2","message":{"role":"user","content":"one","content":"two"},"timestamp":"2026-09-01T08:00:00Z","timestamp":"2027-09-01T08:00:00Z"}""",
            """{"\u0074ype":"user","type":"system","uuid":"d3","message":{"content":"x"}}""",
            """{"timestamp":"2026-05-01T10:00:00Z","type":"event_msg","type":"response_item","payload":{"type":"user_message","type":"message","message":"a","message":"b"},"payload":{}}"""
        );

    /// <summary>Tokens and times that no number holds, and sums that overflow.</summary>
    public static string HugeNumbers { get; } =
        Lines([
            .. new[]
            {
                "9223372036854775807",
                "9223372036854775806",
                "-9223372036854775808",
                "1e308",
                "-1e308",
                "1e-400",
                "123456789012345678901234567890",
                "4611686018427387904",
                "999999999999999999",
                "-5",
            }.SelectMany(
                (number, i) =>
                    new[]
                    {
                        $$$"""{"type":"assistant","uuid":"h{{{i}}}","timestamp":{{{number}}},"requestId":"r{{{i}}}","message":{"id":"msg_h{{{i}}}","model":"m","role":"assistant","content":[{"type":"text","text":"x"}],"usage":{"input_tokens":{{{number}}},"output_tokens":{{{number}}},"cache_read_input_tokens":{{{number}}},"cache_creation_input_tokens":{{{number}}},"cache_creation":{"ephemeral_1h_input_tokens":{{{number}}},"ephemeral_5m_input_tokens":{{{number}}} } } } }""",
                        $$$"""{"timestamp":{{{number}}},"ordinal":{{{number}}},"type":"event_msg","payload":{"type":"token_count","info":{"total_token_usage":{"input_tokens":{{{number}}},"cached_input_tokens":{{{number}}},"output_tokens":{{{number}}},"reasoning_output_tokens":{{{number}}},"total_tokens":{{{number}}} },"last_token_usage":{"input_tokens":{{{number}}},"output_tokens":{{{number}}},"reasoning_output_tokens":{{{number}}} } } } }""",
                    }
            ),
        ]);

    /// <summary>Times before, after and beside the calendar.</summary>
    public static string AbsurdDates { get; } =
        Lines([
            .. new[]
            {
                "0000-00-00T00:00:00Z",
                "0001-01-01T00:00:00+14:00",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.9999999-14:00",
                "9999-12-31T23:59:60Z",
                "2026-02-30T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-01-01T24:00:00Z",
                "2026-01-01T00:00:00+99:99",
                "not a date",
                "",
                "-2026-01-01T00:00:00Z",
                "2026-01-01T00:00:00.123456789012345678901234567890Z",
                "1969-12-31T23:59:59Z",
            }.SelectMany(
                (date, i) =>
                    new[]
                    {
                        $$$"""{"type":"user","uuid":"t{{{i}}}","timestamp":"{{{date}}}","message":{"role":"user","content":"at {{{i}}}"}}""",
                        $$$"""{"timestamp":"{{{date}}}","type":"event_msg","payload":{"type":"user_message","message":"at {{{i}}}"}}""",
                    }
            ),
        ]);

    /// <summary>Records whose parents are each other or themselves.</summary>
    public static string CyclicParents { get; } =
        Lines(
            """{"type":"user","isSidechain":true,"uuid":"c1","parentUuid":"c2","message":{"role":"user","content":"a"}}""",
            """{"type":"user","isSidechain":true,"uuid":"c2","parentUuid":"c1","message":{"role":"user","content":"b"}}""",
            """{"type":"user","isSidechain":true,"uuid":"c3","parentUuid":"c3","message":{"role":"user","content":"c"}}""",
            """{"type":"user","uuid":"c4","parentUuid":"c4","message":{"role":"user","content":"d"}}""",
            """{"timestamp":"2026-05-01T10:00:00Z","type":"session_meta","payload":{"id":"other","forked_from_id":"other","parent_thread_id":"other"}}"""
        );

    /// <summary>Every value where another type is wanted.</summary>
    public static string WrongTypes { get; } =
        Lines([
            .. new[] { "null", "true", "17", "\"text\"", "[]", "{}", "[[{}]]", "{\"a\":[]}" }.SelectMany(
                (value, i) =>
                    new[]
                    {
                        $$$"""{"type":"user","uuid":{{{value}}},"timestamp":{{{value}}},"parentUuid":{{{value}}},"isSidechain":{{{value}}},"cwd":{{{value}}},"sessionId":{{{value}}},"message":{{{value}}}}""",
                        $$$"""{"type":"assistant","uuid":"w{{{i}}}","message":{"id":{{{value}}},"model":{{{value}}},"content":{{{value}}},"usage":{{{value}}}}}""",
                        $$$"""{"type":"assistant","uuid":"v{{{i}}}","message":{"content":[{{{value}}},{"type":{{{value}}}},{"type":"tool_use","id":{{{value}}},"name":{{{value}}},"input":{{{value}}}},{"type":"text","text":{{{value}}}}]}}""",
                        $$$"""{"type":"user","uuid":"x{{{i}}}","message":{"content":[{"type":"tool_result","tool_use_id":{{{value}}},"content":{{{value}}},"is_error":{{{value}}}}]},"toolUseResult":{{{value}}}}""",
                        $$$"""{"timestamp":{{{value}}},"type":"response_item","payload":{"type":"message","role":{{{value}}},"content":{{{value}}}}}""",
                        $$$"""{"timestamp":"2026-05-01T10:00:00Z","type":"event_msg","payload":{"type":"token_count","info":{{{value}}}}}""",
                        $$$"""{"timestamp":"2026-05-01T10:00:00Z","type":"response_item","payload":{"type":"function_call_output","call_id":{{{value}}},"output":{{{value}}}}}""",
                        $$$"""{"type":"custom-title","customTitle":{{{value}}},"sessionId":{{{value}}}}""",
                    }
            ),
        ]);

    /// <summary>Names of a hundred kilobytes.</summary>
    public static string EndlessNames { get; } = Names(new string('n', 100_000));

    /// <summary>Names with line ends, escape sequences and bidirectional marks.</summary>
    public static string ControlCharacters { get; } = Names("a\\n\\r\\u001b[2J\\u0000\\u202e../../..\\u0007\\\\\\\"");

    private static string Names(string name) =>
        Lines(
            $$$"""{"type":"user","uuid":"{{{name}}}","cwd":"{{{name}}}","gitBranch":"{{{name}}}","version":"{{{name}}}","message":{"role":"user","content":"{{{name}}}"}}""",
            $$$"""{"type":"assistant","uuid":"n2","message":{"id":"{{{name}}}","model":"{{{name}}}","content":[{"type":"tool_use","id":"{{{name}}}","name":"{{{name}}}","input":{"{{{name}}}":"{{{name}}}"} }],"usage":{"input_tokens":1} } }""",
            $$$"""{"type":"custom-title","customTitle":"{{{name}}}","sessionId":"{{{name}}}"}""",
            $$$"""{"timestamp":"2026-05-01T10:00:00Z","type":"turn_context","payload":{"cwd":"{{{name}}}","model":"{{{name}}}"}}""",
            $$$"""{"timestamp":"2026-05-01T10:00:00Z","type":"response_item","payload":{"type":"function_call","name":"{{{name}}}","arguments":"{{{name}}}","call_id":"{{{name}}}"}}"""
        );

    private static string Lines(params string[] lines)
    {
        var text = new StringBuilder();
        foreach (string line in lines)
            text.Append(CultureInfo.InvariantCulture, $"{line}\n");
        return text.ToString();
    }
}

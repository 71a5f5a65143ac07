using Reprise.Agents;
using Reprise.Agents.CopilotCli;

namespace Reprise.Fuzz.Targets;

/// <summary>The reader of Copilot CLI.</summary>
internal sealed class CopilotCliTarget : ReaderTarget
{
    public override string Name => "copilot-cli";

    protected override IAgent Agent { get; } = new CopilotCliAgent();

    protected override string FileName => "session-state/0196a000-0000-7000-8000-000000000001/events.jsonl";

    protected override string SessionId => "0196a000-0000-7000-8000-000000000001";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of(
            "\"type\":\"user.message\"",
            "\"type\":\"assistant.message\"",
            "\"type\":\"session.shutdown\"",
            "\"type\":\"subagent.started\"",
            "\"type\":\"tool.execution_complete\"",
            "\"data\":{",
            "\"modelMetrics\":{\"a\":{\"usage\":{\"outputTokens\":9}}}",
            "\"agentId\":\"g\"",
            "\"parentToolCallId\":\"c\"",
            "\"reasoningText\":\"x\"",
            "\"toolRequests\":[{\"toolCallId\":\"c\"}]"
        ),
    ];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            """
            {"type":"session.start","data":{"sessionId":"a","copilotVersion":"1.0.78","startTime":"2026-07-01T08:00:00.000Z","context":{"cwd":"/w","repository":"o/r","repositoryHost":"h","branch":"main"}},"id":"1","timestamp":"2026-07-01T08:00:00.000Z","parentId":null}
            {"type":"session.model_change","data":{"newModel":"m"},"id":"2","timestamp":"2026-07-01T08:00:00.000Z","parentId":"1"}
            {"type":"user.message","data":{"content":"add a test","attachments":[{"type":"file","path":"/w/a.png"}]},"id":"3","timestamp":"2026-07-01T08:00:01.000Z","parentId":"2"}
            {"type":"assistant.reasoning","data":{"reasoningId":"r","content":"think"},"id":"4","timestamp":"2026-07-01T08:00:01.000Z","parentId":"3"}
            {"type":"assistant.message","data":{"messageId":"a","apiCallId":"b","content":"x","toolRequests":[{"toolCallId":"c","name":"bash","arguments":"{}"}],"outputTokens":3,"reasoningOpaque":"x"},"id":"5","timestamp":"2026-07-01T08:00:02.000Z","parentId":"4"}
            {"type":"subagent.started","agentId":"g","data":{"toolCallId":"c","agentName":"n"},"id":"6","timestamp":"2026-07-01T08:00:02.000Z","parentId":"5"}
            {"type":"tool.execution_start","data":{"toolCallId":"d","toolName":"ls","arguments":{}},"id":"7","timestamp":"2026-07-01T08:00:02.000Z","parentId":"6"}
            {"type":"tool.execution_complete","data":{"toolCallId":"c","success":false,"error":{"message":"x"},"result":{"content":"y","binaryResultsForLlm":[{"type":"image"}]}},"id":"8","timestamp":"2026-07-01T08:00:03.000Z","parentId":"7"}
            {"type":"session.compaction_complete","data":{"success":true,"summaryContent":"s"},"id":"9","timestamp":"2026-07-01T08:00:04.000Z","parentId":"8"}
            {"type":"session.shutdown","data":{"modelMetrics":{"m":{"usage":{"inputTokens":9,"outputTokens":4,"cacheReadTokens":1,"cacheWriteTokens":1}}}},"id":"10","timestamp":"2026-07-01T08:00:05.000Z","parentId":"9"}
            """
        );

    protected override void LookAtHead(ReadOnlySpan<byte> head) => CopilotCliHead.TryRead(head, out _);
}

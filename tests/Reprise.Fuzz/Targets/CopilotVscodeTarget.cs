using Reprise.Agents;
using Reprise.Agents.CopilotVscode;

namespace Reprise.Fuzz.Targets;

/// <summary>The reader of the chat in Visual Studio Code.</summary>
internal sealed class CopilotVscodeTarget : ReaderTarget
{
    public override string Name => "copilot-vscode";

    protected override IAgent Agent { get; } = new CopilotVscodeAgent();

    protected override string FileName => "User/workspaceStorage/a/chatSessions/0196a000-0000-7000-8000-000000000001.jsonl";

    protected override string SessionId => "0196a000-0000-7000-8000-000000000001";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of(
            "\"kind\":0",
            "\"kind\":1",
            "\"kind\":2",
            "\"k\":[\"requests\",0,\"response\"]",
            "\"k\":[\"requests\"]",
            "\"k\":[\"requests\",0,\"result\"]",
            "\"i\":0",
            "\"i\":-1",
            "\"v\":[{\"value\":\"x y\"}]",
            "\"kind\":\"thinking\"",
            "\"kind\":\"toolInvocationSerialized\"",
            "\"toolCallId\":\"c\"",
            "\"baseUri\":{\"path\":\"/c:/x\"}",
            "\"requestId\":\"r\"",
            "\"node\":{\"children\":[{\"text\":\"x\"}]}"
        ),
    ];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            """
            {"kind":0,"v":{"version":3,"creationDate":1782892800000,"requests":[{"requestId":"r","timestamp":1782892801000,"message":{"text":"add a test"},"response":[{"value":"I ad","baseUri":{"path":"/w/"}}],"modelId":"copilot/m"}]}}
            {"kind":2,"k":["requests",0,"response"],"i":0,"v":[{"value":"I add it"},{"kind":"thinking","value":["a","b"]},{"kind":"toolInvocationSerialized","toolCallId":"c","toolId":"t","toolSpecificData":{"commandLine":{"original":"ls"}},"resultError":"x"}]}
            {"kind":1,"k":["requests",0,"result"],"v":{"metadata":{"promptTokens":3,"toolCallRounds":[{"toolCalls":[{"id":"d","name":"ls","arguments":"{}"}]}],"toolCallResults":{"d":{"content":[{"value":{"node":{"children":[{"text":"x"}]}}}]}}}}}
            {"kind":1,"k":["requests",0,"modelState"],"v":{"value":2,"completedAt":1782892806000}}
            {"kind":2,"k":["requests"],"i":0,"v":[{"requestId":"q","message":{"text":"x"},"response":[]}]}
            {"kind":1,"k":["customTitle"],"v":"t"}
            {"kind":3,"k":["customTitle"]}
            """,
            """{"requests":[{"requestId":"r","message":{"text":"x"},"response":[{"value":"y"}],"isCanceled":true}],"creationDate":1,"customTitle":"t"}""",
            """{"type":"session.start","data":{"sessionId":"a","vscodeVersion":"1.131.0"},"id":"1","timestamp":"2026-07-01T08:00:00.000Z"}"""
        );

    protected override void LookAtHead(ReadOnlySpan<byte> head) => CopilotVscodeHead.IsOwn(head);
}

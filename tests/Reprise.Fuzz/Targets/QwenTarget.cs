using Reprise.Agents;
using Reprise.Agents.Qwen;

namespace Reprise.Fuzz.Targets;

/// <summary>The reader of Qwen Code.</summary>
internal sealed class QwenTarget : ReaderTarget
{
    public override string Name => "qwen";

    protected override IAgent Agent { get; } = new QwenAgent();

    protected override string FileName => "projects/-w/chats/0196a000-0000-7000-8000-000000000001.jsonl";

    protected override string SessionId => "0196a000-0000-7000-8000-000000000001";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of(
            "\"type\":\"user\"",
            "\"type\":\"assistant\"",
            "\"type\":\"tool_result\"",
            "\"type\":\"system\"",
            "\"subtype\":\"custom_title\"",
            "\"systemPayload\":{",
            "\"displayText\":\"x\"",
            "\"message\":{\"parts\":[{\"text\":\"x\"}]}",
            "\"usageMetadata\":{\"promptTokenCount\":1}",
            "\"agentId\":\"a\"",
            "\"isSidechain\":true",
            "\"uuid\":\"a\""
        ),
    ];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            """
            {"uuid":"1","sessionId":"s","timestamp":"2026-06-15T14:40:22.000Z","type":"user","cwd":"/w","version":"0.18.1","gitBranch":"main","message":{"role":"user","parts":[{"text":"add a test"},{"inlineData":{"mimeType":"image/png"}}]}}
            {"uuid":"2","sessionId":"s","timestamp":"2026-06-15T14:40:23.000Z","type":"assistant","model":"m","message":{"role":"model","parts":[{"text":"t","thought":true},{"functionCall":{"id":"c","name":"glob","args":{}}}]},"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":2,"cachedContentTokenCount":4}}
            {"uuid":"3","sessionId":"s","timestamp":"2026-06-15T14:40:24.000Z","type":"tool_result","message":{"parts":[{"functionResponse":{"id":"c","response":{"error":"x"}}}]},"toolCallResult":{"callId":"c","status":"error","resultDisplay":"x"}}
            {"uuid":"4","sessionId":"s","timestamp":"2026-06-15T14:40:25.000Z","type":"system","subtype":"chat_compression","systemPayload":{"compressedHistory":[{"parts":[{"text":"x"}]}]}}
            {"uuid":"5","sessionId":"s","timestamp":"2026-06-15T14:40:26.000Z","type":"system","subtype":"custom_title","systemPayload":{"customTitle":"t","titleSource":"auto"}}
            {"uuid":"6","sessionId":"s","type":"assistant","agentId":"a","isSidechain":true,"message":{"parts":[{"text":"x"}]}}
            """
        );

    protected override void LookAtHead(ReadOnlySpan<byte> head) => QwenHead.TryRead(head, out _);
}

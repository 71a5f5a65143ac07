using Reprise.Agents;
using Reprise.Agents.Gemini;
using Reprise.Formats;

namespace Reprise.Fuzz.Targets;

/// <summary>The reader of Gemini CLI.</summary>
internal sealed class GeminiTarget : ReaderTarget
{
    public override string Name => "gemini";

    protected override IAgent Agent { get; } = new GeminiAgent();

    protected override string FileName => "tmp/demo/chats/session-2026-05-01T09-00-0196a000.jsonl";

    protected override string SessionId => "0196a000-0000-7000-8000-000000000001";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of(
            "\"type\":\"user\"",
            "\"type\":\"gemini\"",
            "\"type\":\"info\"",
            "\"content\":[{\"text\":\"x\"}]",
            "\"displayContent\":\"y\"",
            "{\"$set\":{",
            "{\"$rewindTo\":\"a\"}",
            "\"messages\":[",
            "\"toolCalls\":[",
            "\"functionResponse\":{\"id\":\"c\",\"response\":{\"output\":\"x\"}}",
            "\"functionCall\":{",
            "\"inlineData\":{\"mimeType\":\"image/png\"}",
            "\"thought\":true",
            "<session_context>Workspace Directories:**\\n  - /w\\n",
            "<state_snapshot>",
            "\"tokens\":{\"input\":1}",
            "\"id\":\"a\""
        ),
    ];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            """
            {"sessionId":"0196a000-0000-7000-8000-000000000001","projectHash":"8a5edab282632443219e051e4ade2d1d5bbc671c781051bf1437897cbdfea0f1","startTime":"2026-05-01T09:00:00.000Z","kind":"main"}
            {"id":"a","timestamp":"2026-05-01T09:00:01.000Z","type":"user","content":[{"text":"add a test"},{"inlineData":{"mimeType":"image/png","data":"AA=="}}]}
            {"id":"b","timestamp":"2026-05-01T09:00:02.000Z","type":"gemini","content":"x","thoughts":[{"subject":"s","description":"d"}],"tokens":{"input":9,"output":2,"cached":4,"thoughts":3,"tool":1,"total":15},"model":"gemini-3"}
            {"id":"b","timestamp":"2026-05-01T09:00:02.000Z","type":"gemini","content":"x","tokens":{"input":9,"output":2},"model":"gemini-3","toolCalls":[{"id":"c","name":"read_file","args":{"file_path":"/w/a"},"result":[{"functionResponse":{"id":"c","response":{"output":"x /w/a"}}}],"status":"error"}]}
            {"id":"d","type":"user","content":[{"functionResponse":{"id":"c","response":{"error":"x"}}}]}
            {"$set":{"summary":"t","directories":["/w"],"messages":[{"id":"e","type":"user","content":"<state_snapshot>x"}]}}
            {"$rewindTo":"a"}
            """,
            """{"sessionId":"a","projectHash":"0b","messages":[{"id":"a","type":"user","content":"hello"},{"id":"b","type":"error","content":"[API Error: x]"}]}"""
        );

    protected override void LookAtHead(ReadOnlySpan<byte> head) => GeminiChatHead.TryRead(head, out _);
}

namespace Reprise.Benchmarks.Usage.Planted;

/// <summary>Agents whose sessions need a record or two.</summary>
internal static class OtherCases
{
    private const string Id = "11111111-1111-4111-8111-111111111111";

    public static IReadOnlyList<PlantedCase> All =>
        [
            new(
                "Gemini CLI: input 100 with 60 cached, output 20, thoughts 7, tools 3",
                130,
                (
                    ".gemini/tmp/0000000000000000000000000000000000000000000000000000000000000000/chats/session-2026-03-01T10-00-11111111.json",
                    [
                        $"{{\"sessionId\":\"{Id}\",\"projectHash\":\"00\",\"startTime\":\"2026-03-01T10:00:00.000Z\",\"lastUpdated\":\"2026-03-01T10:00:02.000Z\",\"messages\":[",
                        """{"id":"g0","timestamp":"2026-03-01T10:00:01.000Z","type":"user","content":"hi"},""",
                        """{"id":"g1","timestamp":"2026-03-01T10:00:02.000Z","type":"gemini","content":"ok","model":"gemini-2.5-pro",""",
                        """ "tokens":{"input":100,"output":20,"cached":60,"thoughts":7,"tool":3,"total":130}}]}""",
                    ]
                )
            ),
            new(
                "Droid: 80 and an output of 20, of which 5 are thinking",
                100,
                (
                    $".factory/sessions/-w-p/{Id}.jsonl",
                    [$"{{\"type\":\"session_start\",\"id\":\"{Id}\",\"title\":\"t\",\"version\":2,\"cwd\":\"/w/p\"}}"]
                ),
                (
                    $".factory/sessions/-w-p/{Id}.settings.json",
                    [
                        """{"model":"claude-sonnet-4-5","providerLock":"anthropic","providerLockTimestamp":"2026-03-01T10:00:01.000Z",""",
                        """ "tokenUsage":{"inputTokens":10,"outputTokens":20,"cacheCreationTokens":40,"cacheReadTokens":30,"thinkingTokens":5}}""",
                    ]
                )
            ),
            new(
                "Qwen Code: input 100 with 60 cached, output 20 with 5 thoughts in it",
                120,
                (
                    $".qwen/projects/-w-p/chats/{Id}.jsonl",
                    [
                        Qwen("q0", "user", "\"message\":{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}"),
                        Qwen(
                            "q1",
                            "assistant",
                            "\"model\":\"qwen3-coder-plus\",\"message\":{\"role\":\"model\",\"parts\":[{\"text\":\"ok\"}]},\"usageMetadata\":"
                                + "{\"promptTokenCount\":100,\"candidatesTokenCount\":20,\"cachedContentTokenCount\":60,\"thoughtsTokenCount\":5,\"totalTokenCount\":120}"
                        ),
                    ]
                )
            ),
            new("OpenCode: a fork, its message under another id", 105, [.. OpenCode("a"), .. OpenCode("b")]),
        ];

    private static string Qwen(string id, string type, string more) =>
        $"{{\"uuid\":\"{id}\",\"parentUuid\":null,\"sessionId\":\"{Id}\",\"timestamp\":\"2026-03-01T10:00:01.000Z\",\"type\":\"{type}\",\"cwd\":\"/w/p\",\"version\":\"0.20.0\",{more}}}";

    private static IEnumerable<(string Path, string[] Lines)> OpenCode(string name)
    {
        const string Storage = ".local/share/opencode/storage";
        yield return (
            $"{Storage}/session/global/ses_{name}.json",
            [
                $"{{\"id\":\"ses_{name}\",\"projectID\":\"global\",\"directory\":\"/w/p\",\"title\":\"t\",\"version\":\"1.0.100\",\"time\":{{\"created\":1772359200000,\"updated\":1772359200000}}}}",
            ]
        );
        yield return (
            $"{Storage}/message/ses_{name}/msg_{name}.json",
            [
                $"{{\"id\":\"msg_{name}\",\"sessionID\":\"ses_{name}\",\"role\":\"assistant\",\"modelID\":\"claude-sonnet-4-5\",\"providerID\":\"anthropic\",\"mode\":\"build\",",
                "\"path\":{\"cwd\":\"/w/p\",\"root\":\"/w/p\"},\"cost\":0,\"time\":{\"created\":1772359201000,\"completed\":1772359202000},",
                "\"tokens\":{\"input\":10,\"output\":20,\"reasoning\":5,\"cache\":{\"read\":30,\"write\":40}}}",
            ]
        );
    }
}

using System.Text.Json;

namespace Reprise.Tests.Searching;

/// <summary>Makes records of Claude Code transcripts.</summary>
internal static class Lines
{
    private static int _count;

    public static string Prompt(string text, string folder = "/work/shop", string time = "2026-06-01T10:00:00.000Z") =>
        JsonSerializer.Serialize(
            new
            {
                type = "user",
                uuid = Id(),
                timestamp = time,
                cwd = folder,
                sessionId = "s",
                message = new { role = "user", content = text },
            }
        );

    public static string Answer(
        string text,
        string? id = null,
        string model = "claude-opus-4",
        string time = "2026-06-01T10:00:05.000Z"
    ) => Assistant(id, model, time, new { type = "text", text });

    public static string Call(
        string name,
        object input,
        string? id = null,
        string time = "2026-06-01T10:00:06.000Z",
        string callId = "toolu_1"
    ) =>
        Assistant(
            id,
            "claude-opus-4",
            time,
            new
            {
                type = "tool_use",
                id = callId,
                name,
                input,
            }
        );

    public static string Result(
        string output,
        bool isError = false,
        string time = "2026-06-01T10:00:07.000Z",
        string callId = "toolu_1"
    ) =>
        JsonSerializer.Serialize(
            new
            {
                type = "user",
                uuid = Id(),
                timestamp = time,
                sessionId = "s",
                message = new
                {
                    role = "user",
                    content = new[]
                    {
                        new
                        {
                            type = "tool_result",
                            tool_use_id = callId,
                            content = output,
                            is_error = isError,
                        },
                    },
                },
            }
        );

    private static string Assistant(string? id, string model, string time, object block) =>
        JsonSerializer.Serialize(
            new
            {
                type = "assistant",
                uuid = Id(),
                timestamp = time,
                sessionId = "s",
                message = new
                {
                    id = id ?? $"msg_{Id()}",
                    role = "assistant",
                    model,
                    content = new[] { block },
                    usage = new { input_tokens = 10, output_tokens = 5 },
                },
            }
        );

    private static string Id() => $"00000000-0000-4000-8000-{Interlocked.Increment(ref _count):x12}";
}

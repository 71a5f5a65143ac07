using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Tests.Archiving;
using Reprise.Tests.Capturing;
using Shouldly;

namespace Reprise.Tests.Robustness;

/// <summary>Sessions of each agent that nothing is wrong with, to lie beside those that something is wrong with.</summary>
internal static class HealthySessions
{
    private const string Claude = "a0000000-0000-4000-8000-00000000000";
    public const string CodexId = "0196a000-0000-7000-8000-00000000000a";

    /// <summary>The number of healthy sessions.</summary>
    public const int Count = 3;

    /// <summary>Writes them.</summary>
    public static void Write(CaptureHome home)
    {
        home.WriteClaude(Claude + "1", turns: 3);
        home.WriteClaude(Claude + "2", turns: 2, prompt: $"use {MadeUpToken.Of(7)} for it");
        string path = CodexPath(home, CodexId);
        File.WriteAllText(path, CodexLines(CodexId, 2));
        home.Age(path);
    }

    /// <summary>The place of a Codex session; its folder is made.</summary>
    public static string CodexPath(CaptureHome home, string id)
    {
        string day = Path.Combine(home.User, ".codex", "sessions", "2026", "05", "01");
        Directory.CreateDirectory(day);
        return Path.Combine(day, $"rollout-2026-05-01T10-00-00-{id}.jsonl");
    }

    /// <summary>A Codex session of one prompt and one answer a turn.</summary>
    public static string CodexLines(string id, int turns)
    {
        string head =
            $$$"""{"timestamp":"2026-05-01T10:00:00.000Z","type":"session_meta","payload":{"id":"{{{id}}}","timestamp":"2026-05-01T10:00:00.000Z","cwd":"/w/demo","originator":"codex-tui","cli_version":"0.139.0","source":"cli"}}""";
        return head + "\n" + string.Concat(Enumerable.Range(0, turns).Select(CodexTurn));
    }

    public static string CodexTurn(int turn) =>
        $$$"""
            {"timestamp":"2026-05-01T10:{{{turn
                % 60:D2}}}:01.000Z","type":"event_msg","payload":{"type":"user_message","message":"request {{{turn}}}","images":[]}}
            {"timestamp":"2026-05-01T10:{{{turn
                % 60:D2}}}:02.000Z","type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"reply {{{turn}}}"}]}}

            """.ReplaceLineEndings(
            "\n"
        );

    /// <summary>States that they were captured whole.</summary>
    public static void ShouldBeWhole(CaptureHome home)
    {
        Dictionary<string, IndexedSession> sessions = home.All()
            .Where(session =>
                session.Key.NativeId.StartsWith(Claude, StringComparison.Ordinal) || session.Key.NativeId == CodexId
            )
            .ToDictionary(session => session.Key.NativeId, StringComparer.Ordinal);
        sessions.Count.ShouldBe(Count);
        sessions[Claude + "1"].Messages.ShouldBe(6);
        sessions[Claude + "2"].Messages.ShouldBe(4);
        sessions[Claude + "2"].Findings.ShouldBe(2);
        sessions[CodexId].Messages.ShouldBe(4);
        sessions.Values.ShouldAllBe(session => session.DeletedAt == null && session.Generations == 1);
    }
}

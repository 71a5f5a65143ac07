using Reprise.Agents.CopilotVscode;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.CopilotVscode;

/// <summary>Real sessions, counted by hand.</summary>
public sealed class CopilotVscodeCorpusTests
{
    private readonly CopilotVscodeAgent _agent = new();

    [Fact]
    public void A_document_of_two_megabytes_is_read_with_its_tools()
    {
        RecordingSink read = new PinnedCounts(3, 3, 13, 0, 0, "claude-haiku-4.5 0 0 0 0 0").Check(
            _agent,
            "splitrail-chat-v3",
            "copilot"
        );
        read.ToolResults.ShouldBe(13);
        read.Title.ShouldBe("Adding a debug option to the application");
        read.Folders.ShouldBe(["/home/sample/workspace/splitrail"]);
        read.Version.ShouldBe("0.33.2025111102");
        read.FirstPrompt.ShouldBe("Does this application have a debug option");
        read.Started.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1762883109992));
        // The last answer took 19.5 s.
        read.Ended.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1762883917570 + 19519));
    }

    [Fact]
    public void The_same_chat_as_a_document_and_as_a_log_tells_the_same()
    {
        string corpus = Path.Combine(SharedCorpus.Of("copilot-vscode"), "git-ai-chat", "User", "workspaceStorage");
        RecordingSink[] both =
        [
            .. new[]
            {
                "a0000000000000000000000000000001/chatSessions/copilot_session_simple.json",
                "a0000000000000000000000000000002/chatSessions/copilot_session_simple.jsonl",
            }.Select(file => ReadSingle(Path.Combine(corpus, file))),
        ];
        foreach (RecordingSink read in both)
        {
            (read.Prompts, read.Answers, read.ToolCalls, read.ToolResults).ShouldBe((3, 3, 2, 2));
            read.Title.ShouldBe("Assistance with TypeScript project tasks");
            read.Folders.ShouldBe(["/Users/svarlamov/projects/testing-git"]);
            read.Tokens().Keys.ShouldBe(["claude-sonnet-4"]);
        }
        both[1].Events.ShouldBe(both[0].Events);
    }

    [Fact]
    public void What_only_the_extension_logged_is_read()
    {
        RecordingSink read = new PinnedCounts(1, 2, 2, 0, 0).Check(_agent, "git-ai-chat", "5fcddc54-3ba1-4fc4-88ac-86bd2ce74c19");
        read.ToolResults.ShouldBe(2);
        read.Version.ShouldBe("0.47.0");
    }

    private RecordingSink ReadSingle(string path)
    {
        byte[] head = File.ReadAllBytes(path)[..Math.Min(64 * 1024, (int)new FileInfo(path).Length)];
        SessionFootprint session = _agent.Recognize(path, head, Path.GetDirectoryName(path)!).ShouldNotBeNull();
        return SessionReading.Read(_agent, session, keepEvents: true);
    }
}

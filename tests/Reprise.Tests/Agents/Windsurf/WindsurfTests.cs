using System.Text;
using Reprise.Agents;
using Reprise.Agents.Windsurf;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Windsurf;

public sealed class WindsurfTests
{
    private readonly WindsurfAgent _agent = new();

    [Fact]
    public void The_one_real_transcript_is_read_to_the_last_step()
    {
        // Four prompts; five answers with words, and two that began with a step; eighteen steps, one of which failed.
        RecordingSink read = new PinnedCounts(4, 7, 18, 1, 0).Check(_agent, "git-ai-transcript", "windsurf-session-simple");
        read.ToolResults.ShouldBe(18);
        read.Folders.ShouldBe(["/Users/aidancunniffe/Desktop/testing-gitflows-git-ai"]);
        read.FirstPrompt.ShouldBe("Write a song in @[xyz.md] ");
        read.Text.ToString().ShouldContain("The Code That Never Sleeps");
        read.Started.ShouldBeNull();
    }

    [Fact]
    public void What_a_step_was_given_is_told_from_what_came_of_it()
    {
        RecordingSink read = Read(
            """{"status":"done","type":"user_input","user_input":{"user_response":"go"}}""",
            """{"run_command":{"command":"ls","cwd":"/w","exit_code":0,"output":"a\nb"},"status":"done","type":"run_command"}""",
            """{"status":"error","type":"web","web":{"query":"x","results":[{"url":"y"}]}}"""
        );
        read.Events.Where(told =>
                told.StartsWith("call ", StringComparison.Ordinal)
                || told.StartsWith("result ", StringComparison.Ordinal)
                || told.StartsWith("block ToolOutput", StringComparison.Ordinal)
            )
            .ShouldBe([
                """call #1/call run_command {"command":"ls","cwd":"/w","exit_code":0}""",
                "result #1/call False",
                "block ToolOutput a\nb",
                """call #2/call web {"query":"x"}""",
                "result #2/call True",
                """block ToolOutput [{"url":"y"}]""",
            ]);
        read.Answers.ShouldBe(1);
        read.Folders.ShouldBe(["/w"]);
    }

    [Fact]
    public void An_encrypted_conversation_is_kept_with_its_plans_and_says_nothing()
    {
        using var home = new TempFolder();
        home.Add("cascade/3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0001.pb", "\u0001\u0002");
        home.Add("cascade/model.pb", "x");
        home.Add("brain/3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0001/plan.md", "# Sort it");
        home.Add("brain/3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0001/state.json", "{}");
        home.Add("brain/other/plan.md", "# No session");
        SessionFootprint found = SessionReading.Discover(_agent, home.Path).ShouldHaveSingleItem();
        found
            .Files.Select(file => (Path.GetFileName(file.Path), file.Role))
            .ShouldBe([
                ("plan.md", FileRole.Metadata),
                ("state.json", FileRole.Other),
                ("3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0001.pb", FileRole.Other),
            ]);
        RecordingSink read = SessionReading.Read(_agent, found);
        read.Answers.ShouldBe(0);
        read.Text.ToString().Trim().ShouldBe("# Sort it");
    }

    [Fact]
    public void Both_places_of_both_editions_are_homes()
    {
        using var user = new TempFolder();
        user.Add(".codeium/windsurf/cascade/a.pb");
        user.Add(".codeium/windsurf-next/cascade/a.pb");
        _agent
            .Homes(new AgentEnvironment(user.Path, _ => null))
            .Select(home => Path.GetRelativePath(user.Path, home).Replace('\\', '/'))
            .ShouldBe([".windsurf", ".codeium/windsurf", ".codeium/windsurf-next", ".codeium"]);
    }

    [Theory]
    [InlineData("""{"status":"done","type":"user_input","user_input":{}}""", true)]
    [InlineData("""{"status":"done","type":"user_input"}""", false)]
    [InlineData("""{"type":"user","user":{}}""", false)]
    [InlineData("""{"status":"done","type":"user_input","user_inp""", false)]
    public void A_transcript_is_known_by_its_first_record(string head, bool isOwn) =>
        WindsurfHead.IsOwn(Encoding.UTF8.GetBytes(head)).ShouldBe(isOwn);

    private RecordingSink Read(params string[] lines) => SessionReading.ReadLines(_agent, "s", lines);
}

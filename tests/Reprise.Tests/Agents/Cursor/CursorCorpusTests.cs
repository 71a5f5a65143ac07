using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Reprise.Tests.Robustness;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Cursor;

/// <summary>Real databases and transcripts of Cursor; the counts are those that a person counts in them.</summary>
public sealed class CursorCorpusTests : IDisposable
{
    private readonly CaptureHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_conversation_of_October_2025()
    {
        Capture("git-ai-2025-10-global");
        IndexedSession session = _home.Only();
        session.Key.NativeId.ShouldBe("00812842-49fe-4699-afae-bb22cda3f6e1");
        session.Title.ShouldBe("Retrieve SQLite cursor queries");
        session.Turns.ShouldBe(2);
        session.Messages.ShouldBe(2 + 11);
        session.ToolCalls.ShouldBe(19);
        session.Counts[(int)SessionCount.Thinking].ShouldBe(10);
        session.Counts[(int)SessionCount.ToolError].ShouldBe(0);
        session.Tokens.ShouldBe(new TokenUsage(23050 + 52228, 5947 + 1941, 0, 0, 0, 0));
        session.Models.ShouldBe(["gpt-5"]);
        session.StartedAt.ShouldBe(DateTimeOffset.Parse("2025-10-07T18:28:55.045Z"));
        session.LastActiveAt.ShouldBe(DateTimeOffset.Parse("2025-10-07T19:02:37.243Z"));
        // No workspace is there to say it.
        session.Project.ShouldBeNull();
    }

    [Fact]
    public void Chats_and_composers_of_November_2024_that_lie_in_a_workspace()
    {
        Capture("slevin48-2024-11");
        Dictionary<string, IndexedSession> sessions = _home.All().ToDictionary(s => s.Key.NativeId, StringComparer.Ordinal);
        // Five tabs and the composers with messages.
        sessions.Count.ShouldBe(5 + Composers);
        IndexedSession chat = sessions["2aa483d1-573c-4039-ae4e-7415e28d2605"];
        chat.Title.ShouldBe("Ionic App Sidebar Customization Guide");
        chat.Turns.ShouldBe(16);
        chat.Messages.ShouldBe(32);
        chat.LastActiveAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1731818231743));
        IndexedSession small = sessions["f73a2965-5b2c-403b-a625-d347ab7107a1"];
        small.Messages.ShouldBe(2);
        small.Turns.ShouldBe(1);
        IndexedSession composer = sessions["a76419da-5045-4dcb-a1d4-307eab526a30"];
        composer.Turns.ShouldBe(7);
        composer.Messages.ShouldBe(14);
        composer.Title.ShouldBe("create settings page that enables to enter OpenAI API key,");
        composer.LastActiveAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1731816354754));
        sessions["07210ecf-1d64-4f1c-8a61-5b4c5c974f1d"].Messages.ShouldBe(6);
    }

    [Fact]
    public void A_transcript_without_ids_times_and_tokens()
    {
        Capture("git-ai-agent-transcript");
        IndexedSession session = _home.Only();
        session.Turns.ShouldBe(1);
        session.Messages.ShouldBe(11);
        session.ToolCalls.ShouldBe(10);
        session.Title.ShouldBe("Generate a file with all the HBO shows from the 90's in it");
        session.Tokens.Total.ShouldBe(0);
        session.StartedAt.ShouldBeNull();
    }

    private const int Composers = 26;

    private void Capture(string name)
    {
        CaptureReport report = _home.Capture(new CaptureRequest { Paths = [Path.Combine(SharedCorpus.Of("cursor"), name)] });
        report.Skipped.ShouldBeEmpty();
        _home.All().ShouldAllBe(session => session.Key.Agent.Value == "cursor");
        _home.All().Sum(session => session.Counts[(int)SessionCount.UnknownRecord]).ShouldBe(0);
        _home.All().Sum(session => session.Counts[(int)SessionCount.DamagedRecord]).ShouldBe(0);
        ArchiveCheck.Holds(_home.Home);
        Robust.ReindexGivesTheSame(_home);
    }
}

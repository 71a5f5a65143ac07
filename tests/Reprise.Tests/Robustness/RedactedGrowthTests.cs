using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Journaling;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Tests.Capturing;
using Reprise.Tests.Redacting;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>Sessions go on while people make redactions and take them back.</summary>
public sealed class RedactedGrowthTests
{
    private const int Steps = 25;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_redactions_come_and_go_the_index_is_the_one_that_a_reindexing_gives(int seed)
    {
        var random = new Random(seed);
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        home.Capture();
        var growing = new GrowingHome(home, seed, sessions: 9);
        var redactions = new CapturedRedactions(home);
        for (int step = 0; step < Steps; step++)
        {
            growing.Grow();
            if (random.Next(2) == 0)
                Change(home, redactions, random);
            // A command brings the index up to date at once, or leaves that to the next capture.
            if (random.Next(2) == 0)
                new RedactionUpdate(home.Home, 2).RunLocked(TimeSpan.Zero, CancellationToken.None).ShouldNotBeNull();
            if (random.Next(3) > 0)
                home.Capture();
            if (random.Next(8) == 0)
                Robust.ReindexGivesTheSame(home);
        }
        growing.Settle();
        home.Now = DateTimeOffset.UtcNow;
        home.Capture();
        IndexDump.Of(home.Home).ShouldContain(line => line.StartsWith("redaction_hits: ", StringComparison.Ordinal));
        Robust.ReindexGivesTheSame(home);
        foreach (Redaction redaction in redactions.InForce.Redactions.ToArray())
            redactions.Append(RedactionRecord.Remove(redaction.Id, null));
        new RedactionUpdate(home.Home, 2).RunLocked(TimeSpan.Zero, CancellationToken.None).ShouldNotBeNull();
        IndexDump.Of(home.Home).ShouldNotContain(line => line.Contains("redact", StringComparison.Ordinal));
        Robust.ReindexGivesTheSame(home);
    }

    private static void Change(CaptureHome home, CapturedRedactions redactions, Random random)
    {
        Redaction[] known = [.. redactions.InForce.Redactions];
        JournalEntry entry = random.Next(known.Length > 0 ? 6 : 4) switch
        {
            0 => RedactionRecord.Create(redactions.Builder.Literal($"step {random.Next(Steps)}", isWholeWord: true)),
            1 => RedactionRecord.Create(redactions.Builder.Pattern($"answer number {random.Next(10)}\\b", matchesCase: false)),
            2 => RedactionRecord.Create(
                redactions.Builder.Literal("step", isWholeWord: false) with
                {
                    Field = random.Next(2) == 0 ? RedactionField.Prompt : RedactionField.Title,
                }
            ),
            3 => RedactionRecord.Create(Picked(home, redactions, random)),
            4 => RedactionRecord.Enable(known[random.Next(known.Length)].Id, isEnabled: false, null),
            _ => RedactionRecord.Remove(known[random.Next(known.Length)].Id, null),
        };
        redactions.Append(entry);
    }

    private static Redaction Picked(CaptureHome home, CapturedRedactions redactions, Random random)
    {
        IndexedSession[] sessions = [.. home.All()];
        SessionKey session = sessions[random.Next(sessions.Length)].Key;
        string? message =
            random.Next(3) == 0 ? null
            : session.Agent.Value == "codex" ? $"p{random.Next(1, 9)}"
            : $"00000000-0000-4000-8000-{random.Next(9):D12}";
        return redactions.Builder.Manual(session, message, random.Next(2) == 0 ? [] : ["step"]);
    }
}

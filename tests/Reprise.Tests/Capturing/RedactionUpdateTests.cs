using Reprise.Agents;
using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Files;
using Reprise.Indexing;
using Reprise.Journaling;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Searching;
using Reprise.Tests.Redacting;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Capturing;

/// <summary>What is redacted is found by nobody, and comes back whole.</summary>
public sealed class RedactionUpdateTests : IDisposable
{
    private const string One = "11111111-0000-4000-8000-000000000001";
    private const string Two = "22222222-0000-4000-8000-000000000002";
    private const string Three = "33333333-0000-4000-8000-000000000003";

    private readonly CaptureHome _home = new();

    public RedactionUpdateTests()
    {
        _home.WriteClaude(One, turns: 3, prompt: "Ask project Nightjar for the plan");
        _home.WriteClaude(Two, turns: 2, prompt: "Mend the fence");
        _home.WriteClaude(Three, prompt: "Call \\\"night jar\\\" or nightjar@corp.test");
        _home.Capture();
    }

    public void Dispose() => _home.Dispose();

    [Fact]
    public void What_a_rule_hides_is_found_by_no_search_and_only_the_sessions_that_hold_it_are_indexed_again()
    {
        Search("nightjar").Count.ShouldBe(4);
        Redaction rule = Builder().Literal("Nightjar", isWholeWord: false);
        Append(RedactionRecord.Create(rule));
        Update().ShouldBe(2);
        Search("nightjar").ShouldBeEmpty();
        Search("nightjar", SearchMode.Literal).ShouldBeEmpty();
        Search("night.ar", SearchMode.Regex).ShouldBeEmpty();
        Search("plan").ShouldAllBe(hit => hit.Snippet.Text == "Ask project [redacted:text] for the plan");
        Search("[redacted:text] for", SearchMode.Literal).Count.ShouldBe(3);
        _home.All().ShouldContain(session => session.Title == "Ask project [redacted:text] for the plan");
        Counts()[rule.Id].ShouldBe((4L, 2L));
        Update().ShouldBe(0);
    }

    [Fact]
    public void A_title_is_cut_after_what_is_hidden_in_it_was_recognised()
    {
        string start = new string('x', TitleText.MaxLength - 7);
        EntryIndexer.NativeTitle(Key(One), $"{start}Nightjar", RedactionSet.None).ShouldBe($"{start}Nightj…");
        RedactionSet redactions = RedactionSet.Of([Builder().Literal("Nightjar", isWholeWord: false)]);
        EntryIndexer.NativeTitle(Key(One), $"{start}Nightjar", redactions).ShouldBe($"{start}[redac…");
    }

    [Fact]
    public void Taking_it_back_restores_everything()
    {
        List<string> before = IndexDump.Of(_home.Home);
        Redaction rule = Builder().Literal("Nightjar", isWholeWord: false);
        Append(RedactionRecord.Create(rule));
        Update();
        IndexDump.Of(_home.Home).SequenceEqual(before, StringComparer.Ordinal).ShouldBeFalse();
        Append(RedactionRecord.Enable(rule.Id, isEnabled: false, null));
        Update().ShouldBe(2);
        IndexDump.Of(_home.Home).ShouldBe(before);
        Append(RedactionRecord.Enable(rule.Id, isEnabled: true, null));
        Update().ShouldBe(2);
        Append(RedactionRecord.Remove(rule.Id, null));
        Update();
        IndexDump.Of(_home.Home).ShouldBe(before);
    }

    [Fact]
    public void Redactions_survive_captures_and_another_index_and_all_give_the_same()
    {
        Append(RedactionRecord.Create(Builder().Literal("nightjar", isWholeWord: false)));
        Append(
            RedactionRecord.Create(
                Builder().Pattern("answer number \\d", matchesCase: false) with
                {
                    Field = RedactionField.Answer,
                }
            )
        );
        Append(RedactionRecord.Create(Builder().Manual(Key(Two), "00000000-0000-4000-8000-000000000001", [])));
        Append(RedactionRecord.Create(Builder().Manual(Key(Three), null, ["corp"])));
        // A capture brings the index up to them by itself.
        File.AppendAllText(_home.PathOf(One), CaptureHome.ClaudeTurn(One, 3, "more of nightjar"));
        File.AppendAllText(_home.PathOf(Two), CaptureHome.ClaudeTurn(Two, 2, "another fence"));
        foreach (string id in new[] { One, Two })
            _home.Age(_home.PathOf(id));
        _home.Capture();
        Search("nightjar").ShouldBeEmpty();
        Search("answer").ShouldBeEmpty();
        Search("fence").Count.ShouldBe(2);
        Search("corp").ShouldBeEmpty();
        List<string> captured = IndexDump.Of(_home.Home);
        captured.ShouldContain(line => line.StartsWith("redaction_hits", StringComparison.Ordinal));
        _home.Reindex();
        IndexDump.Of(_home.Home).ShouldBe(captured);
        Search("nightjar").ShouldBeEmpty();

        _home.WriteClaude(Two, turns: 1, prompt: "rewritten nightjar");
        _home.Capture();
        Search("nightjar").ShouldBeEmpty();
        Search("rewritten").Count.ShouldBe(1);
    }

    [Fact]
    public void A_message_that_was_picked_is_hidden_and_its_neighbours_stay()
    {
        Append(RedactionRecord.Create(Builder().Manual(Key(One), "00000000-0000-4000-8000-000000000001", [])));
        Update().ShouldBe(1);
        string[] prompts =
        [
            .. Transcript(One)
                .Where(message => message.Kind == MessageKind.Prompt)
                .Select(message => ((TranscriptPart.Text)message.Parts[0]).Value),
        ];
        prompts.ShouldBe(["Ask project Nightjar for the plan", "[redacted:message]", "Ask project Nightjar for the plan"]);
        Search("plan").Count.ShouldBe(2);
    }

    [Fact]
    public void A_rule_looks_at_its_field_alone()
    {
        File.AppendAllText(
            _home.PathOf(Two),
            CaptureHome.ClaudeTurn(Two, 5, "say answer").Replace("answer number 5", "nightjar said I", StringComparison.Ordinal)
        );
        _home.Age(_home.PathOf(Two));
        _home.Capture();
        Append(RedactionRecord.Create(Builder().Literal("nightjar", isWholeWord: false) with { Field = RedactionField.Prompt }));
        Update();
        Search("nightjar").Select(hit => hit.Kind).ShouldBe([MessageKind.Answer]);
    }

    [Fact]
    public void An_update_that_was_killed_is_made_up_for()
    {
        Append(RedactionRecord.Create(Builder().Literal("Nightjar", isWholeWord: false)));
        File.WriteAllBytes(_home.Home.CaptureMark, []);
        Update().ShouldBe(0);
        Search("nightjar").ShouldBeEmpty();
        File.Exists(_home.Home.CaptureMark).ShouldBeFalse();
        List<string> repaired = IndexDump.Of(_home.Home);
        _home.Reindex();
        IndexDump.Of(_home.Home).ShouldBe(repaired);
    }

    [Fact]
    public void While_a_capture_is_at_work_the_index_waits_and_nothing_hidden_is_shown_all_the_same()
    {
        Append(RedactionRecord.Create(Builder().Literal("Nightjar", isWholeWord: false)));
        using (HomeLock.TryTake(_home.Home.Folder, TimeSpan.Zero, CancellationToken.None).ShouldNotBeNull())
            Update().ShouldBeNull();
        Search("nightjar", isBehind: true).ShouldBeEmpty();
        Search("plan", isBehind: true).ShouldAllBe(hit => !hit.Snippet.Text.Contains("Nightjar", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_redaction_would_hide_is_counted_before()
    {
        List<string> before = IndexDump.Of(_home.Home);
        new RedactionUpdate(_home.Home, 2)
            .Measure(Builder().Literal("Nightjar", isWholeWord: false), CancellationToken.None)
            .ShouldBe(new RedactionReach(4, 2));
        IndexDump.Of(_home.Home).ShouldBe(before);
    }

    [Fact]
    public void A_redaction_that_cannot_be_read_stops_no_capture_and_holds_again_when_it_can()
    {
        string journal = Path.Combine(_home.Home.Vault, "fingerprint.key");
        byte[] key = File.ReadAllBytes(journal);
        Append(RedactionRecord.Create(Builder().Literal("Nightjar", isWholeWord: false)));
        Update();
        JournalState state = new Journal(_home.Home).Read().State;
        File.Delete(journal);
        Should.Throw<RepriseException>(() => RedactionSet.Load(state, _home.Home)).Kind.ShouldBe("redaction");
        _home.Reindex();
        AtomicFile.Write(journal, key);
        _home.Capture();
        Search("nightjar").ShouldBeEmpty();
    }

    private static SessionKey Key(string id) => new(new AgentId("claude-code"), id);

    private int? Update() => new RedactionUpdate(_home.Home, 2).RunLocked(TimeSpan.Zero, CancellationToken.None);

    private IReadOnlyDictionary<string, (long Parts, long Sessions)> Counts()
    {
        using SessionIndex index = SessionIndex.OpenRead(_home.Home);
        return index.CountRedacted();
    }

    private List<SearchHit> Search(string text, SearchMode mode = SearchMode.Words, bool isBehind = false)
    {
        using SessionIndex index = SessionIndex.OpenRead(_home.Home);
        var query = new SearchQuery
        {
            Text = text,
            Mode = mode,
            Max = 100,
        };
        return [.. new SessionSearch(_home.Home, index, Readers(isBehind)).Run(query, CancellationToken.None)];
    }

    private List<TranscriptMessage> Transcript(string id)
    {
        string entry = _home.All().Single(session => session.Key.NativeId == id).Entry;
        return [.. new SessionTranscript(new SessionArchive(_home.Home), Readers()).Read(entry, includeSubagents: true)];
    }

    private RecordReaders Readers(bool isBehind = false) =>
        new(
            (key, file) =>
                AgentCatalog.Find(key.Agent)?.CreateReader(file.Role, file.Path, key.NativeId, []) is { } reader
                    ? new RecordReader(reader.Read, reader.Complete)
                    : null,
            new CapturedRedactions(_home).InForce
        )
        {
            IsIndexBehind = isBehind,
        };

    private RedactionBuilder Builder() => new CapturedRedactions(_home).Builder;

    private void Append(JournalEntry entry) => new CapturedRedactions(_home).Append(entry);
}

using Reprise.Indexing;
using Reprise.Redacting;
using Reprise.Reporting;
using Reprise.Searching;
using Reprise.Tests.Indexing;
using Reprise.Tests.Redacting;
using Reprise.Tests.Searching;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Reporting;

public sealed class ReportReaderTests : IDisposable
{
    private const string Shop = "11111111-0000-4000-8000-000000000001";
    private const string Blog = "22222222-0000-4000-8000-000000000002";

    private readonly IndexedHome _home = new();
    private SessionIndex? _index;

    public void Dispose()
    {
        _index?.Dispose();
        _home.Dispose();
    }

    [Fact]
    public void Prompts_of_all_sessions_are_in_the_order_of_time()
    {
        AddTwo();
        Read(new ReportQuery()).Select(entry => entry.Prompt).ShouldBe(["Fix the cart", "Write a post", "Now test it"]);
    }

    [Fact]
    public void A_period_holds_for_the_prompt_and_not_for_its_session()
    {
        AddTwo();
        var query = new ReportQuery
        {
            Sessions = new ReportQuery().Sessions with
            {
                Since = new DateTimeOffset(2026, 6, 1, 11, 0, 0, TimeSpan.Zero),
                Until = new DateTimeOffset(2026, 6, 2, 10, 0, 0, TimeSpan.Zero),
            },
        };
        Read(query).Select(entry => entry.Prompt).ShouldBe(["Write a post"]);
        Read(query with { Sessions = query.Sessions with { Until = null } })
            .Select(entry => entry.Prompt)
            .ShouldBe(["Write a post", "Now test it"]);
    }

    [Fact]
    public void Sessions_are_picked_by_filter_and_by_row()
    {
        IndexedSession[] sessions = AddTwo();
        ReportQuery query = new();
        Read(query with { Sessions = query.Sessions with { Project = "blog" } })
            .ShouldHaveSingleItem()
            .Prompt.ShouldBe("Write a post");
        Read(query with { Sessions = query.Sessions with { Rows = [sessions[1].Id] } })
            .ShouldHaveSingleItem()
            .Session.ShouldBe(sessions[1].Id);
        Read(query with { Sessions = query.Sessions with { Rows = [] } }).ShouldBeEmpty();
    }

    [Fact]
    public void The_newest_entries_are_kept_when_there_is_a_limit()
    {
        AddTwo();
        Read(new ReportQuery { Limit = 2 }, out ReportSummary summary)
            .Select(entry => entry.Prompt)
            .ShouldBe(["Write a post", "Now test it"]);
        (summary.Entries, summary.Older).ShouldBe((2, 1));
    }

    [Fact]
    public void What_an_agent_did_follows_the_prompt()
    {
        AddTwo();
        ReportEntry[] entries = Read(new ReportQuery { IncludeActions = true, AnswerLength = 10 }, out ReportSummary summary);
        entries[0]
            .Actions.Select(action => (action.Kind, action.Name, action.Text, action.Omitted, action.Failure))
            .ShouldBe([
                (ReportActionKind.Answer, "claude-opus-4", "Let me loo", 7, null),
                (ReportActionKind.Edit, "Edit", "/work/shop/cart.js", 0, null),
                (ReportActionKind.Tool, "Bash", "npm test", 0, "3 failing cart"),
            ]);
        entries[1].Actions.ShouldHaveSingleItem().Text.ShouldBe("Done.");
        entries[2].Actions.ShouldBeEmpty();
        (summary.Prompts, summary.ToolCalls, summary.Edits, summary.Failures).ShouldBe((3, 2, 1, 1));
        Read(new ReportQuery()).ShouldAllBe(entry => entry.Actions.Count == 0);
    }

    [Fact]
    public void An_entry_that_a_fork_repeats_is_told_once_as_the_older_sessions()
    {
        string prompt = Lines.Prompt("Fix the cart");
        string answer = Lines.Answer("Done.", id: "m1");
        _home.Add("claude-code", Blog, [prompt, answer, Lines.Prompt("Go on", time: "2026-06-03T10:00:00.000Z")]);
        IndexedSession first = _home.Add("claude-code", Shop, [prompt, answer]);
        ReportEntry[] entries = Read(new ReportQuery { IncludeActions = true }, out ReportSummary summary);
        entries.Select(entry => entry.Prompt).ShouldBe(["Fix the cart", "Go on"]);
        entries[0].Session.ShouldBe(first.Id);
        summary.Copies.ShouldBe(1);
    }

    [Fact]
    public void A_fork_that_was_answered_otherwise_is_told_too()
    {
        string prompt = Lines.Prompt("Fix the cart");
        _home.Add("claude-code", Shop, [prompt, Lines.Answer("Done.", id: "m1")]);
        _home.Add("claude-code", Blog, [prompt, Lines.Answer("I cannot.", id: "m2")]);
        Read(new ReportQuery { IncludeActions = true }).Length.ShouldBe(2);
        Read(new ReportQuery()).Length.ShouldBe(1);
    }

    [Fact]
    public void Hidden_parts_are_counted_by_redaction_in_what_the_report_tells()
    {
        AddTwo();
        Redaction cart = MadeUpRule.Literal("cart");
        Redaction other = MadeUpRule.Literal("nowhere");
        RedactionSet redactions = RedactionSet.Of([cart, other]);
        ReportEntry[] prompts = Read(new ReportQuery(), out ReportSummary summary, redactions);
        prompts[0].Prompt.ShouldBe("Fix the [redacted:x]");
        prompts.Select(entry => entry.IsRedacted).ShouldBe([true, false, false]);
        summary
            .Redactions.Select(applied => (applied.Redaction.Id, applied.Parts, applied.Entries))
            .ShouldBe([(cart.Id, 1, 1), (other.Id, 0, 0)]);
        summary.Redacted.ShouldBe(1);
        ReportEntry[] actions = Read(new ReportQuery { IncludeActions = true }, out summary, redactions);
        // The prompt, the path, the new text, and what the failed tool printed.
        summary.Redactions[0].Parts.ShouldBe(4);
        actions[0].Actions[1].Text.ShouldBe("/work/shop/[redacted:x].js");
        Read(new ReportQuery { OnlyRedacted = true }, out _, redactions).Length.ShouldBe(1);
    }

    [Fact]
    public void A_word_that_shows_only_once_signs_without_width_are_gone_is_hidden_too()
    {
        _home.Add(
            "claude-code",
            Shop,
            [
                Lines.Prompt("Ask Night\u200bjar, Night\u001b[1mjar and Night\u200djar"),
                Lines.Call("Bash", new { command = "echo Night\u2060jar\necho the\n  Project\n  Heron" }),
            ]
        );
        RedactionSet redactions = RedactionSet.Of([MadeUpRule.Literal("nightjar"), MadeUpRule.Literal("project heron")]);
        ReportEntry entry = Read(new ReportQuery { IncludeActions = true }, out ReportSummary summary, redactions)
            .ShouldHaveSingleItem();
        entry.Prompt.ShouldBe("Ask [redacted:x], [redacted:x] and [redacted:x]");
        entry.Actions[0].Text.ShouldBe("echo [redacted:x] echo the [redacted:x]");
        summary.Redactions.Sum(applied => applied.Parts).ShouldBe(5);
    }

    [Fact]
    public void A_session_that_is_damaged_is_named_and_the_others_are_told()
    {
        IndexedSession[] sessions = AddTwo();
        Directory.Delete(Path.Combine(_home.Home.Archive, sessions[1].Entry), recursive: true);
        Read(new ReportQuery(), out ReportSummary summary).Length.ShouldBe(2);
        SearchProblem problem = summary.Problems.ShouldHaveSingleItem();
        problem.Session.NativeId.ShouldBe(Blog);
        problem.Reason.ShouldNotContain("blog");
    }

    [Fact]
    public void Reasoning_is_told_when_it_is_asked_for()
    {
        _home.Add(
            "claude-code",
            Shop,
            [
                Lines.Prompt("Why?"),
                """{"type":"assistant","uuid":"t1","timestamp":"2026-06-01T10:00:05.000Z","sessionId":"s","message":{"id":"t","role":"assistant","model":"claude-opus-4","content":[{"type":"thinking","thinking":"Hm, cart."}],"usage":{"input_tokens":1,"output_tokens":1}}}""",
            ]
        );
        RedactionSet redactions = RedactionSet.Of([MadeUpRule.Literal("cart")]);
        Read(new ReportQuery { IncludeActions = true }, out _, redactions).ShouldHaveSingleItem().IsRedacted.ShouldBeFalse();
        ReportEntry told = Read(new ReportQuery { IncludeActions = true, IncludeReasoning = true }, out _, redactions)
            .ShouldHaveSingleItem();
        told.Actions.ShouldHaveSingleItem().Text.ShouldBe("Hm, [redacted:x].");
        told.IsRedacted.ShouldBeTrue();
    }

    [Fact]
    public void Many_sessions_are_read_at_once_and_give_the_same_report()
    {
        for (int i = 0; i < 40; i++)
            _home.Add(
                "claude-code",
                $"{i:x8}-0000-4000-8000-000000000001",
                [
                    .. Enumerable
                        .Range(0, 5)
                        .Select(n => Lines.Prompt($"{i} asks {n}", time: $"2026-06-{n + 1:00}T10:00:{i:00}.000Z")),
                ]
            );
        string?[] one = [.. Read(new ReportQuery(), workers: 1).Select(entry => entry.Prompt)];
        one.Length.ShouldBe(200);
        one[..3].ShouldBe(["0 asks 0", "1 asks 0", "2 asks 0"]);
        Read(new ReportQuery(), workers: 4).Select(entry => entry.Prompt).ShouldBe(one);
    }

    [Fact]
    public void What_waits_in_a_file_is_the_same_and_leaves_nothing_behind()
    {
        AddTwo();
        var query = new ReportQuery { IncludeActions = true };
        string?[] inMemory =
        [
            .. Read(query).SelectMany(entry => entry.Actions.Select(action => action.Text).Prepend(entry.Prompt)),
        ];
        _index ??= _home.OpenRead();
        string[] before = Directory.GetFiles(_home.Home.Folder);
        using (
            CollectedReport report = new ReportReader(_home.Home, _index, IndexedHome.Readers) { MaxMemory = 1 }.Read(
                query,
                2,
                null,
                CancellationToken.None
            )
        )
        {
            // One entry after the other: none of them is held.
            report
                .Entries.SelectMany(entry => entry.Actions.Select(action => action.Text).Prepend(entry.Prompt))
                .ShouldBe(inMemory);
        }
        Directory.GetFiles(_home.Home.Folder).ShouldBe(before, ignoreOrder: true);
    }

    private IndexedSession[] AddTwo() =>
        [
            _home.Add(
                "claude-code",
                Shop,
                [
                    Lines.Prompt("Fix the cart"),
                    Lines.Answer("Let me look at it", id: "m1"),
                    Lines.Call("Edit", new { file_path = "/work/shop/cart.js", new_string = "cart" }, id: "m1", callId: "c1"),
                    Lines.Result("fine", callId: "c1"),
                    Lines.Call("Bash", new { command = "npm test" }, id: "m2", callId: "c2"),
                    Lines.Result("3 failing\ncart", isError: true, callId: "c2"),
                    Lines.Prompt("Now test it", time: "2026-06-02T10:00:00.000Z"),
                ]
            ),
            _home.Add(
                "claude-code",
                Blog,
                [
                    Lines.Prompt("Write a post", folder: "/work/blog", time: "2026-06-01T12:00:00.000Z"),
                    Lines.Answer("Done.", time: "2026-06-01T12:00:05.000Z"),
                ]
            ),
        ];

    private ReportEntry[] Read(ReportQuery query, int workers = 2) => Read(query, out _, null, workers);

    private ReportEntry[] Read(ReportQuery query, out ReportSummary summary, RedactionSet? redactions = null, int workers = 2)
    {
        _index ??= _home.OpenRead();
        RecordReaders readers = redactions is null ? IndexedHome.Readers : new RecordReaders(IndexedHome.OpenReader, redactions);
        using CollectedReport report = new ReportReader(_home.Home, _index, readers).Read(
            query,
            workers,
            null,
            CancellationToken.None
        );
        summary = report.Summary;
        return [.. report.Entries];
    }
}

using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Searching;
using Reprise.Tests.Indexing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Searching;

public sealed class SessionListTests : IDisposable
{
    private readonly IndexedHome _home = new();
    private readonly SessionIndex _index;

    public SessionListTests()
    {
        Add("aaaa", "Fix the cart", "/work/shop", day: 1, messages: 9, size: 10);
        Add("bbbb", "Übersetzung 100% fertig", "/work/shop/web", day: 5, messages: 3, size: 30, model: "gpt-5-codex");
        Add("cccc", "Read_me", "/work/shopping", day: 3, messages: 5, size: 20, remote: "git@host.example:team/shop.git");
        Add("dddd", "Deleted one", "/work/other", day: 4, messages: 2, size: 5, deleted: true);
        Add("eeee", null, "/work/shop", day: 6, messages: 0, size: 1);
        Add("ffff", null, "C:\\Users\\x\\shop", day: 2, messages: 1, size: 2, deleted: true);
        _index = _home.OpenRead();
    }

    [Theory]
    [InlineData(SessionSort.LastUsed, "bbbb cccc aaaa")]
    [InlineData(SessionSort.Oldest, "aaaa cccc bbbb")]
    [InlineData(SessionSort.Started, "bbbb cccc aaaa")]
    [InlineData(SessionSort.Expiration, "aaaa cccc bbbb")]
    [InlineData(SessionSort.Messages, "aaaa cccc bbbb")]
    [InlineData(SessionSort.Tokens, "aaaa cccc bbbb")]
    [InlineData(SessionSort.Size, "bbbb cccc aaaa")]
    public void A_list_has_the_order_that_was_asked_for(SessionSort sort, string ids) =>
        Ids(new SessionFilter { Sort = sort }).ShouldBe(ids);

    [Fact]
    public void Hidden_sessions_are_counted_and_each_once()
    {
        SessionListing hidden = Find(new SessionFilter { Limit = 2 });
        hidden.Sessions.Count.ShouldBe(2);
        (hidden.Total, hidden.HiddenDeleted, hidden.HiddenEmpty).ShouldBe((3, 2, 1));
        SessionListing all = Find(new SessionFilter { Deleted = DeletedSessions.Include, IncludeEmpty = true });
        (all.Total, all.HiddenDeleted, all.HiddenEmpty).ShouldBe((6, 0, 0));
        SessionListing deleted = Find(new SessionFilter { Deleted = DeletedSessions.Only });
        (deleted.Total, deleted.HiddenDeleted, deleted.HiddenEmpty).ShouldBe((2, 0, 0));
        Find(new SessionFilter { Words = ["nowhere"] })
            .ShouldSatisfyAllConditions(none => none.Sessions.ShouldBeEmpty(), none => none.HiddenDeleted.ShouldBe(0));
    }

    [Theory]
    [InlineData("cart", "aaaa")]
    [InlineData("FIX", "aaaa")]
    [InlineData("übersetzung", "bbbb")]
    [InlineData("ÜBER", "bbbb")]
    [InlineData("100%", "bbbb")]
    [InlineData("%", "bbbb")]
    [InlineData("d_m", "cccc")]
    [InlineData("shopping", "cccc")]
    [InlineData("aside", "aaaa")]
    [InlineData("'; DROP TABLE sessions; --", "")]
    public void Words_are_looked_for_in_titles_and_folders(string word, string ids) =>
        Ids(new SessionFilter { Words = [word] }).ShouldBe(ids);

    [Fact]
    public void All_words_must_occur() => Ids(new SessionFilter { Words = ["shop", "cart"] }).ShouldBe("aaaa");

    [Theory]
    [InlineData("/work/shop", "bbbb aaaa")]
    [InlineData("/work/shop/", "bbbb aaaa")]
    [InlineData("/work/shop/web", "bbbb")]
    [InlineData("/work/SHOP", "")]
    [InlineData("/", "bbbb cccc aaaa")]
    [InlineData("shop", "cccc aaaa")]
    [InlineData("SHOP", "cccc aaaa")]
    [InlineData("sho", "")]
    [InlineData("/work/aside", "aaaa")]
    public void A_project_is_a_folder_or_a_name(string project, string ids) =>
        Ids(new SessionFilter { Project = project }).ShouldBe(ids);

    [Theory]
    [InlineData("shop")]
    [InlineData("c:\\users\\X")]
    public void Windows_folders_are_found_in_any_case(string project) =>
        Ids(new SessionFilter { Project = project, Deleted = DeletedSessions.Only }).ShouldBe("ffff");

    [Fact]
    public void Times_agents_and_models_narrow_a_list()
    {
        Ids(new SessionFilter { Since = Day(3) }).ShouldBe("bbbb cccc");
        Ids(new SessionFilter { Until = Day(3) }).ShouldBe("aaaa");
        Ids(new SessionFilter { Model = "GPT-5" }).ShouldBe("bbbb");
        Ids(new SessionFilter { Agents = ["codex"] }).ShouldBe("bbbb");
        Ids(new SessionFilter { Agents = ["claude", "codex"] }).ShouldBe("bbbb cccc aaaa");
        Ids(new SessionFilter { Agents = ["c_"] }).ShouldBe("");
    }

    private void Add(
        string id,
        string? title,
        string project,
        int day,
        long messages,
        long size,
        string model = "claude-opus-4",
        string? remote = null,
        bool deleted = false
    ) =>
        _home.Add(
            model.StartsWith("gpt", StringComparison.Ordinal) ? "codex" : "claude-code",
            id,
            id == "aaaa" ? [Lines.Prompt("x", "/work/shop"), Lines.Prompt("y", "/work/aside")] : [],
            change: session =>
            {
                session.CustomTitle = title;
                session.Project = project;
                session.StartedAt = Day(day);
                session.LastActiveAt = Day(day);
                session.Messages = messages;
                session.Tokens = new TokenUsage(messages, 0, 0, 0, 0, 0);
                session.Models = [model];
                session.SourceBytes = size;
                session.Remote = remote;
                session.DeletedAt = deleted ? Day(9) : null;
            }
        );

    private static DateTimeOffset Day(int day) => new(2026, 6, day, 0, 0, 0, TimeSpan.Zero);

    private SessionListing Find(SessionFilter filter) => new SessionList(_index).Find(filter);

    private string Ids(SessionFilter filter) => string.Join(' ', Find(filter).Sessions.Select(session => session.Key.NativeId));

    public void Dispose()
    {
        _index.Dispose();
        _home.Dispose();
    }
}

using Reprise.Files;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Searching;
using Reprise.Tests.Indexing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Searching;

public sealed class SessionSearchTests : IDisposable
{
    private const string Shop = "11111111-0000-4000-8000-000000000001";
    private const string Blog = "22222222-0000-4000-8000-000000000002";

    private readonly IndexedHome _home = new();
    private readonly SessionIndex _index;

    public SessionSearchTests()
    {
        _home.Add(
            "claude-code",
            Shop,
            [
                Lines.Prompt("Why does the cart lose items?\nIt started yesterday."),
                Lines.Answer("Let me look at the cart.", id: "msg_one"),
                Lines.Call("Bash", new { command = "grep -rn \"cart.add\" src/\nls" }, id: "msg_one"),
                Lines.Result("src/cart.js:7: cart.add(item) // TODO: C:\\temp\\x --force"),
                Lines.Answer("The café's Über-cart was emptied. 购物车是空的。", time: "2026-06-02T10:00:00.000Z"),
            ]
        );
        _home.Add(
            "claude-code",
            Blog,
            [
                Lines.Prompt("Write about carts", folder: "/work/blog", time: "2026-06-10T10:00:00.000Z"),
                Lines.Answer("A cart is a vehicle. \u001b[31mred\u001b[0m", id: "msg_blog", time: "2026-06-10T10:00:01.000Z"),
            ],
            change: session => session.DeletedAt = DateTimeOffset.UnixEpoch
        );
        _index = _home.OpenRead();
    }

    [Theory]
    [InlineData("cart", 5)]
    [InlineData("CART", 5)]
    [InlineData("cart*", 6)]
    [InlineData("\"lose items\"", 1)]
    [InlineData("cart NOT vehicle", 4)]
    [InlineData("vehicle OR yesterday", 2)]
    [InlineData("cafe", 1)]
    [InlineData("uber-cart", 1)]
    [InlineData("cart.add()", 2)]
    [InlineData("C:\\temp", 1)]
    [InlineData("--force", 1)]
    [InlineData("nowhere", 0)]
    public void Words_find_messages(string text, int hits) => Find(text).Count.ShouldBe(hits);

    [Theory]
    [InlineData("购物车", 1)]
    [InlineData("空的 AND 购物车", 1)]
    [InlineData("购物车 NOT emptied", 0)]
    [InlineData("//", 1)]
    [InlineData("=>", 0)]
    public void What_the_full_text_has_no_words_for_is_found_too(string text, int hits) => Find(text).Count.ShouldBe(hits);

    [Theory]
    [InlineData("cart.add(", 1)]
    [InlineData("art.ad", 2)]
    [InlineData("\"cart.add\"", 1)]
    [InlineData("C:\\temp\\x", 1)]
    [InlineData("src/\nls", 1)]
    [InlineData("grep -rn \"cart", 1)]
    [InlineData("Cart", 0)]
    [InlineData("über-CART", 0)]
    [InlineData("über-cart", 1)]
    public void A_literal_is_found_as_it_stands(string text, int hits) =>
        Find(text, q => q with { Mode = SearchMode.Literal }).Count.ShouldBe(hits);

    [Theory]
    [InlineData("cart\\.add\\(\\w+\\)", 1)]
    [InlineData("^It", 1)]
    [InlineData("items\\?$", 1)]
    [InlineData("c(a|u)rt", 6)]
    [InlineData("\\d:", 1)]
    [InlineData("(?<=lose )items", 1)]
    [InlineData("ITEMS", 0)]
    public void A_regular_expression_finds_messages(string text, int hits) =>
        Find(text, q => q with { Mode = SearchMode.Regex }).Count.ShouldBe(hits);

    [Fact]
    public void Case_can_be_ignored_or_kept()
    {
        Find("CART.ADD", q => q with { Mode = SearchMode.Literal, Case = LetterCase.Ignore }).Count.ShouldBe(2);
        Find("why", q => q with { Mode = SearchMode.Literal, Case = LetterCase.Exact }).Count.ShouldBe(0);
        Find("why", q => q with { Mode = SearchMode.Literal }).Count.ShouldBe(1);
    }

    [Fact]
    public void Role_scope_time_and_session_narrow_a_search()
    {
        Find("cart", q => q with { Role = MessageRole.User }).Count.ShouldBe(1);
        Find("cart", q => q with { Scope = SearchScope.Tools })
            .Select(hit => hit.Role)
            .ShouldBe([MessageRole.Tool, MessageRole.Assistant], ignoreOrder: true);
        Find("cart", q => q with { Scope = SearchScope.Text }).Count.ShouldBe(4);
        Find("cart", q => q with { Sessions = q.Sessions with { Project = "blog" } })
            .ShouldHaveSingleItem()
            .Session.Key.NativeId.ShouldBe(Blog);
        Find("cart", q => q with { Sessions = q.Sessions with { Deleted = DeletedSessions.Hide } }).Count.ShouldBe(4);
        Find("cart", q => q with { Sessions = q.Sessions with { Since = new(2026, 6, 2, 0, 0, 0, TimeSpan.Zero) } })
            .Count.ShouldBe(2);
        Find("c.rt", q => q with { Mode = SearchMode.Regex, Role = MessageRole.Tool }).Count.ShouldBe(1);
        Find("cart.", q => q with { Mode = SearchMode.Literal, Scope = SearchScope.Text }).Count.ShouldBe(1);
        Find("cart", q => q with { Max = 2 }).Count.ShouldBe(2);
    }

    [Fact]
    public void A_hit_says_where_it_is_and_shows_what_fits()
    {
        SearchHit hit = Find("\"a vehicle\"").ShouldHaveSingleItem();
        hit.Session.Key.ShouldBe(new SessionKey(new AgentId("claude-code"), Blog));
        hit.MessageId.ShouldBe("msg_blog");
        hit.Role.ShouldBe(MessageRole.Assistant);
        hit.Kind.ShouldBe(MessageKind.Answer);
        hit.Timestamp.ShouldBe(new DateTimeOffset(2026, 6, 10, 10, 0, 1, TimeSpan.Zero));
        hit.Snippet.Text.ShouldBe("A cart is a vehicle. red");
        hit.Snippet.Matches.ShouldBe([new TextSpan(10, 9)]);
        hit.Rank.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Context_lines_come_with_the_match()
    {
        SearchHit hit = Find("yesterday", q => q with { ContextLines = 1 }).ShouldHaveSingleItem();
        hit.Snippet.Text.ShouldBe("Why does the cart lose items?\nIt started yesterday.");
        Find("yesterday", q => q with { Mode = SearchMode.Regex, ContextLines = 0 })
            .ShouldHaveSingleItem()
            .Snippet.Text.ShouldBe("It started yesterday.");
    }

    [Fact]
    public void A_message_that_is_told_in_several_records_is_one_hit()
    {
        Find("look OR ls").Where(hit => hit.MessageId == "msg_one").Count().ShouldBe(1);
        Find("look|ls", q => q with { Mode = SearchMode.Regex }).Where(hit => hit.MessageId == "msg_one").Count().ShouldBe(1);
    }

    [Theory]
    [InlineData("", SearchMode.Words)]
    [InlineData(" \t", SearchMode.Literal)]
    [InlineData("a(", SearchMode.Regex)]
    public void A_query_that_cannot_be_answered_is_a_wrong_command_line(string text, SearchMode mode) =>
        Should.Throw<RepriseException>(() => Find(text, q => q with { Mode = mode })).Kind.ShouldBe("usage");

    [Fact]
    public void A_damaged_entry_is_reported_and_the_others_are_searched()
    {
        IndexedSession blog = new SessionResolver(_index).Get(Blog);
        File.Delete(Path.Combine(_home.Home.Archive, blog.Entry, "manifest.json"));
        foreach (SearchMode mode in Enum.GetValues<SearchMode>())
        {
            var search = new SessionSearch(_home.Home, _index, IndexedHome.Readers);
            List<SearchHit> hits = [.. search.Run(new SearchQuery { Text = "cart", Mode = mode }, CancellationToken.None)];
            hits.Count(hit => hit.Snippet.Text.Length > 0).ShouldBe(4);
            search.Problems.ShouldHaveSingleItem().Session.ShouldBe(blog.Key);
        }
    }

    [Fact]
    public void A_search_that_is_cancelled_ends()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        var search = new SessionSearch(_home.Home, _index, IndexedHome.Readers);
        Should.Throw<OperationCanceledException>(() =>
            search.Run(new SearchQuery { Text = "c.rt", Mode = SearchMode.Regex }, cancelled.Token).ToList()
        );
    }

    private List<SearchHit> Find(string text, Func<SearchQuery, SearchQuery>? change = null)
    {
        var query = new SearchQuery { Text = text };
        var search = new SessionSearch(_home.Home, _index, IndexedHome.Readers);
        List<SearchHit> hits = [.. search.Run(change?.Invoke(query) ?? query, CancellationToken.None)];
        search.Problems.ShouldBeEmpty();
        return hits;
    }

    public void Dispose()
    {
        _index.Dispose();
        _home.Dispose();
    }
}

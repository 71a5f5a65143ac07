using Reprise.Files;
using Reprise.Indexing;
using Reprise.Searching;
using Reprise.Tests.Indexing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Searching;

public sealed class SessionResolverTests : IDisposable
{
    private const string First = "1f0e2d3c-aaaa-4bbb-8ccc-000000000001";
    private const string Second = "1f0e2d3c-bbbb-4bbb-8ccc-000000000002";
    private const string Third = "9a9a9a9a-0000-4bbb-8ccc-000000000003";

    private readonly IndexedHome _home = new();
    private readonly SessionIndex _index;

    public SessionResolverTests()
    {
        foreach (string id in new[] { First, Second, Third, "under_score", "underXscore", "abc" })
            _home.Add("claude-code", id, [Lines.Prompt("hello there")]);
        _home.Add("codex", Third[..30] + "999999", [], change: s => s.Messages = 1);
        _home.Add("claude-code", Third, [Lines.Prompt("the newer copy", time: "2026-06-09T10:00:00.000Z")], copy: 1);
        _index = _home.OpenRead();
    }

    [Theory]
    [InlineData("1f0e2d3c-a", First)]
    [InlineData("1F0E2D3C-B", Second)]
    [InlineData(First, First)]
    [InlineData("  1f0e2d3c-a  ", First)]
    [InlineData("claude-code:9a9a", Third)]
    [InlineData("claude:9a9a", Third)]
    [InlineData("ses_1f0e2d3caaaa4bbb", First)]
    [InlineData("ses_1f0e2d3cb", Second)]
    [InlineData("under_", "under_score")]
    [InlineData("abc", "abc")]
    public void A_part_of_an_id_finds_its_session(string typed, string id) =>
        new SessionResolver(_index).Get(typed).Key.NativeId.ShouldBe(id);

    [Theory]
    [InlineData("1f0e2d3d")]
    [InlineData("und%score")]
    [InlineData("____")]
    [InlineData("codex:1f0e")]
    [InlineData("ses_ffff")]
    public void What_no_id_starts_with_is_not_found(string typed)
    {
        new SessionResolver(_index).Resolve(typed).ShouldBe(new SessionResolution.NotFound(IsTooShort: false));
        Should.Throw<RepriseException>(() => new SessionResolver(_index).Get(typed)).Kind.ShouldBe("not-found");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1f0")]
    [InlineData("ses_1f0")]
    [InlineData("claude-code:1f0")]
    public void Too_few_characters_are_a_wrong_command_line(string typed) =>
        Should.Throw<RepriseException>(() => new SessionResolver(_index).Get(typed)).Kind.ShouldBe("usage");

    [Fact]
    public void Several_sessions_are_listed_and_none_is_guessed()
    {
        var ambiguous = new SessionResolver(_index).Resolve("1f0e").ShouldBeOfType<SessionResolution.Ambiguous>();
        ambiguous.Candidates.Select(session => session.Key.NativeId).ShouldBe([First, Second], ignoreOrder: true);
        var error = Should.Throw<RepriseException>(() => new SessionResolver(_index).Get("1f0e"));
        error.Kind.ShouldBe("ambiguous");
        error.Hint.ShouldNotBeNull().ShouldContain(First);
        new SessionResolver(_index)
            .Resolve("9a9a9a9a")
            .ShouldBeOfType<SessionResolution.Ambiguous>()
            .Candidates.Count.ShouldBe(2);
    }

    [Fact]
    public void The_copy_that_was_active_last_stands_for_all()
    {
        new SessionResolver(_index).Get(Third).Copy.ShouldBe(1);
        new SessionResolver(_index).Get(Third, copy: 0).Copy.ShouldBe(0);
        new SessionResolver(_index).Resolve(Third, copy: 7).ShouldBeOfType<SessionResolution.NotFound>();
    }

    public void Dispose()
    {
        _index.Dispose();
        _home.Dispose();
    }
}

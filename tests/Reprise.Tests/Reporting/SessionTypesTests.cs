using Reprise.Indexing;
using Reprise.Reporting;
using Shouldly;
using Xunit;
using static Reprise.Tests.Reporting.AnswerLines;

namespace Reprise.Tests.Reporting;

public sealed class SessionTypesTests : IDisposable
{
    private const string At = "2026-06-01T10:00:00.000Z";
    private static readonly string _one = UsageHome.IdOf(1);
    private static readonly string _two = UsageHome.IdOf(2);
    private static readonly string _three = UsageHome.IdOf(3);

    private readonly UsageHome _home = new();

    [Theory]
    [InlineData("Skill", """{"skill":"superpowers:brainstorming"}""", "research")]
    [InlineData("activate_skill", """{"name":"writing-plans"}""", "planning")]
    [InlineData("Read", """{"file_path":"/home/u/.claude/skills/systematic-debugging/SKILL.md"}""", "debugging")]
    [InlineData("Bash", """{"command":"cat skills/kimball/SKILL.md"}""", "dbt")]
    [InlineData("Read", """{"file_path":"/work/shop/README.md"}""", "general")]
    [InlineData("Skill", """{"skill":7}""", "general")]
    public void A_skill_that_is_used_gives_the_type(string tool, string input, string type)
    {
        _home.Add(_one, Prompt(_one, At), Call(_one, tool, input));

        TypeOf(_one).ShouldBe(type);
    }

    [Fact]
    public void A_command_that_was_typed_is_a_skill_too()
    {
        _home.Add(_one, Prompt(_one, At), Command(_one, "/deep-research"));

        TypeOf(_one).ShouldBe("research");
    }

    [Fact]
    public void The_folder_gives_the_type_in_any_case() =>
        new SessionTypeRule("docs", [], ["Handbook"]).ShouldSatisfyAllConditions(rule =>
        {
            _home.Add(_one, Prompt(_one, At, "/work/handbook/de"));
            TypeOf(_one, rule).ShouldBe("docs");
        });

    [Fact]
    public void The_first_rule_that_fits_holds_and_the_users_come_first()
    {
        _home.Add(_one, Prompt(_one, At, "/work/dbt-models"));

        TypeOf(_one).ShouldBe("dbt");
        TypeOf(_one, new SessionTypeRule("a", [], ["models"]), new SessionTypeRule("b", [], ["dbt"])).ShouldBe("a");
    }

    [Fact]
    public void Usage_by_type_sums_the_sessions_of_a_type()
    {
        _home.Write(_one, Prompt(_one, At, "/work/dbt"), Answer(_one, "a", At, Tokens(1, 0)));
        _home.Write(_two, Prompt(_two, At, "/work/other-dbt"), Answer(_two, "b", At, Tokens(10, 0)));
        _home.Add(_three, Prompt(_three, At, "/work/shop"), Answer(_three, "c", At, Tokens(100, 0)));

        UsageReport report = _home.Read(new UsageQuery { By = UsageBy.Type });

        report.Rows.Select(row => (row.Key, row.Tokens.Input)).ShouldBe([("general", 100), ("dbt", 11)]);
    }

    [Fact]
    public void Skills_of_a_session_that_grows_are_kept()
    {
        string[] lines = [Prompt(_one, At), Call(_one, "Skill", """{"skill":"writing-plans"}""")];
        _home.Add(_one, lines);
        _home.Add(_one, [.. lines, Prompt(_one, At), Call(_one, "Skill", """{"skill":"other"}""")]);

        using SessionIndex index = SessionIndex.OpenRead(_home.Captures.Home);
        index.Skills(1).ShouldBe(["other", "writing-plans"]);
    }

    private string TypeOf(string id, params SessionTypeRule[] rules)
    {
        using SessionIndex index = SessionIndex.OpenRead(_home.Captures.Home);
        IndexedSession session = index.LoadSessions().Select(row => index.Load(row.Id)!).Single(s => s.Key.NativeId == id);
        return new SessionTypes(index, rules).Of(session.Id, session.Project);
    }

    private static string Call(string session, string tool, string input) =>
        $$$$"""
            {"type":"assistant","uuid":"{{{{Guid.NewGuid()}}}}","parentUuid":null,"sessionId":"{{{{session}}}}","cwd":"/work/shop","version":"2.1.200","timestamp":"{{{{At}}}}","requestId":"r","message":{"id":"msg_{{{{Guid.NewGuid()}}}}","type":"message","role":"assistant","model":"claude-opus-4-5","content":[{"type":"tool_use","id":"toolu_1","name":"{{{{tool}}}}","input":{{{{input}}}}}],"stop_reason":"tool_use"}}
            """;

    private static string Command(string session, string command) =>
        $$$$"""
            {"type":"user","uuid":"{{{{Guid.NewGuid()}}}}","parentUuid":null,"sessionId":"{{{{session}}}}","cwd":"/work/shop","version":"2.1.200","timestamp":"{{{{At}}}}","message":{"role":"user","content":"<command-name>{{{{command}}}}</command-name>\n<command-args></command-args>"}}
            """;

    public void Dispose() => _home.Dispose();
}

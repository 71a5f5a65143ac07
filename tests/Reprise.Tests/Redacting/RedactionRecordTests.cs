using Reprise.Files;
using Reprise.Journaling;
using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Redacting;
using Reprise.Sealing;
using Reprise.Tests.Archiving;
using Reprise.Tests.Journaling;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Redacting;

public sealed class RedactionRecordTests : IDisposable
{
    private readonly JournalHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_redaction_is_read_back_as_it_was_made_and_its_texts_lie_nowhere_in_clear()
    {
        Redaction made = Builder().Marker("<nightjar>", "</nightjar>") with
        {
            Field = RedactionField.ToolOutput,
            Label = "project-name",
            MatchesCase = true,
            Order = 30,
            Reason = "customer",
        };
        Append(RedactionRecord.Create(made));
        Append(
            RedactionRecord.Create(Builder().Manual(new SessionKey(new AgentId("codex"), "s-1"), "p3", ["one nightjar", "two"]))
        );
        File.ReadAllText(_home.OnlyFile).ShouldNotContain("nightjar");
        IReadOnlyList<Redaction> read = Read();
        Redaction rule = read[0];
        rule.Texts.ShouldBe(["<nightjar>", "</nightjar>"]);
        (rule.Kind, rule.Field, rule.Label, rule.MatchesCase, rule.Order, rule.Reason, rule.IsInForce, rule.CreatedBy).ShouldBe(
            (RedactionKind.Marker, RedactionField.ToolOutput, "project-name", true, 30, "customer", true, "ana")
        );
        Redaction manual = read[1];
        (manual.Session, manual.Message).ShouldBe((new SessionKey(new AgentId("codex"), "s-1"), "p3"));
        manual.Texts.ShouldBe(["one nightjar", "two"]);
    }

    [Fact]
    public void Changes_and_their_undoing_leave_a_history()
    {
        Redaction made = Builder().Literal("nightjar", isWholeWord: false);
        Append(RedactionRecord.Create(made));
        Append(RedactionRecord.Enable(made.Id, isEnabled: false, "not yet"));
        Read()[0].IsInForce.ShouldBeFalse();
        string disabled = Read()[0].Version;

        JournalContent content = _home.Journal.Read();
        Append(RedactionRecord.Undo(content.Events, content.Events[1]));
        Read()[0].IsInForce.ShouldBeTrue();
        Read()[0].Reason.ShouldBeNull();
        (Read()[0].Version == disabled).ShouldBeFalse();

        Append(RedactionRecord.Remove(made.Id, null));
        Read()[0].IsRemoved.ShouldBeTrue();
        content = _home.Journal.Read();
        Append(RedactionRecord.Undo(content.Events, content.Events[3]));
        Read()[0].IsInForce.ShouldBeTrue();

        content = _home.Journal.Read();
        Append(RedactionRecord.Undo(content.Events, content.Events[0]));
        Read()[0].IsInForce.ShouldBeFalse();
        Read()[0].Texts.ShouldBe(["nightjar"]);
        _home.Journal.Read().History(RedactionRecord.Type, made.Id).Count().ShouldBe(6);
    }

    [Fact]
    public void Without_the_key_nothing_is_known_of_what_is_hidden_and_nothing_may_be_shown()
    {
        Redaction made = Builder().Literal("nightjar", isWholeWord: false);
        Append(RedactionRecord.Create(made));
        JournalState state = _home.Journal.Read().State;
        RedactionSet.Load(state, _home.Home).IsEmpty.ShouldBeFalse();

        File.Delete(Path.Combine(_home.Home.Vault, "fingerprint.key"));
        Should.Throw<RepriseException>(() => RedactionSet.Load(state, _home.Home)).Kind.ShouldBe("redaction");
        RedactionSet.LoadReadable(state, _home.Home).IsEmpty.ShouldBeTrue();
        RedactionRecord.ReadAll(state, null)[0].Texts.ShouldBeNull();
        File.Exists(Path.Combine(_home.Home.Vault, "fingerprint.key")).ShouldBeFalse();
    }

    [Fact]
    public void A_redaction_of_a_kind_that_is_not_known_yet_cannot_be_read()
    {
        Append(
            new JournalEntry(RedactionRecord.Type, "r1")
                .Set("kind", "telepathy")
                .Set("enabled", true)
                .SetSealed("texts", "[\"x\"]")
        );
        Append(new JournalEntry(RedactionRecord.Type, "r2").Set("enabled", false));
        Redaction only = Read().ShouldHaveOne();
        only.Texts.ShouldBeNull();
        Should.Throw<RepriseException>(() => RedactionSet.Load(_home.Journal.Read().State, _home.Home));
    }

    [Fact]
    public void A_text_is_looked_for_as_it_is_masked_and_a_reason_does_not_give_it_away()
    {
        string token = MadeUpToken.Of(7);
        Redaction redaction = Builder().Literal($"token {token}", isWholeWord: false);
        redaction.Texts.ShouldNotBeNull().ShouldHaveOne().ShouldStartWith("token [masked:github-pat:");
        RedactionBuilder
            .ReasonFor(Builder().Literal("nightjar", false), "because of Nightjar")
            .ShouldBe("because of [redacted:text]");
    }

    [Theory]
    [InlineData("a")]
    [InlineData("  x ")]
    [InlineData("[redacted:text]")]
    public void A_text_that_cannot_be_hidden_is_refused(string text) =>
        Should.Throw<RepriseException>(() => Builder().Literal(text, isWholeWord: false)).Kind.ShouldBe("usage");

    [Theory]
    [InlineData("(")]
    [InlineData("")]
    [InlineData("x*")]
    [InlineData("(?=x)y")]
    [InlineData(@"(a)\1")]
    [InlineData("((a{1,500}){1,500}){1,500}b")]
    public void A_pattern_that_cannot_be_used_is_refused(string pattern)
    {
        RepriseException error = Should.Throw<RepriseException>(() => Builder().Pattern(pattern, matchesCase: false));
        error.Kind.ShouldBe("usage");
    }

    [Fact]
    public void A_pattern_with_a_token_in_it_is_refused() =>
        Should
            .Throw<RepriseException>(() => Builder().Pattern(MadeUpToken.Of(3), matchesCase: true))
            .Message.ShouldBe("The pattern holds a secret.");

    private RedactionBuilder Builder() => new(new SourceMasker(MaskingRules.BuiltIn, _home.Keys), "ana", _home.Time.GetUtcNow());

    private IReadOnlyList<Redaction> Read() => RedactionRecord.ReadAll(_home.Journal.Read().State, _home.Keys.JournalKey);

    private void Append(JournalEntry entry)
    {
        _home.Time.Advance(TimeSpan.FromSeconds(1));
        _home.Append(entry);
    }
}

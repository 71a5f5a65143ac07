using Reprise.Agents;
using Reprise.Agents.Goose;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Goose;

/// <summary>What the ledger and the sums of a session tell of responses.</summary>
public sealed class GooseUsageTests
{
    [Fact]
    public void The_real_session_has_no_responses()
    {
        var agent = new GooseAgent();
        string home = Path.Combine(SharedCorpus.Of("goose"), "sessions-db-empty");
        SessionReading.Read(agent, SessionReading.Discover(agent, home).Single()).Responses.ShouldBeEmpty();
    }

    [Fact]
    public void Rows_of_the_ledger_tell_their_cost_and_compactions_are_side_calls()
    {
        RecordingSink read = Read(
            Ledger(1, "\"input_tokens\":154,\"output_tokens\":37,\"cache_read_tokens\":50,\"cost\":{\"real\":\"0.0125\"}"),
            Ledger(2, "\"input_tokens\":9,\"output_tokens\":1,\"cost\":1,\"is_compaction\":1"),
            Ledger(3, "\"input_tokens\":9,\"output_tokens\":1,\"cost\":null"),
            Session("\"accumulated_input_tokens\":172,\"accumulated_output_tokens\":39,\"accumulated_cache_read_tokens\":50")
        );
        read.Responses.Select(response => response.OwnCost).ShouldBe([12_500_000, 1_000_000_000, null]);
        read.Responses.Select(response => response.IsSideCall).ShouldBe([false, true, false]);
        read.Responses.ShouldAllBe(response => response.IsLocalKey && response.Model == "m");
        read.Tokens()["m"].ShouldBe(new TokenUsage(122, 39, 50, 0, 0, 0));
    }

    [Fact]
    public void What_the_ledger_does_not_hold_costs_the_rest_of_the_sum()
    {
        RecordingSink read = Read(
            Ledger(1, "\"input_tokens\":100,\"output_tokens\":10,\"cost\":{\"real\":\"0.5\"}"),
            Session("\"accumulated_input_tokens\":300,\"accumulated_output_tokens\":30,\"accumulated_cost\":{\"real\":\"2.25\"}")
        );
        ToldResponse rest = read.Responses.Last();
        rest.Key.ShouldBe("session");
        rest.OwnCost.ShouldBe(1_750_000_000);
        rest.Provider.ShouldBe("openrouter");
        rest.Tokens.ShouldBe(new TokenUsage(200, 20, 0, 0, 0, 0));
        // Without more tokens there is no more to pay for.
        Read(
            Ledger(1, "\"input_tokens\":100,\"output_tokens\":10"),
            Session("\"accumulated_input_tokens\":100,\"accumulated_output_tokens\":10,\"accumulated_cost\":3")
        )
            .OwnCost.ShouldBe(0);
    }

    [Theory]
    [InlineData("\"input_tokens\":-5,\"output_tokens\":10")]
    [InlineData("\"input_tokens\":100,\"output_tokens\":\"lots\"")]
    [InlineData("\"input_tokens\":100,\"cache_read_tokens\":-1")]
    [InlineData("\"input_tokens\":100,\"cost\":\"free\"")]
    public void Figures_that_make_no_sense_are_told_as_such(string columns) =>
        Read(Ledger(1, columns)).Response.IsDoubtful.ShouldBeTrue();

    private static string Ledger(int id, string columns) =>
        $"{{\"table\":\"usage_ledger\",\"id\":\"{id}\",\"row\":{{\"id\":{id},\"model\":\"m\",\"created_timestamp\":1788249604,{columns}}}}}";

    private static string Session(string columns) =>
        $"{{\"table\":\"sessions\",\"id\":\"s\",\"row\":{{\"id\":\"s\",\"provider_name\":\"openrouter\",\"model_config_json\":\"{{\\\"model_name\\\":\\\"m\\\"}}\",{columns}}}}}";

    private static RecordingSink Read(params string[] lines)
    {
        var sink = new RecordingSink();
        SessionReading.ReadFile(new GooseAgent(), FileRole.Metadata, "sessions/sessions.db/s.session.jsonl", "s", sink, lines);
        return sink;
    }
}

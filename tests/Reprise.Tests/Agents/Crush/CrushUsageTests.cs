using Reprise.Agents;
using Reprise.Agents.Crush;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Crush;

/// <summary>What rows tell of responses: models with their providers, and what a session cost.</summary>
public sealed class CrushUsageTests
{
    // Counted in the tables: of 54 rows of the assistant one has nothing but its end; models that are free cost 0.
    [Fact]
    public void The_real_session_tells_models_and_providers_and_no_cost()
    {
        var agent = new CrushAgent();
        RecordingSink read = SessionReading.Read(
            agent,
            SessionReading
                .Discover(agent, Path.Combine(SharedCorpus.Of("crush"), "opensuperwhisper-2025-08"))
                .Single(session => session.Key.NativeId == "9ffe03d9-8440-498b-a7d0-015281c1d74b")
        );
        read.Responses.Count.ShouldBe(53);
        read.Responses.ShouldAllBe(response => response.Provider == "openrouter" && response.OwnCost == null);
        read.Responses.ShouldAllBe(response => response.Tokens == default && !response.IsLocalKey);
    }

    [Theory]
    [InlineData("\"cost\":{\"real\":\"0.25\"}", 250_000_000L)]
    [InlineData("\"cost\":2", 2_000_000_000L)]
    [InlineData("\"cost\":\"x\"", -1L)]
    public void A_session_tells_what_it_cost_and_not_the_tokens_of_its_last_request(string columns, long cost)
    {
        ToldResponse told = Read($"{columns},\"prompt_tokens\":96316,\"completion_tokens\":316").Response;
        told.OwnCost.ShouldBe(cost);
        told.IsLocalKey.ShouldBeTrue();
        told.Tokens.ShouldBe(default);
    }

    [Theory]
    [InlineData("\"cost\":{\"real\":\"0.25\"},\"parent_session_id\":\"p\"")]
    [InlineData("\"cost\":0")]
    [InlineData("\"cost\":null")]
    public void What_a_started_session_cost_stands_in_the_one_that_started_it(string columns) =>
        Read(columns).Responses.ShouldBeEmpty();

    private static RecordingSink Read(string columns)
    {
        var sink = new RecordingSink();
        string row = $"{{\"table\":\"sessions\",\"id\":\"s\",\"row\":{{\"id\":\"s\",\"updated_at\":1754332216,{columns}}}}}";
        SessionReading.ReadFile(new CrushAgent(), FileRole.Metadata, ".crush/crush.db/s.session.jsonl", "s", sink, row);
        return sink;
    }
}

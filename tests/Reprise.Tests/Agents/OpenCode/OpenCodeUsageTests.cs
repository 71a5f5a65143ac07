using System.Text.Json;
using Reprise.Agents;
using Reprise.Agents.OpenCode;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.OpenCode;

/// <summary>What rows tell of single responses: where they are known again, what they cost, whom they were for.</summary>
public sealed class OpenCodeUsageTests
{
    private const string Tokens = "\"tokens\":{\"input\":4,\"output\":30,\"reasoning\":7,\"cache\":{\"read\":50,\"write\":100}}";

    private static readonly IAgent _agent = AgentCatalog.Find(new AgentId("opencode"))!;

    // Counted by hand in the files: the program knew no price for what a subscription pays.
    [Fact]
    public void Responses_of_the_real_sessions_are_those_of_their_steps()
    {
        string home = Path.Combine(SharedCorpus.Of("opencode"), "storage-v1.0.107");
        ToldResponse[] told =
        [
            .. SessionReading
                .Discover(_agent, home)
                .SelectMany(session => SessionReading.Read(_agent, session).Responses)
                .OrderBy(response => response.Timestamp),
        ];
        told.Select(response => response.Tokens.Output).ShouldBe([164, 402, 164, 289, 293, 47, 19]);
        told.ShouldAllBe(response => response.Provider == "anthropic" && !response.IsLocalKey && response.OwnCost == null);
        told.Select(response => response.Key).Distinct(StringComparer.Ordinal).Count().ShouldBe(told.Length);
    }

    [Fact]
    public void Steps_tell_the_cost_that_the_message_adds_up()
    {
        RecordingSink read = Read(
            Message("m1", "\"cost\":0.03"),
            Part("p1", "m1", $"\"type\":\"step-finish\",\"cost\":0.01,{Tokens}"),
            Part("p2", "m1", $"\"type\":\"step-finish\",\"cost\":0.02,{Tokens}"),
            Message("m2", "\"cost\":0.005", Tokens.Replace("30", "31", StringComparison.Ordinal))
        );
        read.Responses.Select(response => response.OwnCost).ShouldBe([10_000_000, 20_000_000, 5_000_000]);
        read.Tokens()["m"].ShouldBe(new TokenUsage(12, 91, 150, 300, 0, 21));
    }

    [Fact]
    public void A_fork_has_the_keys_of_what_it_copied_under_new_ids()
    {
        RecordingSink own = Read(Message("m1", ""), Part("p1", "m1", $"\"type\":\"step-finish\",{Tokens}"));
        RecordingSink copy = Read(Message("m8", ""), Part("p9", "m8", $"\"type\":\"step-finish\",{Tokens}"));
        copy.Response.Key.ShouldBe(own.Response.Key);
        own.Response.IsLocalKey.ShouldBeFalse();
        // Another subagent that began at the same time.
        string other = Tokens.Replace("30", "31", StringComparison.Ordinal);
        Read(Message("m1", "", other)).Response.Key.ShouldNotBe(own.Response.Key, StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("\"summary\":true", true)]
    [InlineData("\"agent\":\"compaction\"", true)]
    [InlineData("\"mode\":\"title\"", true)]
    [InlineData("\"agent\":\"build\"", false)]
    public void What_the_program_asks_for_itself_is_a_side_call(string member, bool isSide) =>
        Read(Message("m1", member)).Response.IsSideCall.ShouldBe(isSide);

    [Fact]
    public void A_cost_that_makes_no_sense_is_told_as_such()
    {
        Read(Message("m1", "\"cost\":\"free\"")).Response.OwnCost.ShouldBe(-1);
        Read(Message("m1", "\"cost\":0")).Response.OwnCost.ShouldBeNull();
        Read(Message("m1", "\"cost\":null")).Response.OwnCost.ShouldBeNull();
    }

    private static string Message(string id, string members, string tokens = Tokens) =>
        Row(
            "message",
            id,
            $"\"time_created\":1788249602000",
            $"{{\"role\":\"assistant\",\"time\":{{\"created\":1788249602000}},\"modelID\":\"m\",\"providerID\":\"p\",{tokens}{(members.Length > 0 ? "," : "")}{members}}}"
        );

    private static string Part(string id, string message, string members) =>
        Row("part", id, $"\"message_id\":\"{message}\"", $"{{{members}}}");

    private static string Row(string table, string id, string column, string data) =>
        $"{{\"table\":\"{table}\",\"id\":\"{id}\",\"row\":{{\"id\":\"{id}\",{column},\"data\":{JsonSerializer.Serialize(data)}}}}}";

    private static RecordingSink Read(params string[] lines)
    {
        var sink = new RecordingSink();
        SessionReading.ReadFile(_agent, FileRole.Transcript, "opencode.db/s.jsonl", "s", sink, lines);
        return sink;
    }
}

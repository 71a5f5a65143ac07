using Reprise.Agents.Codex;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Codex;

/// <summary>Running totals that repeat, begin anew or make no sense, and what is told beside them.</summary>
public sealed class CodexUsageTests
{
    private const string Header =
        """{"timestamp":"2026-01-01T00:00:00Z","type":"session_meta","payload":{"id":"s","model_provider":"openai","source":"cli"}}""";

    private const string Turn =
        """{"timestamp":"2026-01-01T00:00:00Z","type":"turn_context","payload":{"cwd":"/w","model":"m"}}""";

    private const string Search =
        """{"timestamp":"2026-01-01T00:00:00Z","type":"response_item","payload":{"type":"web_search_call","action":{"type":"search","query":"q"}}}""";

    private static readonly CodexAgent _agent = new();

    // Counted by hand: the differences of the totals, added up by what the settings said at the time.
    [Theory]
    [InlineData("2026/07/24", 28, 247740, 1540614)]
    [InlineData("2026/07/20", 337, 15605968, 25517781)]
    public void Real_sessions_that_were_switched_to_priority(string day, int responses, long standard, long priority)
    {
        string folder = Path.Combine(SharedCorpus.Of("codex"), "graph-v0.133-0.145");
        RecordingSink read = SessionReading.Read(
            _agent,
            SessionReading
                .Discover(_agent, folder)
                .Single(session => session.Files[0].RelativePath.Contains($"sessions/{day}/", StringComparison.Ordinal))
        );
        read.Responses.Count.ShouldBe(responses);
        read.Responses.ShouldAllBe(response => response.Provider == "openai" && !response.IsLocalKey && !response.IsSideCall);
        read.Responses.Where(response => response.Tier == "").Sum(response => response.Tokens.Total).ShouldBe(standard);
        read.Responses.Where(response => response.Tier == "priority").Sum(response => response.Tokens.Total).ShouldBe(priority);
        // They opened pages and did not search.
        read.Responses.Sum(response => response.WebSearches).ShouldBe(0);
    }

    [Fact]
    public void Totals_that_repeat_begin_anew_or_are_not_there_tell_each_token_once()
    {
        RecordingSink read = Read(
            Totals(100, 40, 10),
            Totals(100, 40, 10),
            """{"timestamp":"2026-01-01T00:00:00Z","type":"event_msg","payload":{"type":"token_count","info":null}}""",
            """{"timestamp":"2026-01-01T00:00:00Z","type":"event_msg","payload":{"type":"token_count"}}""",
            Totals(250, 90, 30),
            // Another process counts from the beginning.
            Totals(70, 0, 5, last: (70, 0, 5)),
            Totals(90, 10, 8)
        );
        read.Tokens()["m"].ShouldBe(new TokenUsage(60 + 100 + 70 + 10, 38, 40 + 50 + 10, 0, 0, 0));
        read.Responses.ShouldAllBe(response => !response.IsDoubtful);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("\"lots\"")]
    [InlineData("1e17")]
    [InlineData("9223372036854775807")]
    [InlineData("[]")]
    public void A_total_that_makes_no_sense_is_listed_and_what_follows_counts_from_the_one_before(string nonsense)
    {
        RecordingSink read = Read(
            Totals(100, 40, 10),
            Record(
                "event_msg",
                $"\"type\":\"token_count\",\"info\":{{\"total_token_usage\":{{\"input_tokens\":{nonsense},\"output_tokens\":2}}}}"
            ),
            Totals(250, 90, 30)
        );
        read.Responses.Count(response => response.IsDoubtful).ShouldBe(1);
        read.Responses.Where(response => !response.IsDoubtful)
            .Select(response => response.Tokens)
            .ShouldBe([new TokenUsage(60, 10, 40, 0, 0, 0), new TokenUsage(100, 20, 50, 0, 0, 0)]);
    }

    [Fact]
    public void More_from_the_cache_than_there_was_input_is_doubtful()
    {
        ToldResponse told = Read(Totals(100, 140, 10)).Response;
        told.Tokens.ShouldBe(new TokenUsage(-1, 10, 140, 0, 0, 0));
        told.IsDoubtful.ShouldBeTrue();
    }

    [Fact]
    public void Searches_of_the_web_belong_to_the_response_that_comes_next()
    {
        RecordingSink read = Read(
            Search,
            Search,
            Search.Replace("\"search\"", "\"open_page\"", StringComparison.Ordinal),
            Totals(100, 0, 10),
            Totals(100, 0, 10),
            Search,
            Totals(200, 0, 20),
            Totals(300, 0, 30)
        );
        read.Responses.Select(response => response.WebSearches).ShouldBe([2, 1, 0]);
    }

    [Theory]
    [InlineData("\"priority\"", "priority")]
    [InlineData("\"fast\"", "priority")]
    [InlineData("\"flex\"", "flex")]
    [InlineData("\"default\"", "")]
    [InlineData("null", "")]
    public void Settings_tell_tier_and_provider(string tier, string told)
    {
        ToldResponse response = Read(
            Record(
                "event_msg",
                $"\"type\":\"thread_settings_applied\",\"thread_settings\":{{\"model\":\"n\",\"model_provider_id\":\"azure\",\"service_tier\":{tier}}}"
            ),
            Totals(1, 0, 1)
        ).Response;
        response.Tier.ShouldBe(told);
        response.Provider.ShouldBe("azure");
        response.Model.ShouldBe("n");
    }

    [Theory]
    [InlineData("""{"subagent":"compact"}""", true)]
    [InlineData("""{"subagent":"memory_consolidation"}""", true)]
    [InlineData("""{"subagent":{"other":"guardian"}}""", true)]
    [InlineData("""{"subagent":"review"}""", false)]
    [InlineData("\"cli\"", false)]
    public void Sessions_that_the_program_begins_by_itself_are_side_calls(string source, bool isSide)
    {
        string header = Header.Replace("\"source\":\"cli\"", $"\"source\":{source}", StringComparison.Ordinal);
        SessionReading.ReadLines(_agent, "s", header, Turn, Totals(1, 0, 1)).Response.IsSideCall.ShouldBe(isSide);
    }

    [Fact]
    public void The_response_that_a_compaction_names_is_a_side_call()
    {
        const string Second =
            "\"thread_id\":\"s\",\"response_id\":\"resp_2\",\"usage\":{\"input_tokens\":50,\"output_tokens\":5}";
        const string Type = "token_usage_record";
        RecordingSink read = Read(
            Record(Type, Second.Replace("resp_2", "resp_1", StringComparison.Ordinal)),
            Record(Type, Second),
            Record(
                "compacted",
                $"\"message\":\"short\",\"compaction_response_id\":\"resp_2\",\"latest_token_usage_record\":{{{Second}}}"
            ),
            Record(Type, Second.Replace("\"response_id\":\"resp_2\",", "", StringComparison.Ordinal)),
            Record(Type, "\"thread_id\":\"s\",\"response_id\":\"resp_3\",\"usage\":null")
        );
        read.Responses.Select(response => (response.Key, response.IsSideCall))
            .ShouldBe([("s/resp_1", false), ("s/resp_2", true)]);
        read.Tokens()["m"].ShouldBe(new TokenUsage(100, 10, 0, 0, 0, 0));
    }

    private static RecordingSink Read(params string[] lines) => SessionReading.ReadLines(_agent, "s", [Header, Turn, .. lines]);

    private static string Totals(long input, long cached, long output, (long Input, long Cached, long Output)? last = null)
    {
        string rest = last is { } one ? $",\"last_token_usage\":{Spell(one.Input, one.Cached, one.Output)}" : "";
        string totals = Spell(input, cached, output);
        return Record("event_msg", $"\"type\":\"token_count\",\"info\":{{\"total_token_usage\":{totals}{rest}}}");
    }

    private static string Record(string type, string payload) =>
        $"{{\"timestamp\":\"2026-01-01T00:00:00Z\",\"type\":\"{type}\",\"payload\":{{{payload}}}}}";

    private static string Spell(long input, long cached, long output) =>
        $"{{\"input_tokens\":{input},\"cached_input_tokens\":{cached},\"output_tokens\":{output},\"reasoning_output_tokens\":0,\"total_tokens\":{input + output}}}";
}

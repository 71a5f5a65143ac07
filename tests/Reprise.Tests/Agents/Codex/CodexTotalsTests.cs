using Reprise.Agents.Codex;
using Reprise.Protocol;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Codex;

public sealed class CodexTotalsTests
{
    [Fact]
    public void Totals_without_the_last_request_are_told_as_their_growth()
    {
        Read(Event(Spent(100, 20)), Event(Spent(250, 50))).ShouldBe(new TokenUsage(250, 50, 0, 0, 0, 0));
    }

    [Fact]
    public void Totals_without_the_last_request_that_fall_begin_anew()
    {
        Read(Event(Spent(100, 20)), Event(Spent(30, 5))).ShouldBe(new TokenUsage(130, 25, 0, 0, 0, 0));
    }

    [Fact]
    public void Totals_that_grow_by_more_than_the_last_request_count_in_full()
    {
        Read(Event(Spent(100, 20), Spent(100, 20)), Event(Spent(300, 60), Spent(100, 20)))
            .ShouldBe(new TokenUsage(300, 60, 0, 0, 0, 0));
    }

    [Fact]
    public void Repeated_totals_count_once()
    {
        Read(Event(Spent(100, 20), Spent(100, 20)), Event(Spent(100, 20), Spent(100, 20)))
            .ShouldBe(new TokenUsage(100, 20, 0, 0, 0, 0));
    }

    private static TokenUsage Read(params string[] events) =>
        SessionReading.ReadLines(new CodexAgent(), "s", [Context, .. events]).Tokens().ShouldHaveSingleItem().Value;

    private const string Context =
        """{"timestamp":"2026-03-01T10:00:00.000Z","type":"turn_context","payload":{"cwd":"/w/p","model":"gpt-5-codex"}}""";

    private static string Event(string total, string? last = null)
    {
        string info = $"\"total_token_usage\":{total}" + (last is null ? "" : $",\"last_token_usage\":{last}");
        return """{"timestamp":"2026-03-01T10:00:01.000Z","type":"event_msg","payload":{"type":"token_count","info":{"""
            + info
            + "}}}";
    }

    private static string Spent(int input, int output) =>
        $$"""{"input_tokens":{{input}},"cached_input_tokens":0,"output_tokens":{{output}},"reasoning_output_tokens":0,"total_tokens":{{input + output}}}""";
}

using Reprise.Agents.Droid;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Droid;

public sealed class DroidUsageTests
{
    [Fact]
    public void The_sum_of_a_session_has_the_time_of_its_first_request()
    {
        var sink = new RecordingSink(keepEvents: true);
        SessionReading.ReadFile(
            new DroidAgent(),
            FileRole.Metadata,
            "sessions/-w-p/s.settings.json",
            "s",
            sink,
            """{"model":"claude-sonnet-4-5","providerLockTimestamp":"2026-03-01T10:00:01.000Z","tokenUsage":{"inputTokens":10,"outputTokens":20,"thinkingTokens":5}}"""
        );
        sink.Response.Timestamp.ShouldBe(new DateTimeOffset(2026, 3, 1, 10, 0, 1, TimeSpan.Zero));
        sink.Tokens().ShouldHaveSingleItem().Value.ShouldBe(new TokenUsage(10, 15, 0, 0, 0, 5));
    }
}

using Reprise.Cli.Commands.Options;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands.Options;

public sealed class TimeArgumentTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeZoneInfo TwoHoursAhead = TimeZoneInfo.CreateCustomTimeZone("t", TimeSpan.FromHours(2), "t", "t");

    [Theory]
    [InlineData("7d", "2026-06-08T12:00:00Z")]
    [InlineData("24h", "2026-06-14T12:00:00Z")]
    [InlineData("2w", "2026-06-01T12:00:00Z")]
    [InlineData("30m", "2026-06-15T11:30:00Z")]
    [InlineData("90s", "2026-06-15T11:58:30Z")]
    [InlineData("0d", "2026-06-15T12:00:00Z")]
    [InlineData("today", "2026-06-14T22:00:00Z")]
    [InlineData("Yesterday", "2026-06-13T22:00:00Z")]
    [InlineData("2026-06-01", "2026-05-31T22:00:00Z")]
    [InlineData("2026-06-01 14:30", "2026-06-01T12:30:00Z")]
    [InlineData("2026-06-01T14:30:05", "2026-06-01T12:30:05Z")]
    [InlineData("2026-06-01T14:30:00Z", "2026-06-01T14:30:00Z")]
    [InlineData("2026-06-01T14:30:00.250Z", "2026-06-01T14:30:00.25Z")]
    [InlineData("2026-06-01T14:30:00+05:30", "2026-06-01T09:00:00Z")]
    [InlineData(" 7d ", "2026-06-08T12:00:00Z")]
    public void A_start_is_understood(string text, string expected) =>
        TimeArgument.Parse(text, Now, TwoHoursAhead, isEnd: false).ShouldBe(DateTimeOffset.Parse(expected));

    [Theory]
    [InlineData("2026-06-01", "2026-06-01T22:00:00Z")]
    [InlineData("today", "2026-06-15T22:00:00Z")]
    [InlineData("7d", "2026-06-08T12:00:00Z")]
    [InlineData("2026-06-01T14:30:00Z", "2026-06-01T14:30:00Z")]
    public void A_date_that_ends_a_period_includes_its_day(string text, string expected) =>
        TimeArgument.Parse(text, Now, TwoHoursAhead, isEnd: true).ShouldBe(DateTimeOffset.Parse(expected));

    [Theory]
    [InlineData("")]
    [InlineData("d")]
    [InlineData("7")]
    [InlineData("7x")]
    [InlineData("-7d")]
    [InlineData("1234567d")]
    [InlineData("999999w")]
    [InlineData("2026-13-01")]
    [InlineData("2026-02-30")]
    [InlineData("01/06/2026")]
    [InlineData("9999-12-31")]
    [InlineData("0001-01-01")]
    [InlineData("soon")]
    public void Anything_else_is_no_time(string text) =>
        TimeArgument.Parse(text, Now, TwoHoursAhead, isEnd: false).ShouldBeNull();

    [Fact]
    public void A_local_time_that_daylight_saving_skips_is_an_instant_all_the_same()
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Berlin", out TimeZoneInfo? berlin))
            Assert.Skip("There is no time zone data.");
        TimeArgument.Parse("2026-03-29 02:30", Now, berlin!, isEnd: false).ShouldBe(DateTimeOffset.Parse("2026-03-29T01:30:00Z"));
    }
}

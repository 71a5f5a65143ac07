using Reprise.Protocol;
using Reprise.Reporting;
using Reprise.Searching;
using Reprise.Usage;
using Shouldly;
using Xunit;
using static Reprise.Tests.Reporting.AnswerLines;

namespace Reprise.Tests.Reporting;

public sealed class UsageReaderTests : IDisposable
{
    private static readonly string _one = UsageHome.IdOf(1);
    private static readonly string _two = UsageHome.IdOf(2);
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.CreateCustomTimeZone(
        "Berlin",
        TimeSpan.FromHours(1),
        "Berlin",
        "winter",
        "summer",
        [
            TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
                DateTime.MinValue.Date,
                DateTime.MaxValue.Date,
                TimeSpan.FromHours(1),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 5, DayOfWeek.Sunday),
                TimeZoneInfo.TransitionTime.CreateFloatingDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 5, DayOfWeek.Sunday)
            ),
        ]
    );

    private readonly UsageHome _home = new();

    [Fact]
    public void A_session_across_midnight_counts_on_both_days_of_the_zone()
    {
        _home.Add(
            _one,
            Prompt(_one, "2026-06-01T21:50:00.000Z"),
            Answer(_one, "a", "2026-06-01T21:59:59.999Z", Tokens(1, 0)),
            Answer(_one, "b", "2026-06-01T22:00:00.000Z", Tokens(10, 0))
        );

        Keys(new UsageQuery { Zone = _berlin }).ShouldBe([("2026-06-01", 1), ("2026-06-02", 10)]);
        Keys(new UsageQuery { Zone = TimeZoneInfo.Utc }).ShouldBe([("2026-06-01", 11)]);
    }

    [Theory]
    [InlineData(345, "2026-06-01T18:15:00.000Z")]
    [InlineData(330, "2026-06-01T18:30:00.000Z")]
    public void Zones_a_quarter_of_an_hour_away_have_their_own_midnight(int minutes, string midnight)
    {
        var zone = TimeZoneInfo.CreateCustomTimeZone("Z", TimeSpan.FromMinutes(minutes), "Z", "Z");
        _home.Add(
            _one,
            Prompt(_one, "2026-06-01T10:00:00.000Z"),
            Answer(_one, "a", "2026-06-01T18:14:59.000Z", Tokens(1, 0)),
            Answer(_one, "b", midnight, Tokens(10, 0))
        );

        Keys(new UsageQuery { Zone = zone }).ShouldBe([("2026-06-01", 1), ("2026-06-02", 10)]);
    }

    [Fact]
    public void The_hour_that_autumn_repeats_is_two_hours()
    {
        _home.Add(
            _one,
            Prompt(_one, "2026-10-25T00:10:00.000Z"),
            Answer(_one, "a", "2026-10-25T00:30:00.000Z", Tokens(1, 0)),
            Answer(_one, "b", "2026-10-25T01:30:00.000Z", Tokens(10, 0))
        );

        Keys(new UsageQuery { By = UsageBy.Hour, Zone = _berlin })
            .ShouldBe([("2026-10-25T02:00+02:00", 1), ("2026-10-25T02:00+01:00", 10)]);
    }

    [Fact]
    public void Weeks_begin_on_the_day_that_is_asked_for_and_months_on_the_first()
    {
        _home.Add(
            _one,
            Prompt(_one, "2026-05-31T10:00:00.000Z"),
            Answer(_one, "a", "2026-05-31T10:00:00.000Z", Tokens(1, 0)),
            Answer(_one, "b", "2026-06-01T10:00:00.000Z", Tokens(10, 0))
        );

        Keys(new UsageQuery { By = UsageBy.Week }).ShouldBe([("2026-05-25", 1), ("2026-06-01", 10)]);
        Keys(new UsageQuery { By = UsageBy.Week, WeekStart = DayOfWeek.Sunday }).ShouldBe([("2026-05-31", 11)]);
        Keys(new UsageQuery { By = UsageBy.Month }).ShouldBe([("2026-05", 1), ("2026-06", 10)]);
    }

    [Fact]
    public void A_period_is_cut_to_the_millisecond()
    {
        _home.Add(
            _one,
            Prompt(_one, "2026-06-01T10:00:00.000Z"),
            Answer(_one, "a", "2026-06-01T10:05:00.000Z", Tokens(1, 0)),
            Answer(_one, "b", "2026-06-01T10:05:00.001Z", Tokens(10, 0)),
            Answer(_one, "c", "2026-06-01T10:09:59.999Z", Tokens(100, 0)),
            Answer(_one, "d", "2026-06-01T10:10:00.000Z", Tokens(1000, 0))
        );

        UsageReport report = _home.Read(
            new UsageQuery
            {
                Since = DateTimeOffset.Parse("2026-06-01T10:05:00.001Z", null),
                Until = DateTimeOffset.Parse("2026-06-01T10:10:00.000Z", null),
            }
        );

        report.Total.Tokens.Input.ShouldBe(110);
        report.From.ShouldBe(DateTimeOffset.Parse("2026-06-01T10:05:00.001Z", null));
        report.To.ShouldBe(DateTimeOffset.Parse("2026-06-01T10:09:59.999Z", null));
    }

    [Fact]
    public void An_answer_without_a_time_counts_when_its_session_was_last_active()
    {
        _home.Add(_one, Prompt(_one, "2026-06-03T10:00:00.000Z"), Answer(_one, "a", "no time at all", Tokens(5, 0)));

        Keys(new UsageQuery()).ShouldBe([("2026-06-03", 5)]);
    }

    [Theory]
    [InlineData("1970-01-01T00:00:00.000Z", "1970-01-01")]
    [InlineData("9998-12-31T23:59:59.999Z", "9998-12-31")]
    public void Clocks_that_jump_break_nothing(string at, string day)
    {
        _home.Add(_one, Prompt(_one, "2026-06-03T10:00:00.000Z"), Answer(_one, "a", at, Tokens(5, 0)));

        Keys(new UsageQuery()).ShouldBe([(day, 5)]);
        _home.Blocks().Sum(block => block.Total.Tokens.Total).ShouldBe(5);
    }

    [Theory]
    [InlineData(DayOfWeek.Sunday)]
    [InlineData(DayOfWeek.Monday)]
    public void The_first_week_that_there_is_may_lack_days(DayOfWeek start)
    {
        _home.Add(_one, Prompt(_one, "0001-01-02T10:00:00.000Z"), Answer(_one, "a", "0001-01-02T10:00:00.000Z", Tokens(5, 0)));

        Keys(new UsageQuery { By = UsageBy.Week, WeekStart = start }).ShouldBe([("0001-01-01", 5)]);
    }

    [Fact]
    public void Times_far_in_the_future_leave_room_for_the_present()
    {
        _home.Add(
            _one,
            Prompt(_one, "2026-06-01T10:00:00.000Z"),
            Answer(_one, "a", "2026-06-01T10:00:00.000Z", Tokens(1, 0)),
            Answer(_one, "b", "9999-06-01T10:00:00.000Z", Tokens(1, 0)),
            Answer(_one, "c", "1970-06-01T10:00:00.000Z", Tokens(1, 0))
        );
        var query = new UsageQuery();
        DateTimeOffset now = DateTimeOffset.Parse("2026-06-03T10:00:00Z", null);

        IReadOnlyList<string> days = UsageTimes.Between(query, _home.Read(query), now);

        days.Count.ShouldBeLessThanOrEqualTo(UsageTimes.Most + 1);
        days[^1].ShouldBe("2026-06-03");
        days.Contains("2026-06-01", StringComparer.Ordinal).ShouldBeTrue();
    }

    [Fact]
    public void The_sum_of_rows_is_the_total_to_the_last_picodollar_whatever_a_row_stands_for()
    {
        AddMixed();
        Money total = _home.Total().Cost ?? throw new InvalidOperationException();
        total.ShouldNotBe(Money.Zero);

        foreach (UsageBy by in Enum.GetValues<UsageBy>())
        {
            UsageReport report = _home.Read(
                new UsageQuery
                {
                    By = by,
                    Zone = _berlin,
                    HasModels = by != UsageBy.Component,
                }
            );
            report.Total.Cost.ShouldBe(total, by.ToString());
            Sum(report.Rows).ShouldBe(total, by.ToString());
            report.Rows.Aggregate(default(TokenUsage), (sum, row) => sum + row.Tokens).ShouldBe(report.Total.Tokens);
            foreach (UsageRow row in report.Rows.Where(row => row.Models is not null))
                Sum(row.Models ?? []).ShouldBe(row.Cost ?? default);
        }
    }

    [Fact]
    public void Filters_of_sessions_and_models_hold()
    {
        AddMixed();

        Total(new UsageQuery { Model = "HAIKU" }).ShouldBe(1_003);
        Total(new UsageQuery { Sessions = UsageQuery.All with { Project = "/work/cellar" } }).ShouldBe(32);
        Total(new UsageQuery { Sessions = UsageQuery.All with { Agents = ["codex"] } }).ShouldBe(0);
        Total(new UsageQuery { Sessions = UsageQuery.All with { Deleted = DeletedSessions.Only } }).ShouldBe(0);
        Total(new UsageQuery { Thread = UsageThread.Subagent }).ShouldBe(0);
    }

    [Fact]
    public void A_model_without_a_price_is_named_and_its_cost_is_left_out()
    {
        _home.Add(
            _one,
            Prompt(_one, "2026-06-01T10:00:00.000Z"),
            Answer(_one, "a", "2026-06-01T10:00:00.000Z", Tokens(1_000_000, 0)),
            Answer(_one, "b", "2026-06-01T10:00:00.000Z", Tokens(7, 0), model: "claude-opus-99")
        );

        UsageRow total = _home.Total();
        total.Cost.ShouldBe(Money.FromUsd(5));
        total.Unpriced.ShouldHaveSingleItem().Model.ShouldBe("claude-opus-99");
        _home.Read(new UsageQuery { By = UsageBy.Model }).Rows.Single(row => row.Key == "claude-opus-99").Cost.ShouldBeNull();
    }

    private void AddMixed()
    {
        _home.Write(
            _one,
            Prompt(_one, "2026-03-28T22:00:00.000Z"),
            Answer(_one, "a", "2026-03-28T22:59:00.000Z", Tokens(17, 5)),
            Answer(_one, "b", "2026-03-29T01:30:00.000Z", Tokens(1_000, 3), model: "claude-haiku-4-5-20251001"),
            Answer(
                _one,
                "c",
                "2026-03-29T02:30:00.000Z",
                "\"input_tokens\":1,\"output_tokens\":2,\"cache_read_input_tokens\":250001,\"cache_creation\":{\"ephemeral_5m_input_tokens\":3,\"ephemeral_1h_input_tokens\":5},\"server_tool_use\":{\"web_search_requests\":2}",
                model: "claude-sonnet-4-5-20250929"
            )
        );
        _home.Add(
            _two,
            Prompt(_two, "2026-04-01T10:00:00.000Z", "/work/cellar"),
            Answer(_two, "d", "2026-04-01T10:00:00.000Z", Tokens(31, 1))
        );
    }

    private long Total(UsageQuery query) => _home.Read(query).Total.Tokens.Total;

    private static Money Sum(IEnumerable<UsageRow> rows) => rows.Aggregate(Money.Zero, (sum, row) => sum + (row.Cost ?? default));

    private (string, long)[] Keys(UsageQuery query) => [.. _home.Read(query).Rows.Select(row => (row.Key, row.Tokens.Total))];

    public void Dispose() => _home.Dispose();
}

using System.Globalization;
using Reprise.Reporting;
using Shouldly;
using Xunit;
using static Reprise.Tests.Reporting.AnswerLines;

namespace Reprise.Tests.Reporting;

public sealed class BlockReaderTests : IDisposable
{
    private static readonly string _one = UsageHome.IdOf(1);
    private readonly UsageHome _home = new();

    [Fact]
    public void A_block_begins_at_the_full_hour_and_lasts_five()
    {
        Add("10:59", "14:59", "15:00");

        Spans().ShouldBe(["10:00-15:00: 2", "15:00-20:00: 1"]);
    }

    [Fact]
    public void More_than_five_hours_without_use_are_a_gap()
    {
        Add("10:10", "15:10", "20:11");

        Spans().ShouldBe(["10:00-15:00: 1", "15:00-20:00: 1", "gap 20:10-20:11", "20:00-01:00: 1"]);
    }

    [Fact]
    public void Responses_of_one_quarter_stay_together_and_keep_their_times()
    {
        Add("10:01", "10:14");

        UsageBlock block = _home.Blocks().ShouldHaveSingleItem();
        block.First?.ToString("HH:mm", CultureInfo.InvariantCulture).ShouldBe("10:01");
        block.Last?.ToString("HH:mm", CultureInfo.InvariantCulture).ShouldBe("10:14");
    }

    [Fact]
    public void A_block_runs_until_its_end()
    {
        Add("10:10");
        UsageBlock block = _home.Blocks().ShouldHaveSingleItem();

        block.IsActive(At("14:59")).ShouldBeTrue();
        block.IsActive(At("15:00")).ShouldBeFalse();
    }

    [Fact]
    public void The_rate_leads_to_the_end_of_the_block()
    {
        Add("10:00", "12:00");
        UsageBlock block = _home.Blocks().ShouldHaveSingleItem();
        BurnRate rate = BurnRate.Of(block).ShouldNotBeNull();

        rate.TokensPerMinute.ShouldBe(2_000 / 120.0);
        (long tokens, _, TimeSpan left) = rate.Project(block, At("12:00"));
        left.ShouldBe(TimeSpan.FromHours(3));
        tokens.ShouldBe(5_000);
    }

    [Fact]
    public void A_block_that_a_clock_gone_wrong_put_at_the_end_of_time_is_cut_there()
    {
        _home.Add(_one, Prompt(_one, "9999-12-31T20:00:00.000Z"), Answer(_one, "a", "9999-12-31T20:00:00.000Z", Tokens(1, 0)));

        UsageBlock block = _home.Blocks().ShouldHaveSingleItem();
        block.End.Year.ShouldBe(9999);
        block.IsActive(At("12:00")).ShouldBeFalse();
    }

    [Fact]
    public void One_response_has_no_rate()
    {
        Add("10:00");

        BurnRate.Of(_home.Blocks().ShouldHaveSingleItem()).ShouldBeNull();
    }

    private void Add(params string[] times) =>
        _home.Add(
            _one,
            [
                Prompt(_one, $"2026-06-01T{times[0]}:00.000Z"),
                .. times.Select((time, i) => Answer(_one, $"{i}", $"2026-06-01T{time}:00.000Z", Tokens(1_000, 0))),
            ]
        );

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-06-01T{time}:00Z", CultureInfo.InvariantCulture);

    private string[] Spans() =>
        [
            .. _home
                .Blocks()
                .Select(block =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{(block.IsGap ? "gap " : "")}{block.Start:HH:mm}-{block.End:HH:mm}{(block.IsGap ? "" : $": {block.Total.Responses}")}"
                    )
                ),
        ];

    public void Dispose() => _home.Dispose();
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;
using static Reprise.Tests.Reporting.AnswerLines;

namespace Reprise.Tests.Cli.Commands;

public sealed class UsageCommandTests : IDisposable
{
    private const string One = "11111111-0000-4000-8000-000000000001";
    private const string Two = "22222222-0000-4000-8000-000000000002";

    private readonly CliHarness _cli = new();

    [Fact]
    public void Rows_in_json_have_exact_costs_whose_sum_is_the_total()
    {
        AddSessions();

        JsonElement usage = _cli.Run("usage", "--by", "day", "--timezone", "UTC", "--json").Json;

        usage.GetProperty("by").GetString().ShouldBe("day");
        JsonElement[] rows = [.. usage.GetProperty("rows").EnumerateArray()];
        rows.Select(row => row.GetProperty("key").GetString()).ShouldBe(["2026-06-13", "2026-06-15"]);
        decimal[] costs = [.. rows.Select(row => row.GetProperty("cost").GetProperty("usd").GetDecimal())];
        costs.Sum().ShouldBe(usage.GetProperty("total").GetProperty("cost").GetProperty("usd").GetDecimal());
        // 7 tokens at 5 USD per million and 3 at 25.
        costs[0].ShouldBe(0.00011m);
        rows[0].GetProperty("tokens").GetProperty("total").GetInt64().ShouldBe(10);
    }

    [Fact]
    public void Nothing_at_all_is_an_empty_list_and_exit_code_4()
    {
        AddSessions();

        CliResult result = _cli.Run("usage", "--since", "2030-01-01", "--json");

        result.ExitCode.ShouldBe(4);
        result.Json.GetProperty("rows").GetArrayLength().ShouldBe(0);
        result.Json.GetProperty("total").GetProperty("tokens").GetProperty("total").GetInt64().ShouldBe(0);
    }

    [Fact]
    public void A_table_ends_with_its_total_and_says_what_has_no_price()
    {
        AddSessions();

        CliResult result = _cli.Run("usage", "--by", "model");

        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("claude-opus-4-5-20251101");
        result.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1].ShouldStartWith("Total");
        result.Error.ShouldContain("No price is known for claude-opus-99");
    }

    [Fact]
    public void What_agents_have_deleted_goes_on_to_cost()
    {
        AddSessions();
        string before = Total();
        File.Delete(Path.Combine(_cli.UserHome, ".claude", "projects", "-work-shop", $"{One}.jsonl"));
        _cli.Run("capture", "-q");

        Total().ShouldBe(before);
        CliResult deleted = _cli.Run("usage", "--deleted", "--json");
        deleted.Json.GetProperty("total").GetProperty("tokens").GetProperty("total").GetInt64().ShouldBe(10);
        _cli.Run("usage").Error.ShouldContain("that their agents have deleted");
    }

    [Fact]
    public void Comma_separated_values_have_a_line_for_each_row()
    {
        AddSessions();

        string[] lines = _cli.Run("usage", "--csv", "--timezone", "utc").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines[0].ShouldBe("day,input,output,cache_read,cache_write,reasoning,total,responses,cost_usd,unpriced_models");
        lines[1].ShouldBe("2026-06-13,7,3,0,0,0,10,1,0.00011,");
        lines.Length.ShouldBe(3);
    }

    [Fact]
    public void A_chart_shows_every_day_and_the_value_above_each_bar()
    {
        AddSessions();

        string chart = _cli.Run("usage", "--chart", "--metric", "tokens", "--timezone", "utc").Out;

        string[] lines = chart.Split('\n');
        lines.ShouldContain(line => line.Contains("06-13 06-14 06-15", StringComparison.Ordinal));
        lines.ShouldContain(line => line.TrimEnd().EndsWith("1.1k", StringComparison.Ordinal));
        chart.ShouldContain("claude-opus-4-5-20251101");
    }

    [Fact]
    public void A_chart_of_projects_is_refused() => _cli.Run("usage", "--by", "project", "--chart").ExitCode.ShouldBe(2);

    [Fact]
    public void An_unknown_time_zone_is_an_error_that_helps()
    {
        CliResult result = _cli.Run("usage", "--timezone", "Mars/Base");

        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("Europe/Berlin");
    }

    [Fact]
    public void The_status_line_adds_what_was_not_captured_of_the_running_session()
    {
        AddSessions();
        _cli.Input = Encoding.UTF8.GetBytes(
            $$$$"""
            {"session_id":"{{{{Two}}}}","model":{"display_name":"Opus"},"cost":{"total_cost_usd":1.5},
             "context_window":{"context_window_size":200000,"current_usage":{"input_tokens":1000,"cache_read_input_tokens":49000}}}
            """
        );

        CliResult result = _cli.Run("usage", "statusline", "--timezone", "utc");

        result.ExitCode.ShouldBe(0);
        string line = result.Out.TrimEnd('\n');
        line.ShouldNotContain('\n');
        // 1,000 tokens for 0.005 USD were captured of the 1.50.
        line.ShouldStartWith("Opus | $1.50 session | $1.50+ today");
        line.ShouldEndWith("50k context (25 %)");
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json")]
    [InlineData("[1]")]
    [InlineData("""{"model":7,"cost":{"total_cost_usd":"much"},"context_window":{"current_usage":null}}""")]
    public void The_status_line_never_fails(string input)
    {
        _cli.Input = Encoding.UTF8.GetBytes(input);

        CliResult result = _cli.Run("usage", "statusline");

        result.ExitCode.ShouldBe(0);
        result.Error.ShouldBe("");
    }

    [Fact]
    public void The_status_line_waits_for_its_input_no_longer_than_a_prompt_may_take()
    {
        AddSessions();
        using var never = new SilentStream();
        _cli.InputStream = never;

        CliResult result = _cli.Run("usage", "statusline");

        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("today");
    }

    [Fact]
    public void What_a_clock_gone_wrong_put_into_the_future_is_not_of_today()
    {
        Add(
            One,
            Prompt(One, "2026-06-15T10:30:00.000Z"),
            Answer(One, "b", "2026-06-15T10:30:00.000Z", Tokens(1_000, 0)),
            Answer(One, "c", "2026-06-18T11:30:00.000Z", Tokens(1_000_000, 0))
        );
        _cli.Run("capture", "-q");

        JsonElement line = _cli.Run("usage", "statusline", "--timezone", "utc", "--json").Json;

        line.GetProperty("today").GetProperty("usd").GetDecimal().ShouldBe(0.005m);
        line.GetProperty("block").GetProperty("usd").GetDecimal().ShouldBe(0.005m);
    }

    [Fact]
    public void Names_of_models_cannot_control_a_terminal()
    {
        Add(
            One,
            Prompt(One, "2026-06-13T10:00:00.000Z"),
            Answer(One, "a", "2026-06-13T10:00:01.000Z", Tokens(7, 1), model: @"\u001b[31m=red\u0007\nx")
        );
        _cli.Run("capture", "-q");

        foreach (string[] options in new[] { new[] { "--csv" }, ["--chart"], [] })
        {
            string text = _cli.Run([
                "usage",
                .. options,
                .. options is ["--chart"] ? Array.Empty<string>() : ["--by", "model"],
            ]).Out;
            text.ShouldContain("red");
            text.ShouldNotContain('\u001b');
            text.ShouldNotContain('\u0007');
        }
    }

    [Fact]
    public void Without_the_record_of_past_lists_nothing_is_priced_until_somebody_says_so()
    {
        AddSessions();
        _cli.Add(".reprise/config.json", """{"prices":[{"model":"claude-opus-99","input":2,"output":3}]}""");
        _cli.Run("capture", "-q");
        File.Delete(Path.Combine(_cli.Home, "prices", "adopted.json"));

        CliResult lost = _cli.Run("usage");
        lost.ExitCode.ShouldBe(1);
        lost.Error.ShouldContain("usage --reprice --apply");

        _cli.Run("usage", "--reprice", "--apply").ExitCode.ShouldBe(0);
        _cli.Run("usage").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Evidence_names_the_record_of_each_figure()
    {
        AddSessions();

        JsonElement evidence = _cli.Run("usage", "explain", One, "--records", "--json").Json;

        evidence.GetProperty("counted").GetInt32().ShouldBe(1);
        evidence.GetProperty("repeated").GetInt32().ShouldBe(1);
        JsonElement[] records = [.. evidence.GetProperty("records").EnumerateArray()];
        records
            .Select(r => $"{r.GetProperty("record").GetInt64()} {r.GetProperty("fate").GetString()}")
            .ShouldBe(["2 repeated", "3 counted"]);
        evidence.GetProperty("cost").GetProperty("usd").GetDecimal().ShouldBe(0.00011m);
    }

    [Fact]
    public void A_record_that_names_a_response_without_figures_is_no_repetition()
    {
        Add(One, Prompt(One, "2026-06-13T10:00:00.000Z"), Answer(One, "a", "2026-06-13T10:00:01.000Z", Tokens(0, 0)));
        _cli.Run("capture", "-q");

        JsonElement evidence = _cli.Run("usage", "explain", One, "--records", "--json").Json;

        evidence.GetProperty("repeated").GetInt32().ShouldBe(0);
        evidence.GetProperty("records")[0].GetProperty("fate").GetString().ShouldBe("empty");
    }

    [Fact]
    public void The_five_hours_that_run_have_a_projection()
    {
        AddSessions();

        CliResult result = _cli.Run("usage", "blocks", "--active", "--json");

        JsonElement block = result.Json.GetProperty("blocks").EnumerateArray().ShouldHaveSingleItem();
        block.GetProperty("isActive").GetBoolean().ShouldBeTrue();
        block.GetProperty("start").GetDateTime().ShouldBe(new DateTime(2026, 6, 15, 10, 0, 0, DateTimeKind.Utc));
        block.GetProperty("projection").GetProperty("remainingMs").GetInt64().ShouldBe(3 * 3600 * 1000);
    }

    [Fact]
    public void Sessions_are_listed_by_what_they_cost()
    {
        AddSessions();

        JsonElement[] sessions = [.. _cli.Run("list", "--sort", "cost", "--json").Json.EnumerateArray()];

        sessions.Select(s => s.GetProperty("nativeId").GetString()).ShouldBe([Two, One]);
        sessions[0].GetProperty("costIsPartial").GetBoolean().ShouldBeTrue();
        sessions[1].GetProperty("cost").GetProperty("usd").GetDecimal().ShouldBe(0.00011m);
    }

    [Fact]
    public void A_price_of_the_settings_prices_what_was_unknown()
    {
        AddSessions();
        _cli.Add(".reprise/config.json", """{"prices":[{"model":"claude-opus-99","input":2,"output":3}]}""");

        JsonElement total = _cli.Run("usage", "--json").Json.GetProperty("total");

        total.GetProperty("unpricedModels").GetArrayLength().ShouldBe(0);
        total.GetProperty("cost").GetProperty("usd").GetDecimal().ShouldBe(0.00011m + 0.005m + 0.0002m);
    }

    [Fact]
    public void A_broken_price_of_the_settings_is_an_error_that_names_the_row()
    {
        AddSessions();
        _cli.Add(".reprise/config.json", """{"prices":[{"model":"claude-opus-99","input":-2,"output":3}]}""");

        CliResult result = _cli.Run("usage");

        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("prices");
        _cli.Run("list").ExitCode.ShouldBe(0);
        _cli.Run("show", One).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Repricing_shows_what_another_list_would_change_and_changes_nothing_by_itself()
    {
        AddSessions();
        _cli.Add(".reprise/config.json", """{"prices":[{"model":"claude-opus-4-5-20251101","input":50,"output":250}]}""");
        string before = Total();

        JsonElement repriced = _cli.Run("usage", "--reprice", "--json").Json;

        JsonElement model = repriced.GetProperty("models").EnumerateArray().ShouldHaveSingleItem();
        model.GetProperty("before").GetProperty("usd").GetDecimal().ShouldBe(0.00511m);
        model.GetProperty("after").GetProperty("usd").GetDecimal().ShouldBe(0.0511m);
        Total().ShouldBe(before);
        _cli.Run("usage", "--reprice", "--apply").ExitCode.ShouldBe(0);
        (Total() == before).ShouldBeFalse();
    }

    private string Total() =>
        _cli.Run("usage", "--json").Json.GetProperty("total").GetProperty("cost").GetProperty("usd").GetRawText();

    private void AddSessions()
    {
        Add(
            One,
            Prompt(One, "2026-06-13T10:00:00.000Z"),
            Answer(One, "a", "2026-06-13T10:00:01.000Z", Tokens(7, 1), isComplete: false),
            Answer(One, "a", "2026-06-13T10:00:02.000Z", Tokens(7, 3))
        );
        Add(
            Two,
            Prompt(Two, "2026-06-15T10:30:00.000Z"),
            Answer(Two, "b", "2026-06-15T10:30:00.000Z", Tokens(1_000, 0)),
            Answer(Two, "c", "2026-06-15T11:30:00.000Z", Tokens(100, 0), model: "claude-opus-99")
        );
        _cli.Run("capture", "-q").ExitCode.ShouldBe(0);
    }

    private void Add(string id, params string[] lines) =>
        _cli.Add(
            string.Create(CultureInfo.InvariantCulture, $".claude/projects/-work-shop/{id}.jsonl"),
            string.Concat(lines.Select(line => line.Trim() + "\n"))
        );

    public void Dispose() => _cli.Dispose();

    /// <summary>Input that stays open and says nothing.</summary>
    private sealed class SilentStream : Stream
    {
        private readonly ManualResetEventSlim _closed = new();

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            _closed.Wait();
            return 0;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            _closed.Set();
            base.Dispose(disposing);
        }
    }
}

using System.Text.Json;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

public sealed class PricesCommandTests : IDisposable
{
    private const string LiteLlm = """
        {
          "sample_spec": { "litellm_provider": "one of", "input_cost_per_token": 0.0 },
          "brand-new": { "litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 3e-06, "output_cost_per_token": 1.5e-05 },
          "gpt-5": { "litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-05, "cache_read_input_token_cost": 1e-07 },
          "gpt-5-mini": { "litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 2.5e-07, "output_cost_per_token": 2e-06, "cache_read_input_token_cost": 2.5e-08 }
        }
        """;

    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void List_shows_the_price_of_a_model_and_where_it_is_from()
    {
        CliResult result = _cli.Run("prices", "list", "claude-opus-5-5", "--json");
        result.ExitCode.ShouldBe(0);
        JsonElement price = result.Json[0].GetProperty("price");
        price.GetProperty("base").GetProperty("input").GetDecimal().ShouldBe(4);
        price.GetProperty("base").GetProperty("cacheRead").GetDecimal().ShouldBe(0.2m);
        price.GetProperty("source").GetString().ShouldNotBeNullOrEmpty();
        _cli.Run("prices", "list", "claude-opus-5-5")
            .Out.ShouldContain("claude-opus-5-5  always   4.00   20.00        0.20         5.00  fast x2");
    }

    [Fact]
    public void List_shows_the_price_that_held_on_a_day()
    {
        Cached("2026-10-06").ShouldBe(0.2m);
        Cached("2026-10-07").ShouldBe(0.1m);

        decimal Cached(string day) =>
            _cli.Run("prices", "list", "claude-sonnet-5-5", "--at", day, "--json")
                .Json[0]
                .GetProperty("price")
                .GetProperty("base")
                .GetProperty("cacheRead")
                .GetDecimal();
    }

    [Fact]
    public void List_without_a_model_shows_one_price_of_each()
    {
        CliResult result = _cli.Run("prices", "list", "--json");
        string[] models = [.. result.Json.EnumerateArray().Select(row => row.GetProperty("model").GetString() ?? "")];
        models.Count(model => model == "claude-sonnet-5-5").ShouldBe(1);
        models.Distinct(StringComparer.Ordinal).Count().ShouldBe(models.Length);
    }

    [Fact]
    public void An_unknown_model_is_shown_as_unknown()
    {
        CliResult result = _cli.Run("prices", "list", "nobody-1");
        result.ExitCode.ShouldBe(4);
        result.Out.ShouldContain("unknown");
        JsonElement row = _cli.Run("prices", "list", "nobody-1", "gpt-5", "--json").Json[0];
        row.GetProperty("price").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void A_time_that_nobody_understands_is_refused() => _cli.Run("prices", "list", "--at", "soon").ExitCode.ShouldBe(2);

    [Fact]
    public void Import_takes_the_prices_of_LiteLLMs_file()
    {
        string file = _cli.Add("prices.json", LiteLlm);
        CliResult result = _cli.Run("prices", "import", file);
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldBe(
            """
            Took 3 prices from LiteLLM's price file.
              1 new: brand-new
              1 changed: gpt-5
              1 as they were
            Left out 1 row:
              1 a sample

            """
        );
        Price("brand-new").GetProperty("base").GetProperty("output").GetDecimal().ShouldBe(15);
        Price("gpt-5").GetProperty("base").GetProperty("input").GetDecimal().ShouldBe(1);
        // What the file does not say of it still holds.
        Price("gpt-5").GetProperty("batch").GetDecimal().ShouldBe(0.5m);
        Price("gpt-5").GetProperty("source").GetString().ShouldBe("LiteLLM's price file, imported from prices.json");
    }

    [Fact]
    public void Import_leaves_the_past_alone()
    {
        string first = _cli.Add("first.json", """[{"model":"gpt-5","input":7,"output":9}]""");
        _cli.Run("prices", "import", first).ExitCode.ShouldBe(0);
        _cli.Time.Advance(TimeSpan.FromDays(10));
        _cli.Run("prices", "import", _cli.Add("second.json", LiteLlm)).ExitCode.ShouldBe(0);
        Price("gpt-5").GetProperty("base").GetProperty("input").GetDecimal().ShouldBe(1);
        Price("gpt-5", "--at", "2026-06-16").GetProperty("base").GetProperty("input").GetDecimal().ShouldBe(7);
    }

    [Fact]
    public void A_dry_run_keeps_nothing()
    {
        string file = _cli.Add("prices.json", LiteLlm);
        JsonElement report = _cli.Run("prices", "import", file, "--dry-run", "--json").Json;
        report.GetProperty("taken").GetInt32().ShouldBe(3);
        report.GetProperty("new")[0].GetString().ShouldBe("brand-new");
        report.GetProperty("skipped")[0].GetProperty("count").GetInt32().ShouldBe(1);
        report.GetProperty("dryRun").GetBoolean().ShouldBeTrue();
        Directory.Exists(Path.Combine(_cli.Home, "prices")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"model":"m","input":-1,"output":1}]""")]
    public void A_file_that_is_no_price_list_is_refused(string content)
    {
        CliResult result = _cli.Run("prices", "import", _cli.Add("prices.json", content));
        result.ExitCode.ShouldBe(1);
        result.Error.ShouldContain("prices.json");
        Directory.Exists(Path.Combine(_cli.Home, "prices")).ShouldBeFalse();
    }

    [Fact]
    public void A_missing_file_is_named() => _cli.Run("prices", "import", "nothing.json").Error.ShouldContain("There is no file");

    [Fact]
    public void Prices_of_the_settings_win_and_broken_ones_stop_only_what_needs_them()
    {
        _cli.Run("config", "set", "prices", """[{"model":"gpt-5","input":8,"output":9}]""").ExitCode.ShouldBe(0);
        Price("gpt-5").GetProperty("base").GetProperty("input").GetDecimal().ShouldBe(8);
        Price("gpt-5").GetProperty("source").GetString().ShouldBe("the settings");

        _cli.Add(".reprise/config.json", """{"prices":[{"model":"gpt-5","input":-8,"output":9}]}""");
        CliResult list = _cli.Run("prices", "list", "--json");
        list.ExitCode.ShouldBe(1);
        list.JsonErrorKind.ShouldBe("config");
        CliResult capture = _cli.Run("capture");
        capture.Error.ShouldContain("warning:");
        capture.Error.ShouldContain("negative price");
        capture.ExitCode.ShouldNotBe(1);
    }

    [Fact]
    public void A_capture_keeps_the_prices_of_its_day()
    {
        string adopted = Path.Combine(_cli.Home, "prices", "adopted.json");
        _cli.Run("config", "set", "prices", """[{"model":"gpt-5","input":8,"output":9}]""");
        _cli.Run("capture", "--dry-run");
        File.Exists(adopted).ShouldBeFalse();
        _cli.Run("capture").ExitCode.ShouldBe(0);
        _cli.Time.Advance(TimeSpan.FromDays(10));
        _cli.Run("config", "set", "prices", """[{"model":"gpt-5","input":9,"output":9}]""");
        _cli.Run("capture").ExitCode.ShouldBe(0);
        Price("gpt-5", "--at", "2026-06-16").GetProperty("base").GetProperty("input").GetDecimal().ShouldBe(8);
        Price("gpt-5").GetProperty("base").GetProperty("input").GetDecimal().ShouldBe(9);

        // Prices that cannot be read are no prices that were taken away.
        byte[] before = File.ReadAllBytes(adopted);
        _cli.Add(".reprise/config.json", """{"prices":5}""");
        _cli.Run("capture").Error.ShouldContain("warning:");
        File.ReadAllBytes(adopted).ShouldBe(before);
    }

    [Fact]
    public void A_damaged_record_of_prices_is_told_by_a_capture_that_goes_on()
    {
        _cli.Run("capture").ExitCode.ShouldBe(0);
        File.WriteAllText(Path.Combine(_cli.Home, "prices", "adopted.json"), "{");
        CliResult capture = _cli.Run("capture");
        capture.ExitCode.ShouldBe(3);
        capture.Error.ShouldContain("adopted.json is no JSON");
        _cli.Run("prices", "list").ExitCode.ShouldBe(1);
    }

    private JsonElement Price(string model, params string[] options) =>
        _cli.Run(["prices", "list", model, "--json", .. options]).Json[0].GetProperty("price");
}

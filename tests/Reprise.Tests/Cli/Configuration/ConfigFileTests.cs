using System.Text;
using Reprise.Cli.Configuration;
using Reprise.Discovery;
using Reprise.Files;
using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Configuration;

public sealed class ConfigFileTests
{
    private readonly List<string> _warnings = [];

    [Fact]
    public void An_empty_object_gives_the_defaults()
    {
        Settings settings = Parse("{}");
        settings.MaskRules.ShouldBeEmpty();
        settings.KeepsOriginals.ShouldBeTrue();
        settings.MinAge.ShouldBe(TimeSpan.Zero);
        settings.Roots.ShouldBeEmpty();
        _warnings.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"mask":{"literals":["\ud800"]}}""")]
    public void Half_a_surrogate_pair_is_a_broken_file(string json) =>
        Should.Throw<RepriseException>(() => Parse(json)).Kind.ShouldBe("config");

    [Fact]
    public void Every_key_is_read_with_comments_and_trailing_commas()
    {
        Settings settings = Parse(
            """
            {
              // ours
              "mask": {
                "patterns": ["corp-[0-9]{6}", { "pattern": "acme_\\w+", "kind": "acme-key", "ignoreCase": true }],
                "literals": ["hunter2"], /* not a real one */
              },
              "vault": "off",
              "capture": { "minAge": 2.5, "roots": [{ "agent": "codex", "path": "/mnt/laptop", "host": "laptop" }] },
            }
            """
        );
        _warnings.ShouldBeEmpty();
        settings.MaskRules.ShouldBe([
            new UserRule { Pattern = "corp-[0-9]{6}" },
            new UserRule
            {
                Pattern = "acme_\\w+",
                Kind = "acme-key",
                IgnoreCase = true,
            },
            new UserRule { Literal = "hunter2" },
        ]);
        settings.KeepsOriginals.ShouldBeFalse();
        settings.MinAge.ShouldBe(TimeSpan.FromSeconds(150));
        settings.Roots.ShouldBe([new ExtraRoot(new AgentId("codex"), "/mnt/laptop", "laptop")]);
    }

    [Fact]
    public void Unknown_keys_are_named_and_ignored()
    {
        Parse("""{ "vualt": "off", "mask": { "x": 1, "patterns": [{ "pattern": "a", "y": 2 }] }, "capture": { "z": 3 } }""");
        _warnings.ShouldBe([
            "config.json: unknown key 'vualt' is ignored",
            "config.json: unknown key 'mask.x' is ignored",
            "config.json: unknown key 'capture.z' is ignored",
            "config.json: unknown key 'mask.patterns[].y' is ignored",
        ]);
    }

    [Theory]
    [InlineData("{\n  \"vault\": maybe\n}", "line 2, column 12")]
    [InlineData("{\n  \"vault\": \"perhaps\"\n}", "line 2, column 21 (vault)")]
    [InlineData("{ \"mask\": { \"literals\": [1] } }", "(mask.literals[0])")]
    [InlineData("{ \"mask\": { \"literals\": [null] } }", "mask.literals")]
    [InlineData("{ \"mask\": { \"personalData\": [\"mail\"] } }", "'mail'")]
    [InlineData("{ \"mask\": { \"personalData\": [null] } }", "mask.personalData")]
    [InlineData("{ \"mask\": { \"personalData\": true } }", "(mask.personalData)")]
    [InlineData("{", "line 1")]
    [InlineData("", "line 1")]
    [InlineData("[]", "line 1")]
    [InlineData("null", "null")]
    [InlineData("{ \"mask\": { \"patterns\": [{}] } }", "pattern")]
    [InlineData("{ \"capture\": { \"minAge\": -1 } }", "capture.minAge")]
    [InlineData("{ \"capture\": { \"roots\": [{ \"agent\": \"nobody\", \"path\": \"/x\" }] } }", "'nobody'")]
    public void A_broken_file_is_an_error_that_says_where(string json, string place)
    {
        RepriseException error = Should.Throw<RepriseException>(() => Parse(json));
        error.Kind.ShouldBe("config");
        error.Message.ShouldContain(place);
    }

    [Fact]
    public void Prices_are_read_with_their_comments()
    {
        Settings settings = Parse(
            """{ "prices": [{ "model": "My-Model", "input": 0.5, /* ours */ "output": 2, "cached": 1, }] }"""
        );
        PriceRow row = ConfigFile.PricesOf(settings).ShouldHaveSingleItem();
        row.Model.ShouldBe("my-model");
        row.Base.ShouldBe(new TokenPrices(500_000, 2_000_000, 500_000, 500_000, 500_000, 2_000_000));
        row.Source.ShouldBe("the settings");
        _warnings.ShouldBe(["config.json: unknown key 'prices[].cached' is ignored"]);
    }

    [Theory]
    [InlineData(
        """{ "prices": [{ "model": "m", "input": -1, "output": 2 }] }""",
        "config.json: prices: row 1 (m) has a negative price"
    )]
    [InlineData("""{ "prices": [{ "model": "m", "output": 2 }] }""", "needs a model, input and output")]
    [InlineData("""{ "prices": 5 }""", "no list of prices")]
    public void Broken_prices_are_an_error_only_where_they_are_needed(string json, string problem)
    {
        Settings settings = Parse(json);
        settings.KeepsOriginals.ShouldBeTrue();
        RepriseException error = Should.Throw<RepriseException>(() => ConfigFile.PricesOf(settings));
        error.Kind.ShouldBe("config");
        error.Message.ShouldContain(problem);
    }

    [Fact]
    public void Prices_may_be_null() => ConfigFile.PricesOf(Parse("""{ "prices": null }""")).ShouldBeEmpty();

    [Fact]
    public void A_byte_order_mark_does_no_harm() => Parse("\ufeff{ \"vault\": \"on\" }").KeepsOriginals.ShouldBeTrue();

    private Settings Parse(string json) => ConfigFile.Parse(Encoding.UTF8.GetBytes(json), "config.json", _warnings.Add);
}

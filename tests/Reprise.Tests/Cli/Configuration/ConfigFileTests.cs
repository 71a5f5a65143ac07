using System.Text;
using Reprise.Cli.Configuration;
using Reprise.Discovery;
using Reprise.Files;
using Reprise.Masking;
using Reprise.Protocol;
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
    public void A_byte_order_mark_does_no_harm() => Parse("\ufeff{ \"vault\": \"on\" }").KeepsOriginals.ShouldBeTrue();

    private Settings Parse(string json) => ConfigFile.Parse(Encoding.UTF8.GetBytes(json), "config.json", _warnings.Add);
}

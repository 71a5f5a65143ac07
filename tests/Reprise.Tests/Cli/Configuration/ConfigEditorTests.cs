using System.Text;
using Reprise.Cli.Configuration;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Configuration;

public sealed class ConfigEditorTests
{
    [Theory]
    [InlineData("", "{\n  \"vault\": 1\n}\n")]
    [InlineData("{}", "{\n  \"vault\": 1\n}")]
    [InlineData("{ \"vault\": \"on\" }", "{ \"vault\": 1 }")]
    [InlineData("{ \"a\": 2 }", "{ \"a\": 2, \"vault\": 1 }")]
    [InlineData("{\n  // why\n}\n", "{\n  // why\n  \"vault\": 1\n}\n")]
    [InlineData("{\n  \"a\": 2 // why\n}\n", "{\n  \"a\": 2, // why\n  \"vault\": 1\n}\n")]
    [InlineData("{\n  \"a\": 2, // , why\n}\n", "{\n  \"a\": 2, // , why\n  \"vault\": 1\n}\n")]
    [InlineData("{\n  \"a\": 2 /* , */\n}\n", "{\n  \"a\": 2, /* , */\n  \"vault\": 1\n}\n")]
    [InlineData("{ \"vault\": 0, \"vault\": 2 }", "{ \"vault\": 0, \"vault\": 1 }")]
    [InlineData("{ \"x\": { \"vault\": 3 } }", "{ \"x\": { \"vault\": 3 }, \"vault\": 1 }")]
    public void A_value_is_set_and_the_rest_stays(string before, string after) =>
        ConfigEditor.Set(before, ["vault"], "1").ShouldBe(after);

    [Theory]
    [InlineData("{}", "{\n  \"capture\": {\n    \"minAge\": 5\n  }\n}")]
    [InlineData("{\n  \"capture\": {}\n}", "{\n  \"capture\": {\n    \"minAge\": 5\n  }\n}")]
    [InlineData("{\n  \"capture\": null\n}", "{\n  \"capture\": {\n    \"minAge\": 5\n  }\n}")]
    [InlineData(
        "{ \"b\": [1, { \"capture\": 2 }], \"capture\": { \"minAge\": 1 } }",
        "{ \"b\": [1, { \"capture\": 2 }], \"capture\": { \"minAge\": 5 } }"
    )]
    [InlineData(
        "{\n  \"capture\": {\n    \"roots\": [] // none\n  }\n}",
        "{\n  \"capture\": {\n    \"roots\": [], // none\n    \"minAge\": 5\n  }\n}"
    )]
    public void Missing_objects_are_made_on_the_way(string before, string after) =>
        ConfigEditor.Set(before, ["capture", "minAge"], "5").ShouldBe(after);

    [Theory]
    [InlineData("")]
    [InlineData("{ // a\n /* b */ \"mask\": { \"literals\": [\"x\"], }, \"x\": \"}\\\"//\", }")]
    [InlineData("{\"capture\":{\"minAge\":1},\"mask\":{}}")]
    public void What_was_set_is_read_back_and_settings_stay_valid(string text)
    {
        foreach (ConfigKey key in ConfigKeys.All)
            text = ConfigEditor.Set(text, key.Path, key.Default);
        text = ConfigEditor.Set(text, ["capture", "minAge"], "7.5");
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        ConfigKeys.Read(ConfigKeys.Find("capture.minAge"), bytes).GetDouble().ShouldBe(7.5);
        ConfigFile.Parse(bytes, "config.json", static _ => { }).MinAge.ShouldBe(TimeSpan.FromMinutes(7.5));
    }
}

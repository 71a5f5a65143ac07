using System.Text.Json;
using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Files;
using Reprise.Sealing;
using Reprise.Tests.Searching;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

/// <summary><c>list</c>, <c>show</c> and <c>search</c> on what a capture made.</summary>
public sealed class FindCommandsTests : IDisposable
{
    private const string Shop = "11111111-0000-4000-8000-000000000001";
    private const string Blog = "22222222-0000-4000-8000-000000000002";
    private const string Empty = "33333333-0000-4000-8000-000000000003";

    private readonly CliHarness _cli = new();

    [Fact]
    public void List_shows_a_table_that_fits_and_says_what_is_hidden()
    {
        Capture();
        _cli.IsTerminal = true;
        _cli.Variables["PAGER"] = "";
        _cli.Variables["NO_COLOR"] = "1";
        CliResult result = _cli.Run("list");
        result.ExitCode.ShouldBe(0);
        string[] lines = result.Out.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(3);
        lines.ShouldAllBe(line => line.Length <= 80);
        lines[0].ShouldStartWith("ID ");
        lines[1].ShouldStartWith("22222222  5 days ago  claude-code  blog");
        lines[2].ShouldEndWith("Why does the cart lose items?");
        result.Error.Trim().ShouldBe("2 sessions; hidden: 1 empty (--all shows them)");
        _cli.Run("list", "-n", "1").Error.ShouldContain("1 of 2 sessions");
        _cli.Run("list", "--all").Out.ShouldContain("33333333");
    }

    [Fact]
    public void Sessions_that_could_not_be_read_are_not_hidden_as_empty_and_say_why()
    {
        const string TooLong = "44444444-0000-4000-8000-000000000004";
        const string Torn = "55555555-0000-4000-8000-000000000005";
        Write("-work-shop", TooLong, Lines.Prompt(new string('x', RecordSplitter.MaxRecordBytes)));
        Write("-work-shop", Torn, Lines.Prompt("Why does the cart lose items?")[..^9], "no record");
        Capture();
        CliResult list = _cli.Run("list");
        list.Error.Trim().ShouldBe("4 sessions; hidden: 1 empty (--all shows them)");
        string[] lines = list.Out.Split('\n');
        lines.Count(line => line.EndsWith(" (could not be read)", StringComparison.Ordinal)).ShouldBe(2);
        _cli.Run("show", TooLong).Out.ShouldContain(" 1 record too long to be read\n");
        _cli.Run("show", Torn).Out.ShouldContain(" 2 unreadable records\n");
    }

    [Fact]
    public void List_prints_every_session_as_json()
    {
        Capture();
        JsonElement list = _cli.Run("list", "--json").Json;
        list.GetArrayLength().ShouldBe(2);
        JsonElement shop = list[1];
        shop.GetProperty("nativeId").GetString().ShouldBe(Shop);
        shop.GetProperty("project").GetString().ShouldBe("/work/shop");
        shop.GetProperty("messages").GetInt64().ShouldBe(2);
        shop.GetProperty("startedAt").GetString().ShouldBe("2026-06-01T10:00:00Z");
        shop.GetProperty("tokens").GetProperty("total").GetInt64().ShouldBe(15);
        shop.GetProperty("deletedAt").ValueKind.ShouldBe(JsonValueKind.Null);
        shop.GetProperty("tags").GetArrayLength().ShouldBe(0);
        shop.GetProperty("sourcePath").GetString().ShouldEndWith($"{Shop}.jsonl");
        _cli.Run("list", "--jsonl").Out.TrimEnd().Split('\n').Length.ShouldBe(2);
    }

    [Fact]
    public void Deleted_sessions_are_hidden_marked_and_searched()
    {
        Capture();
        File.Delete(Path.Combine(_cli.UserHome, $".claude/projects/-work-blog/{Blog}.jsonl"));
        Capture(write: false);
        CliResult usual = _cli.Run("list");
        usual.Out.ShouldNotContain("22222222");
        usual.Error.ShouldContain("hidden: 1 deleted and 1 empty");
        _cli.Run("list", "--deleted").Out.ShouldContain("[deleted] Write about carts");
        _cli.Run("search", "vehicle", "--json").Json.GetArrayLength().ShouldBe(1);
        _cli.Run("show", "2222").Out.ShouldContain("Its agent has deleted it");
    }

    [Theory]
    [InlineData("list")]
    [InlineData("search", "x")]
    public void Without_any_capture_there_is_nothing_and_no_error_to_a_script(params string[] arguments)
    {
        CliResult result = _cli.Run([.. arguments, "--json"]);
        result.ExitCode.ShouldBe(4);
        result.Json.GetArrayLength().ShouldBe(0);
        _cli.Run(arguments).ExitCode.ShouldBe(4);
        _cli.Run("show", "abcd", "--json").JsonErrorKind.ShouldBe("empty");
    }

    [Fact]
    public void Search_groups_hits_by_session_and_marks_them()
    {
        Capture();
        _cli.IsTerminal = true;
        _cli.Variables["PAGER"] = "";
        CliResult result = _cli.Run("search", "lose");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("\u001b[36m11111111\u001b[0m  \u001b[1mWhy does the cart lose items");
        result.Out.ShouldContain("\u001b[33mlose\u001b[0m items");
        JsonElement hit = _cli.Run("search", "lose", "--json").Json[0];
        hit.GetProperty("session").GetProperty("agent").GetString().ShouldBe("claude-code");
        hit.GetProperty("role").GetString().ShouldBe("user");
        hit.GetProperty("timestamp").GetString().ShouldBe("2026-06-01T10:00:00Z");
        hit.GetProperty("snippet").GetString().ShouldBe("Why does the cart lose items?");
        hit.GetProperty("rank").GetDouble().ShouldBeGreaterThan(0);
        JsonElement match = hit.GetProperty("matches")[0];
        (match.GetProperty("start").GetInt32(), match.GetProperty("length").GetInt32()).ShouldBe((18, 4));
    }

    [Theory]
    [InlineData(0, "search", "cart")]
    [InlineData(0, "search", "-E", "c.rt")]
    [InlineData(0, "search", "-F", "cart lose")]
    [InlineData(0, "search", "cart", "--role", "assistant", "--in", "text", "-C", "1", "--max", "0")]
    [InlineData(4, "search", "nowhere")]
    [InlineData(4, "search", "cart", "--role", "system")]
    [InlineData(2, "search", "-E", "c(")]
    [InlineData(2, "search", "-E", "-F", "x")]
    [InlineData(2, "search", "x", "--max", "many")]
    [InlineData(2, "search", "x", "--role", "nobody")]
    [InlineData(4, "list", "nowhere")]
    [InlineData(4, "show", "ffff")]
    [InlineData(2, "show", "ff")]
    [InlineData(0, "show", "1111")]
    [InlineData(0, "show", "claude-code:1111", "--messages", "--folders", "--usage", "--findings")]
    public void Exit_codes_tell_what_happened(int code, params string[] arguments)
    {
        Capture();
        _cli.Run(arguments).ExitCode.ShouldBe(code);
        CliResult json = _cli.Run([.. arguments, "--json"]);
        json.ExitCode.ShouldBe(code);
        json.Json.ValueKind.ShouldBeOneOf(JsonValueKind.Array, JsonValueKind.Object);
    }

    [Fact]
    public void Show_tells_all_that_is_known_and_the_transcript()
    {
        Capture();
        CliResult result = _cli.Run("show", "1111", "--messages", "--folders", "--usage");
        foreach (
            string part in new[]
            {
                "/work/shop",
                "2 in 1 turn",
                "claude-opus-4",
                "2026-06-01 12:00",
                "You",
                "Assistant",
                "It does not.",
            }
        )
            result.Out.ShouldContain(part);
        JsonElement json = _cli.Run("show", "1111", "--messages", "--folders", "--usage", "--findings", "--json").Json;
        json.GetProperty("nativeId").GetString().ShouldBe(Shop);
        json.GetProperty("messageList").GetArrayLength().ShouldBe(2);
        json.GetProperty("messageList")[1].GetProperty("parts")[0].GetProperty("text").GetString().ShouldBe("It does not.");
        json.GetProperty("folders")[0].GetString().ShouldBe("/work/shop");
        json.GetProperty("usage")[0].GetProperty("model").GetString().ShouldBe("claude-opus-4");
        json.GetProperty("findingList").GetArrayLength().ShouldBe(0);
        _cli.Run("show", "1111", "--json").Json.TryGetProperty("messageList", out _).ShouldBeFalse();
    }

    private void Capture(bool write = true)
    {
        if (write)
        {
            Write("-work-shop", Shop, Lines.Prompt("Why does the cart lose items?"), Lines.Answer("It does not."));
            Write(
                "-work-blog",
                Blog,
                Lines.Prompt("Write about carts", "/work/blog", "2026-06-10T10:00:00.000Z"),
                Lines.Answer("A cart is a vehicle.", time: "2026-06-10T10:00:01.000Z")
            );
            Write("-work-shop", Empty, "{\"type\":\"summary\",\"summary\":\"Nothing\",\"leafUuid\":\"x\"}");
        }
        var settings = new CaptureSettings { Environment = new AgentEnvironment(_cli.UserHome, _ => null) };
        var pipeline = new CapturePipeline(new RepriseHome(_cli.Home), settings, _cli.Time);
        pipeline.Run(new CaptureRequest(), CaptureProgress.None, CancellationToken.None);
    }

    private void Write(string folder, string id, params string[] lines) =>
        _cli.Add($".claude/projects/{folder}/{id}.jsonl", string.Concat(lines.Select(line => line + "\n")));

    public void Dispose() => _cli.Dispose();
}

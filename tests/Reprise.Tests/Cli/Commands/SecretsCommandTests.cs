using System.Text;
using System.Text.Json;
using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Files;
using Reprise.Tests.Searching;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

/// <summary>What leaked where: <c>secrets list</c>, <c>show</c>, <c>find</c> and <c>rotated</c>.</summary>
public sealed class SecretsCommandTests : IDisposable
{
    private const string Shop = "11111111-0000-4000-8000-000000000001";
    private const string Blog = "22222222-0000-4000-8000-000000000002";

    private readonly CliHarness _cli = new();
    private readonly string _token = GitHubToken.Make(1);
    private readonly string _other = GitHubToken.Make(2);

    public SecretsCommandTests()
    {
        Write(
            "-work-shop",
            Shop,
            Lines.Prompt($"my token is {_token} ok?"),
            Lines.Call("Read", new { file_path = "/work/shop/.env" }, callId: "toolu_1"),
            Lines.Result($"GITHUB_TOKEN={_token}\nDB_PASSWORD=Xk29vq77Lmz4\n", callId: "toolu_1"),
            Lines.Call("Bash", new { command = $"curl -H 'Authorization: Bearer {_other}' x" }, callId: "toolu_2"),
            Lines.Result($"sent {_other}", callId: "toolu_2"),
            Lines.Answer($"I have seen {_token}.", time: "2026-06-02T09:00:00.000Z")
        );
        Write(
            "-work-blog",
            Blog,
            Lines.Prompt($"{_token} again, not [masked:slack-bot:aaaaaaaaaaaa]", "/work/blog", "2026-06-10T10:00:00.000Z")
        );
        _cli.Variables["COLUMNS"] = "80";
        Capture();
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void List_reads_like_a_report_and_fits_the_terminal()
    {
        CliResult result = _cli.Run("secrets", "list");
        result.ExitCode.ShouldBe(0);
        string[] lines = result.Out.TrimEnd('\n').Split('\n');
        lines.ShouldAllBe(line => line.Length <= 80);
        lines[0].ShouldBe("3 secrets in 2 sessions, seen 2026-06-01 to 2026-06-10");
        lines[2].ShouldBe("High: access to machines, code, data or money (2)");
        lines[3].ShouldBe("KIND        FINGERPRINT   TIMES  SESSIONS  LAST SEEN   WHERE");
        lines[4].ShouldBe($"github-pat  {Fingerprint("prompt")}      4         2  5 days ago  prompt, answer, file read");
        lines[5].ShouldBe($"github-pat  {Fingerprint("toolInput")}      2         1  2026-06-01  tool input, tool output");
        lines[7].ShouldBe("Medium: access to one service, or a password of unknown use (1)");
        result.Out.ShouldContain("Where: prompt 2, file read 2, answer 1, tool input 1, tool output 1.");
        result.Out.ShouldNotContain(_token);
        result.Out.ShouldNotContain("aaaaaaaaaaaa");
    }

    [Fact]
    public void List_prints_everything_as_json()
    {
        JsonElement list = _cli.Run("secrets", "list", "--json").Json;
        list.GetArrayLength().ShouldBe(3);
        JsonElement first = list[0];
        first.GetProperty("kind").GetString().ShouldBe("github-pat");
        first.GetProperty("severity").GetString().ShouldBe("high");
        first.GetProperty("count").GetInt64().ShouldBe(4);
        first.GetProperty("sessions").GetInt32().ShouldBe(2);
        first.GetProperty("firstSeen").GetString().ShouldBe("2026-06-01T10:00:00Z");
        first.GetProperty("lastSeen").GetString().ShouldBe("2026-06-10T10:00:00Z");
        first.GetProperty("projects").EnumerateArray().Select(p => p.GetString()).ShouldBe(["/work/blog", "/work/shop"]);
        first.GetProperty("agents")[0].GetString().ShouldBe("claude-code");
        first.GetProperty("roles").GetProperty("fileRead").GetInt64().ShouldBe(1);
        first.GetProperty("rotated").ValueKind.ShouldBe(JsonValueKind.Null);
        first
            .GetProperty("placeholder")
            .GetString()
            .ShouldBe($"[masked:github-pat:{first.GetProperty("fingerprint").GetString()}]");
    }

    [Theory]
    [InlineData(1, "--since", "2026-06-09")]
    [InlineData(1, "--project", "blog")]
    [InlineData(1, "--project", "/work/blog")]
    [InlineData(2, "--role", "tool-output", "--role", "answer")]
    [InlineData(2, "--role", "file-read")]
    [InlineData(2, "--kind", "github")]
    [InlineData(1, "--kind", "password")]
    [InlineData(3, "--agent", "claude-code", "--sort", "first-seen")]
    [InlineData(2, "--sort", "count", "-n", "2")]
    [InlineData(0, "--agent", "codex")]
    [InlineData(0, "--until", "2026-05-01")]
    [InlineData(0, "--kind", "slack")]
    public void List_is_filtered(int count, params string[] options)
    {
        CliResult result = _cli.Run(["secrets", "list", "--json", .. options]);
        result.Json.GetArrayLength().ShouldBe(count);
        result.ExitCode.ShouldBe(count == 0 ? 4 : 0);
    }

    [Fact]
    public void Show_tells_each_place_with_the_masked_text_around_it()
    {
        string fingerprint = Fingerprint("prompt");
        CliResult result = _cli.Run("secrets", "show", fingerprint[..6]);
        result.ExitCode.ShouldBe(0);
        foreach (
            string part in new[]
            {
                $"github-pat  {fingerprint}  high",
                "4 times in 2 sessions of claude-code",
                "prompt 2, answer 1, file read 1",
                "/work/blog, /work/shop",
                "2026-06-01 12:00  #1  prompt",
                $"    my token is [masked:github-pat:{fingerprint}] ok?",
                "#3  file read: /work/shop/.env",
                $"GITHUB_TOKEN=[masked:github-pat:{fingerprint}] DB_PASSWORD=[masked:",
                "#6  answer",
            }
        )
            result.Out.ShouldContain(part);
        result.Out.ShouldNotContain(_token);
        JsonElement json = _cli.Run("secrets", "show", $"[masked:github-pat:{fingerprint}]", "--json").Json;
        JsonElement place = json.GetProperty("places")[2];
        place.GetProperty("role").GetString().ShouldBe("fileRead");
        place.GetProperty("tool").GetString().ShouldBe("Read");
        place.GetProperty("readFile").GetString().ShouldBe("/work/shop/.env");
        place.GetProperty("message").GetInt32().ShouldBe(3);
        place.GetProperty("messageId").GetString().ShouldNotBeNullOrEmpty();
        place.GetProperty("session").GetProperty("id").GetString().ShouldBe($"claude-code:{Shop}");
    }

    [Fact]
    public void A_rotated_secret_leaves_the_list_until_it_is_seen_again()
    {
        string fingerprint = Fingerprint("toolInput");
        CliResult marked = _cli.Run("secrets", "rotated", fingerprint, "--reason", $"INC-7 {_other}", "--json");
        marked.Json.GetProperty("rotated").GetProperty("by").GetString().ShouldBe("ana");
        marked.Json.GetProperty("rotated").GetProperty("reason").GetString().ShouldBe($"INC-7 [masked:github-pat:{fingerprint}]");
        CliResult list = _cli.Run("secrets", "list");
        list.Out.ShouldNotContain(fingerprint);
        list.Out.ShouldContain("1 secret more was rotated (--all shows them).");
        _cli.Run("secrets", "list", "--all").Out.ShouldContain("[rotated] tool input");
        _cli.Run("secrets", "show", fingerprint).Out.ShouldContain("2026-06-15 14:00 by ana: INC-7 [masked:");

        Write("-work-blog", Blog[..^1] + "3", Lines.Prompt($"and {_other}", "/work/blog", "2026-06-20T10:00:00.000Z"));
        Capture();
        _cli.Run("secrets", "list").Out.ShouldContain("[seen after rotation]");
        _cli.Run("secrets", "list", "--json")
            .Json.EnumerateArray()
            .Single(secret => secret.GetProperty("fingerprint").GetString() == fingerprint)
            .GetProperty("rotated")
            .GetProperty("seenSince")
            .GetBoolean()
            .ShouldBeTrue();

        _cli.Run("secrets", "rotated", fingerprint, "--undo").ExitCode.ShouldBe(0);
        _cli.Run("secrets", "list", "--all").Out.ShouldNotContain("rotat]");
        _cli.Run("secrets", "rotated", fingerprint, "--undo").ExitCode.ShouldBe(2);
    }

    [Fact]
    public void Marks_survive_another_index()
    {
        string fingerprint = Fingerprint("toolInput");
        _cli.Run("secrets", "rotated", fingerprint);
        _cli.Run("reindex").ExitCode.ShouldBe(0);
        _cli.Run("secrets", "list", "--json").Json.GetArrayLength().ShouldBe(2);
        File.Delete(Path.Combine(_cli.Home, "index.db"));
        _cli.Run("reindex").ExitCode.ShouldBe(0);
        _cli.Run("secrets", "list", "--json").Json.GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void Find_tells_where_a_value_leaked_and_never_shows_it()
    {
        _cli.Input = Encoding.UTF8.GetBytes(_token + "\n");
        CliResult result = _cli.Run("secrets", "find");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("This value leaked.");
        result.Out.ShouldContain(Fingerprint("prompt"));
        (result.Out + result.Error).ShouldNotContain(_token);

        _cli.Input = Encoding.UTF8.GetBytes("Xk29vq77Lmz4");
        _cli.Run("secrets", "find", "--json").Json.GetProperty("masked").GetArrayLength().ShouldBe(1);

        _cli.Input = Encoding.UTF8.GetBytes(GitHubToken.Make(99));
        CliResult nowhere = _cli.Run("secrets", "find");
        nowhere.ExitCode.ShouldBe(4);
        nowhere.Out.ShouldStartWith("Found nowhere");
    }

    [Fact]
    public void Find_tells_of_messages_in_which_no_rule_saw_the_value()
    {
        const string Value = "wonderful gardens";
        Write("-work-blog", Blog[..^1] + "4", Lines.Prompt($"we say {Value} to it", "/work/blog"));
        Capture();
        _cli.Input = Encoding.UTF8.GetBytes(Value);
        CliResult result = _cli.Run("secrets", "find");
        result.ExitCode.ShouldBe(0);
        result.Out.ShouldContain("It stands in clear in 1 message: no rule recognised it there.");
        result.Out.ShouldNotContain($"say {Value}");
        JsonElement json = _cli.Run("secrets", "find", "--json").Json;
        json.GetProperty("inClear")[0].GetProperty("role").GetString().ShouldBe("user");
        json.GetProperty("masked").GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData(4, "secrets", "show", "zzzz")]
    [InlineData(2, "secrets", "show", "zz")]
    [InlineData(2, "secrets", "list", "--role", "nobody")]
    [InlineData(4, "secrets", "rotated", "zzzzzz")]
    [InlineData(2, "secrets", "find")]
    [InlineData(2, "secrets")]
    public void Exit_codes_tell_what_happened(int code, params string[] arguments) =>
        _cli.Run([.. arguments, "--json"]).ExitCode.ShouldBe(code);

    private string Fingerprint(string role) =>
        _cli.Run("secrets", "list", "--all", "--json")
            .Json.EnumerateArray()
            .First(secret => secret.GetProperty("roles").TryGetProperty(role, out _))
            .GetProperty("fingerprint")
            .GetString()
            .ShouldNotBeNull();

    private void Capture()
    {
        var settings = new CaptureSettings { Environment = new AgentEnvironment(_cli.UserHome, _ => null) };
        var pipeline = new CapturePipeline(new RepriseHome(_cli.Home), settings, _cli.Time);
        pipeline.Run(new CaptureRequest(), CaptureProgress.None, CancellationToken.None);
    }

    private void Write(string folder, string id, params string[] lines) =>
        _cli.Add($".claude/projects/{folder}/{id}.jsonl", string.Concat(lines.Select(line => line + "\n")));
}

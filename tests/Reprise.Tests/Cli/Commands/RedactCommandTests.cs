using System.Text;
using System.Text.Json;
using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Files;
using Reprise.Tests.Searching;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

/// <summary>What is redacted shows up in nothing that a command prints, and comes back when it is taken back.</summary>
public sealed class RedactCommandTests : IDisposable
{
    private const string Shop = "11111111-0000-4000-8000-000000000001";
    private const string Codex = "22222222-0000-4000-8000-000000000002";

    private readonly CliHarness _cli = new();
    private readonly string _token = GitHubToken.Make(5);

    public RedactCommandTests()
    {
        _cli.Add(
            $".claude/projects/-work-nightjar/{Shop}.jsonl",
            string.Concat(
                new[]
                {
                    Lines.Prompt("Plan for Nightjar please", "/work/nightjar"),
                    Lines.Call("Bash", new { command = "grep -r nightjar .", note = "\"Night\\Jar\"" }),
                    Lines.Result($"src/nightjar.cs: \u001b[31mNIGHTJAR\u001b[0m token {_token}"),
                    Lines.Answer("The nightjar plan is <private>to wait\nand see</private>, done."),
                }.Select(line => line + "\n")
            )
        );
        _cli.Add(
            $".codex/sessions/2026/06/02/rollout-2026-06-02T10-00-00-{Codex}.jsonl",
            """
            {"timestamp":"2026-06-02T10:00:00.000Z","type":"session_meta","payload":{"id":"22222222-0000-4000-8000-000000000002","timestamp":"2026-06-02T10:00:00.000Z","cwd":"/work/blog","originator":"codex_cli_rs","cli_version":"0.100.0"}}
            {"timestamp":"2026-06-02T10:00:01.000Z","type":"response_item","payload":{"type":"message","role":"user","content":[{"type":"input_text","text":"Tell nobody about the merger with Finch"}]}}
            {"timestamp":"2026-06-02T10:00:01.000Z","type":"event_msg","payload":{"type":"user_message","message":"Tell nobody about the merger with Finch"}}
            {"timestamp":"2026-06-02T10:00:05.000Z","type":"response_item","payload":{"type":"message","role":"assistant","content":[{"type":"output_text","text":"I will not."}]}}
            {"timestamp":"2026-06-02T10:00:06.000Z","type":"event_msg","payload":{"type":"user_message","message":"Good. Finch is a bird."}}

            """.ReplaceLineEndings("\n")
        );
        _cli.Variables["COLUMNS"] = "80";
        Capture();
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_text_is_hidden_in_everything_that_is_shown()
    {
        JsonElement made = Add("nightjar", "--label", "bird", "--reason", "nightjar is ours");
        made.GetProperty("sessions").GetInt64().ShouldBe(1);
        made.GetProperty("parts").GetInt64().ShouldBeGreaterThan(5);
        made.GetProperty("reason").GetString().ShouldBe("[redacted:bird] is ours");
        string fingerprint = _cli.Run("secrets", "list", "--json").Json[0].GetProperty("fingerprint").GetString() ?? "";
        string[][] commands =
        [
            ["list"],
            ["list", "--json"],
            ["list", "--jsonl"],
            ["show", "1111", "--messages", "--folders", "--usage", "--findings"],
            ["show", "1111", "--messages", "--folders", "--json"],
            ["search", "plan"],
            ["search", "plan", "--json"],
            ["search", "-F", "grep -r"],
            ["search", "-E", "tok.n", "-C", "3"],
            ["cat", "1111"],
            ["secrets", "show", fingerprint],
            ["secrets", "show", fingerprint, "--json"],
            ["secrets", "list", "--json"],
            ["redact", "list"],
            ["redact", "list", "--json"],
            ["redact", "show", Id(made)],
            ["redact", "history"],
            ["list", "nightjar"],
            ["search", "nightjar"],
            ["search", "-F", "nightjar"],
            ["search", "-E", "n.ghtjar"],
        ];
        foreach (string[] command in commands)
        {
            CliResult result = _cli.Run(command);
            (result.Out + result.Error).ShouldNotContain("nightjar", Case.Insensitive, string.Join(' ', command));
            result.ExitCode.ShouldBe(command[^1].EndsWith("ghtjar", StringComparison.Ordinal) ? 4 : 0, string.Join(' ', command));
        }
        _cli.Run("list", "--json").Out.ShouldContain("Plan for [redacted:bird] please");
        _cli.Run("show", "1111").Out.ShouldContain("/work/[redacted:bird]");
        _cli.Run("cat", "1111").Out.ShouldContain("grep -r [redacted:bird] .");
        File.ReadAllText(Directory.GetFiles(Path.Combine(_cli.Home, "journal")).Single()).ShouldNotContain("ightjar");
    }

    [Fact]
    public void What_is_printed_as_json_lines_stays_json()
    {
        Add("nightjar");
        Run("redact", "add", "--marker", "<private>", "</private>");
        string[] lines = _cli.Run("cat", "1111").Out.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(4);
        foreach (string line in lines)
            JsonDocument.Parse(line).RootElement.GetProperty("uuid").GetString().ShouldNotBeNullOrEmpty();
        lines[3].ShouldContain("plan is [redacted:marked], done.");
    }

    [Fact]
    public void The_owners_own_file_is_restored_as_it_was()
    {
        byte[] native = File.ReadAllBytes(Path.Combine(_cli.UserHome, $".claude/projects/-work-nightjar/{Shop}.jsonl"));
        Add("nightjar");
        _cli.Run("cat", "1111", "--original").OutBytes.ShouldBe(native);
        string target = Path.Combine(_cli.UserHome, "restored");
        _cli.Run("restore", "1111", "--to", target).ExitCode.ShouldBe(0);
        File.ReadAllBytes(Directory.GetFiles(target, "*.jsonl", SearchOption.AllDirectories).Single()).ShouldBe(native);
    }

    [Fact]
    public void A_message_is_hidden_by_its_number_also_where_its_agent_repeats_it()
    {
        string shown = _cli.Run("show", "2222", "--messages").Out;
        shown.ShouldContain("#1  2026-06-02 12:00");
        JsonElement made = Run("redact", "add", "--message", "2222:#1", "--reason", "confidential");
        made.GetProperty("scope").GetString().ShouldBe("message");
        made.GetProperty("message").GetString().ShouldBe("p1");
        string cat = _cli.Run("cat", "codex:2222").Out;
        cat.ShouldNotContain("merger");
        cat.Split("[redacted:message]").Length.ShouldBe(3);
        cat.ShouldContain("Finch is a bird");
        cat.ShouldContain("I will not.");
        _cli.Run("search", "merger").ExitCode.ShouldBe(4);
        _cli.Run("search", "-F", "merger").ExitCode.ShouldBe(4);
        _cli.Run("search", "bird").ExitCode.ShouldBe(0);
        _cli.Run("list").Out.ShouldNotContain("merger");
    }

    [Fact]
    public void A_text_or_a_span_of_a_message_is_hidden_there_alone()
    {
        _cli.Input = Encoding.UTF8.GetBytes("Finch\n");
        Run("redact", "add", "--message", "2222:p1", "--text").GetProperty("parts").GetInt64().ShouldBe(1);
        _cli.Run("show", "2222", "--messages").Out.ShouldContain("the merger with [redacted:message]");
        _cli.Run("show", "2222", "--messages").Out.ShouldContain("Good. Finch is a bird.");
        Run("redact", "add", "--message", "2222:p2", "--span", "15:21", "--label", "animal");
        _cli.Run("show", "2222", "--messages").Out.ShouldContain("Good. Finch is [redacted:animal].");
        _cli.Run("redact", "add", "--message", "2222:p2", "--span", "900:1000").ExitCode.ShouldBe(2);
    }

    [Fact]
    public void A_whole_session_is_hidden_and_still_there()
    {
        Run("redact", "add", "--message", "1111");
        CliResult show = _cli.Run("show", "1111", "--messages");
        show.Out.ShouldNotContain("plan", Case.Insensitive);
        show.Out.ShouldContain("Bash");
        _cli.Run("cat", "1111").Out.ShouldNotContain("private");
        _cli.Run("list", "--json").Json.GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public void A_rule_of_prompts_leaves_the_rest_alone()
    {
        Add("nightjar", "--scope", "prompt");
        string show = _cli.Run("show", "1111", "--messages").Out;
        show.ShouldContain("Plan for [redacted:text] please");
        show.ShouldContain("The nightjar plan");
        _cli.Run("cat", "1111").Out.ShouldContain("The nightjar plan");
        Add("nightjar", "--scope", "field", "--field", "folder");
        _cli.Run("show", "1111").Out.ShouldContain("/work/[redacted:text]");
    }

    [Fact]
    public void Changes_are_kept_taken_back_and_told()
    {
        string id = Id(Add("nightjar"));
        Run("redact", "disable", id, "--actor", "bob", "--reason", "asked for");
        _cli.Run("search", "nightjar").ExitCode.ShouldBe(0);
        _cli.Run("redact", "list").Out.ShouldContain("[disabled] asked for");
        Run("redact", "undo");
        _cli.Run("search", "nightjar").ExitCode.ShouldBe(4);
        Run("redact", "remove", id);
        _cli.Run("search", "nightjar").ExitCode.ShouldBe(0);
        _cli.Run("redact", "list").ExitCode.ShouldBe(4);
        Run("redact", "undo", id);
        _cli.Run("search", "nightjar").ExitCode.ShouldBe(4);
        Run("redact", "undo");
        _cli.Run("search", "nightjar").ExitCode.ShouldBe(0);
        _cli.Run("redact", "undo").ExitCode.ShouldBe(4);

        JsonElement history = _cli.Run("redact", "history", id, "--json").Json;
        history
            .EnumerateArray()
            .Select(change => (change.GetProperty("act").GetString(), change.GetProperty("by").GetString()))
            .ShouldBe([
                ("undone", "ana"),
                ("undone", "ana"),
                ("removed", "ana"),
                ("undone", "ana"),
                ("disabled", "bob"),
                ("made", "ana"),
            ]);
        _cli.Run("redact", "history").Out.ShouldContain("taken back: removed");
    }

    [Fact]
    public void Preview_shows_what_is_kept_and_what_is_shown()
    {
        Add("nightjar");
        CliResult preview = _cli.Run("redact", "preview", "1111");
        preview.Out.ShouldContain("#1  prompt");
        preview.Out.ShouldContain("- Plan for Nightjar please\n+ Plan for [redacted:text] please\n");
        preview.Out.ShouldContain("tool input");
        preview.Out.ShouldNotContain(_token);
        preview.Error.ShouldContain("4 texts of this session changed.");
        _cli.Run("redact", "preview", "2222").Error.ShouldContain("Nothing of this session is hidden.");
        JsonElement json = _cli.Run("redact", "preview", "1111", "--json").Json;
        json.GetProperty("changes")[0].GetProperty("raw").GetString().ShouldBe("Plan for Nightjar please");
        json.GetProperty("changes")[0].GetProperty("redacted").GetString().ShouldBe("Plan for [redacted:text] please");
        _cli.IsTerminal = true;
        _cli.Variables["PAGER"] = "";
        _cli.Run("redact", "preview", "1111").Out.ShouldContain("\u001b[31m- Plan for Nightjar please\u001b[0m");
    }

    [Fact]
    public void A_dry_run_counts_and_changes_nothing()
    {
        _cli.Run("redact", "add", "nightjar", "--dry-run").Out.ShouldContain("parts of 1 session. Nothing was changed.");
        _cli.Run("redact", "list").ExitCode.ShouldBe(4);
        _cli.Run("search", "nightjar").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Without_the_key_nothing_is_shown_until_the_redaction_is_given_up()
    {
        string id = Id(Add("nightjar"));
        string key = Path.Combine(_cli.Home, "vault", "fingerprint.key");
        byte[] kept = File.ReadAllBytes(key);
        File.Delete(key);
        foreach (string[] command in new string[][] { ["list"], ["show", "1111"], ["search", "plan"], ["cat", "1111"] })
        {
            CliResult result = _cli.Run([.. command, "--json"]);
            result.ExitCode.ShouldBe(1, command[0]);
            result.JsonErrorKind.ShouldBe("redaction");
        }
        _cli.Run("redact", "list").Out.ShouldContain("[cannot be read]");
        AtomicFile.Write(key, kept);
        _cli.Run("list").Out.ShouldContain("[redacted:text]");
        Run("redact", "remove", id);
        _cli.Run("list").Out.ShouldContain("Nightjar");
    }

    [Fact]
    public void A_damaged_journal_is_found_and_what_is_whole_of_it_still_holds()
    {
        Add("nightjar");
        _cli.Run("verify").ExitCode.ShouldBe(0);
        string file = Directory.GetFiles(Path.Combine(_cli.Home, "journal")).Single();
        byte[] whole = File.ReadAllBytes(file);
        byte[] damaged = [.. whole, .. whole];
        damaged[whole.Length + 20] ^= 1;
        AtomicFile.Write(file, damaged);
        CliResult verified = _cli.Run("verify", "--json");
        verified.ExitCode.ShouldBe(5);
        verified.Json.GetProperty("damaged")[0].GetProperty("problem").GetString().ShouldBe("(line 2): its checksum is wrong");
        _cli.Run("redact", "list").Error.ShouldContain("line 2: its checksum is wrong");
        _cli.Run("search", "nightjar").ExitCode.ShouldBe(4);
        // Half a line is what a kill leaves: nothing that was told to be kept is lost.
        AtomicFile.Write(file, [.. whole, .. "{\"format\":1,"u8]);
        _cli.Run("verify").ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Redactions_that_came_from_another_device_hold_at_once()
    {
        Add("nightjar");
        string folder = Path.Combine(_cli.Home, "journal");
        string file = Directory.GetFiles(folder).Single();
        string text = File.ReadAllText(file);
        Run("redact", "undo");
        File.Delete(file);
        _cli.Run("search", "nightjar").ExitCode.ShouldBe(0);
        AtomicFile.Write(Path.Combine(folder, "0123456789abcdef.jsonl"), Encoding.UTF8.GetBytes(text));
        _cli.Run("search", "nightjar").ExitCode.ShouldBe(4);
        _cli.Run("list").Out.ShouldContain("[redacted:text]");
    }

    [Theory]
    [InlineData(2, "redact", "add", "x")]
    [InlineData(2, "redact", "add")]
    [InlineData(2, "redact", "add", "some text", "--regex", "more")]
    [InlineData(2, "redact", "add", "--regex", "(")]
    [InlineData(2, "redact", "add", "--regex", "a*")]
    [InlineData(2, "redact", "add", "--regex", "(?<=a)b")]
    [InlineData(2, "redact", "add", "some text", "--scope", "field")]
    [InlineData(2, "redact", "add", "some text", "--field", "nowhere")]
    [InlineData(2, "redact", "add", "some text", "--label", "No Label")]
    [InlineData(2, "redact", "add", "some text", "--text")]
    [InlineData(2, "redact", "add", "--message", "1111", "--span", "1:5")]
    [InlineData(2, "redact", "add", "--message", "1111:#1", "--span", "five")]
    [InlineData(2, "redact", "add", "--message", "1111:#1", "--scope", "prompt")]
    [InlineData(4, "redact", "add", "--message", "1111:#99")]
    [InlineData(4, "redact", "add", "--message", "1111:nope")]
    [InlineData(4, "redact", "add", "--message", "ffff:#1")]
    [InlineData(4, "redact", "show", "ffff")]
    [InlineData(4, "redact", "list")]
    [InlineData(4, "redact", "undo")]
    [InlineData(4, "redact", "history")]
    public void Exit_codes_tell_what_happened(int code, params string[] arguments) =>
        _cli.Run([.. arguments, "--json"]).ExitCode.ShouldBe(code);

    private JsonElement Add(string text, params string[] options)
    {
        _cli.Input = Encoding.UTF8.GetBytes(text + "\n");
        return Run(["redact", "add", .. options]);
    }

    private JsonElement Run(params string[] arguments)
    {
        CliResult result = _cli.Run([.. arguments, "--json"]);
        result.ExitCode.ShouldBe(0, result.Out);
        return result.Json;
    }

    private static string Id(JsonElement redaction) => redaction.GetProperty("id").GetString().ShouldNotBeNull();

    private void Capture()
    {
        var settings = new CaptureSettings { Environment = new AgentEnvironment(_cli.UserHome, _ => null) };
        var pipeline = new CapturePipeline(new RepriseHome(_cli.Home), settings, _cli.Time);
        pipeline.Run(new CaptureRequest(), CaptureProgress.None, CancellationToken.None);
    }
}

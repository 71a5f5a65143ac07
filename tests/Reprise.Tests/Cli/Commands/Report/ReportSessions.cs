using System.Text;
using System.Text.Json;
using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Files;
using Reprise.Tests.Searching;

namespace Reprise.Tests.Cli.Commands.Report;

/// <summary>Two made-up sessions with what makes reports hard: a secret, a redaction, and texts that want to be markup.</summary>
internal static class ReportSessions
{
    public const string Shop = "11111111-0000-4000-8000-000000000001";
    public const string Blog = "22222222-0000-4000-8000-000000000002";
    public const string Hostile = "<img src=x onerror=alert(1)> [a](javascript:alert(2)) | `b` </pre></script>\n```\n# Heading";

    public static void Add(CliHarness cli, string token)
    {
        Write(
            cli,
            $".claude/projects/-work-shop/{Shop}.jsonl",
            Lines.Prompt("Plan for Nightjar: use " + token, "/work/shop"),
            Lines.Call("Edit", new { file_path = "/work/shop/nightjar.js", new_string = "x" }, id: "m1", callId: "c1"),
            Lines.Result("ok", callId: "c1"),
            Lines.Call("Bash", new { command = "npm test" }, id: "m2", callId: "c2"),
            Lines.Result("Error: nightjar.js is <empty>", isError: true, callId: "c2"),
            Lines.Answer("The plan is done.", id: "m3"),
            Lines.Prompt("=HYPERLINK(\"https://example.com\")", time: "2026-06-02T08:00:00.000Z")
        );
        Write(
            cli,
            $".claude/projects/-work-blog/{Blog}.jsonl",
            Lines.Prompt(Hostile, "/work/blog", "2026-06-01T12:00:00.000Z"),
            Lines.Answer("# Not a heading\n```\n<b>bold</b>", time: "2026-06-01T12:00:05.000Z")
        );
    }

    public static void Capture(CliHarness cli)
    {
        var settings = new CaptureSettings { Environment = new AgentEnvironment(cli.UserHome, _ => null) };
        var pipeline = new CapturePipeline(new RepriseHome(cli.Home), settings, cli.Time);
        pipeline.Run(new CaptureRequest(), CaptureProgress.None, CancellationToken.None);
    }

    /// <summary>Hides a text, and gives the id of the redaction.</summary>
    public static string Hide(CliHarness cli, string text, params string[] options)
    {
        cli.Input = Encoding.UTF8.GetBytes(text + "\n");
        JsonElement made = cli.Run(["redact", "add", .. options, "--json"]).Json;
        return made.GetProperty("id").GetString() ?? "";
    }

    private static void Write(CliHarness cli, string path, params string[] lines) =>
        cli.Add(path, string.Concat(lines.Select(line => line + "\n")));
}

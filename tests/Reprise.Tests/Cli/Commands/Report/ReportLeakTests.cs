using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Tests.Searching;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands.Report;

/// <summary>No secret and no word that is redacted is in any report, wherever it was said.</summary>
public sealed class ReportLeakTests
{
    private static readonly string[][] _reports =
    [
        .. from kind in new[] { "--prompts", "--actions", "--usage" }
        from format in new[] { "markdown", "csv", "html", "json" }
        select new[] { "report", kind, "--format", format },
        ["report", "--actions", "--reasoning", "--answers", "0"],
        ["report", "--title", "All about Nightjar"],
        ["report", "--project", "nightjar"],
        ["report", "--project", "nightjar", "--usage", "--format", "html"],
        ["report", "--actions", "--redacted", "--json"],
    ];

    [Fact]
    public void Nothing_that_was_hidden_is_in_any_report()
    {
        var words = Gen.Elements(
            "NIGHTJAR",
            "nightjar",
            "Night\u200bjar",
            "nightjar's",
            "<b>nightjar</b>",
            "\"nightjar\"",
            "xNightjarx"
        );
        var places = Gen.Choose(0, 5);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(6),
            Prop.ForAll(
                Arb.From(words.ArrayOf(6)),
                Arb.From(places),
                (said, secretAt) =>
                {
                    using var cli = new CliHarness();
                    string token = GitHubToken.Make(secretAt + 1);
                    string Say(int place) => $"before {said[place]} after{(place == secretAt ? $" {token}" : "")}";
                    string[] lines =
                    [
                        Lines.Prompt(Say(0), "/work/nightjar"),
                        Lines.Answer(Say(1), id: "m1"),
                        Lines.Call("Bash", new { command = Say(2) }, id: "m2", callId: "c1"),
                        Lines.Result(Say(3), isError: true, callId: "c1"),
                        Lines.Call("Edit", new { file_path = $"/work/nightjar/{Say(4)}", content = "x" }, id: "m3", callId: "c2"),
                        JsonSerializer.Serialize(
                            new
                            {
                                type = "custom-title",
                                customTitle = Say(5),
                                sessionId = "s",
                            }
                        ),
                    ];
                    cli.Add(
                        $".claude/projects/-work-x/{ReportSessions.Shop}.jsonl",
                        string.Concat(lines.Select(line => line + "\n"))
                    );
                    ReportSessions.Capture(cli);
                    ReportSessions.Hide(
                        cli,
                        "nightjar",
                        "--label",
                        "bird",
                        "--reason",
                        "nightjar is ours",
                        "--actor",
                        "nightjar fan"
                    );
                    foreach (string[] report in _reports)
                    {
                        CliResult result = cli.Run(report);
                        string all = result.Out + result.Error;
                        all.ShouldNotContain("nightjar", Case.Insensitive, string.Join(' ', report));
                        all.ShouldNotContain(token, Case.Sensitive, string.Join(' ', report));
                        // The index does not know the project by that name any more.
                        result.ExitCode.ShouldBe(report.Contains("--project") ? 4 : 0, string.Join(' ', report));
                    }
                }
            )
        );
    }
}

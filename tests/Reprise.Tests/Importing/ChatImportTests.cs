using System.IO.Compression;
using System.Text;
using Reprise.Agents;
using Reprise.Capturing;
using Reprise.Importing.Chats;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Importing;

public sealed class ChatImportTests : IDisposable
{
    private readonly CaptureHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void An_export_of_claude_ai_gives_a_session_for_each_conversation()
    {
        string text = $"[{ChatTexts.Claude()}, {ChatTexts.Claude("two", "a1b2c3d4-0000-4000-8000-000000000002")}]";
        CaptureReport report = _home.Import(Zip(("conversations.json", text), ("users.json", "[{\"uuid\":\"a\"}]")));
        report.Skipped.ShouldBeEmpty();
        report.ByAgent[new AgentId("claude-ai")].ShouldBe(2);
        IndexedSession session = One(ChatTexts.ClaudeId);
        session.Title.ShouldBe("Finding the parser");
        session.Messages.ShouldBe(2);
        session.ToolCalls.ShouldBe(1);
        session.Counts[(int)SessionCount.Thinking].ShouldBe(1);
        session.Counts[(int)SessionCount.Image].ShouldBe(1);
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(0);
        session.StartedAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero));
        session.LastActiveAt.ShouldBe(new DateTimeOffset(2026, 3, 1, 10, 5, 0, TimeSpan.Zero));
        session.DeletedAt.ShouldBeNull();
        // The conversation as it stands in the export, to the byte.
        _home.States(session).ShouldBe([ChatTexts.Claude()]);
        _home.Verify().ShouldBeEmpty();
        _home.Capture().Deleted.ShouldBe(0);
    }

    [Fact]
    public void An_export_of_ChatGPT_gives_what_is_shown_and_keeps_what_was_left()
    {
        string path = Plain("conversations.json", $"[{ChatTexts.Gpt()}]");
        CaptureReport report = _home.Import(path);
        report.Skipped.ShouldBeEmpty();
        IndexedSession session = _home.Only();
        session.Key.ToString().ShouldBe($"chatgpt:{ChatTexts.GptId}");
        session.Title.ShouldBe("Monads");
        // A prompt, the answer that thinks and calls, and the one after the result.
        session.Messages.ShouldBe(3);
        session.ToolCalls.ShouldBe(1);
        session.Models.ShouldBe(["gpt-5"]);
        session.Counts[(int)SessionCount.Image].ShouldBe(1);
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(0);
        _home.States(session).ShouldBe([ChatTexts.Gpt()]);
    }

    [Fact]
    public void Importing_an_export_twice_adds_nothing()
    {
        string path = Plain("conversations.json", $"[{ChatTexts.Gpt()}, {ChatTexts.Claude()}]");
        _home.Import(path).Captured.ShouldBe(2);
        List<string> tree = _home.Tree();
        (_home.Import(path).Unchanged, _home.Import(path, dryRun: true).Unchanged).ShouldBe((2, 2));
        _home.Tree().ShouldBe(tree);
    }

    [Fact]
    public void A_later_export_is_current_and_an_older_one_is_not_whichever_comes_first()
    {
        string older = ChatTexts.Gpt();
        string newer = ChatTexts.Gpt(
            "what is a monad, really?",
            1772369500,
            """, "n": {"id": "n", "message": null, "parent": "a", "children": []}"""
        );
        foreach (string[] order in new[] { new[] { older, newer }, [newer, older] })
        {
            using var home = new CaptureHome();
            foreach (string text in order)
            {
                string path = Path.Combine(home.Folder, "conversations.json");
                File.WriteAllText(path, $"[{text}]");
                home.Import(path);
            }
            home.States(home.Only()).ShouldBe([older, newer]);
        }
    }

    [Fact]
    public void A_conversation_that_only_grew_replaces_its_earlier_state()
    {
        string older = ChatTexts.Claude();
        string newer = older
            .Replace("10:05:00.000000Z", "10:09:00.000000Z", StringComparison.Ordinal)
            .Replace(
                "\"attachments\": [], \"files\": []}\n",
                "\"attachments\": [], \"files\": []},\n{\"uuid\": \"m3\", \"text\": \"thanks\", \"content\": [], \"sender\": \"human\"}\n",
                StringComparison.Ordinal
            );
        newer.ShouldContain("m3");
        _home.Import(Plain("conversations.json", $"[{older}]"));
        _home.Import(Plain("conversations.json", $"[{newer}]")).Updated.ShouldBe(1);
        _home.States(_home.Only()).ShouldBe([newer]);
        _home.Only().Messages.ShouldBe(3);
        _home.Import(Plain("conversations.json", $"[{older}]")).Unchanged.ShouldBe(1);
        _home.States(_home.Only()).ShouldBe([newer]);
    }

    [Fact]
    public void Secrets_in_a_conversation_are_masked()
    {
        string token = Cli.GitHubToken.Make(9);
        CaptureReport report = _home.Import(Plain("conversations.json", $"[{ChatTexts.Claude($"use {token}")}]"));
        report.Findings.Values.Sum().ShouldBeGreaterThan(0);
        _home.Masked().ShouldNotContain(token);
        _home.States(_home.Only()).ShouldBe([ChatTexts.Claude($"use {token}")]);
    }

    [Fact]
    public void More_conversations_than_go_together_are_given_part_by_part()
    {
        string[] texts = [.. Enumerable.Range(0, 16).Select(i => ChatTexts.Claude(id: $"a1b2c3d4-0000-4000-8000-{i:D12}"))];
        string path = Plain("conversations.json", $"[{string.Join(',', texts)}]");
        var export = new ChatExport(AgentCatalog.Exports, batchBytes: 5 * texts[0].Length);
        export
            .Read(path, CancellationToken.None)
            .Select(batch => batch.Roots.Sum(root => root.Sessions.Count))
            .ShouldBe([5, 5, 5, 1]);
        _home.Import(path).Captured.ShouldBe(16);
    }

    [Fact]
    public void What_is_no_conversation_is_counted_and_what_is_cut_off_is_said()
    {
        string path = Plain("conversations.json", $"[{ChatTexts.Claude()}, {{\"uuid\": 5}}, 7, {ChatTexts.Gpt()[..400]}");
        CaptureReport report = _home.Import(path);
        report.Captured.ShouldBe(1);
        report.Skipped.Count.ShouldBe(2);
        report.Skipped.ShouldContain(problem => problem.Reason.StartsWith("2 of its elements", StringComparison.Ordinal));
        report.Skipped.ShouldContain(problem => problem.Reason.Contains("cut off", StringComparison.Ordinal));
    }

    [Fact]
    public void Ids_that_would_be_paths_are_refused()
    {
        string path = Plain("conversations.json", $"[{ChatTexts.Claude(id: "../../escaped")}]");
        _home.Import(path).Captured.ShouldBe(0);
    }

    [Fact]
    public void A_zip_that_unpacks_without_end_is_not_read()
    {
        string path = Path.Combine(_home.Folder, "export.zip");
        using (var file = File.Create(path))
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
        using (Stream entry = zip.CreateEntry("conversations.json", CompressionLevel.SmallestSize).Open())
        {
            byte[] blanks = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (int i = 0; i < 100; i++)
                entry.Write(blanks);
        }
        CaptureReport report = _home.Import(path);
        report.Captured.ShouldBe(0);
        report.Skipped.ShouldHaveSingleItem().Reason.ShouldContain("unpacks to so much more");
    }

    [Fact]
    public void A_zip_that_is_damaged_or_holds_no_conversations_is_reported()
    {
        _home.Import(Zip(("readme.txt", "x"))).Skipped.ShouldHaveSingleItem().Reason.ShouldContain("no conversations");
        File.WriteAllText(Path.Combine(_home.Folder, "broken.zip"), "PK\u0003\u0004 and nothing else");
        _home.Import(Path.Combine(_home.Folder, "broken.zip")).Skipped.ShouldHaveSingleItem();
    }

    [Fact]
    public void Parents_that_go_round_in_circles_end()
    {
        string text = ChatTexts.Gpt().Replace("\"parent\": \"root\"", "\"parent\": \"a\"", StringComparison.Ordinal);
        _home.Import(Plain("conversations.json", $"[{text}]")).Captured.ShouldBe(1);
        _home.Only().Messages.ShouldBe(3);
    }

    [Fact]
    public void A_list_of_another_name_and_a_single_conversation_are_read()
    {
        _home.Import(Plain("my export.json", $"[{ChatTexts.Gpt()}]")).Captured.ShouldBe(1);
        string path = Plain("one.json", ChatTexts.Claude());
        _home.Import(path).Captured.ShouldBe(1);
        _home.States(One(ChatTexts.ClaudeId)).ShouldBe([ChatTexts.Claude()]);
        _home.Import(Plain("conversations.json", $"[{ChatTexts.Claude()}]")).Unchanged.ShouldBe(1);
    }

    [Fact]
    public void Other_files_of_a_folder_are_passed_over()
    {
        Zip(("conversations.json", $"[{ChatTexts.Gpt()}]"));
        Plain("other.zip", "no zip");
        Plain("source.tar.gz", "no session");
        Plain("settings.json", "[1]");
        CaptureReport report = _home.Import(_home.Folder);
        report.Skipped.ShouldBeEmpty();
        report.Captured.ShouldBe(1);
    }

    private IndexedSession One(string id) => _home.All().Single(session => session.Key.NativeId == id);

    private string Plain(string name, string text)
    {
        string path = Path.Combine(_home.Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string Zip(params (string Name, string Text)[] files)
    {
        string path = Path.Combine(_home.Folder, "data-2026-03-01.zip");
        using var file = File.Create(path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        foreach ((string name, string text) in files)
        {
            using Stream entry = zip.CreateEntry(name).Open();
            entry.Write(Encoding.UTF8.GetBytes(text));
        }
        return path;
    }
}

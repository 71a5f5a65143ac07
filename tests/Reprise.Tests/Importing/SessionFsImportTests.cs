using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Importing;

/// <summary>Sessions as SessionFS 0.1.0 keeps them: made up.</summary>
public sealed class SessionFsImportTests : IDisposable
{
    private const string Id = "ses_11111111222243338";

    private static readonly Dictionary<string, string> Files = new(StringComparer.Ordinal)
    {
        ["manifest.json"] = """
            {"sfs_version": "0.1.0", "session_id": "ses_11111111222243338", "title": "Fix the parser", "created_at": "2026-03-01T10:00:00Z", "updated_at": "2026-03-01T10:10:00Z",
             "source": {"tool": "claude-code", "tool_version": "2.1.0", "original_session_id": "11111111-2222-4333-8444-555555555555"}, "parent_session_id": null}
            """,
        ["messages.jsonl"] = """
            {"msg_id":"a","role":"user","content":[{"type":"text","text":"fix it"}],"timestamp":"2026-03-01T10:00:00Z"}
            {"msg_id":"b","role":"assistant","content":[{"type":"thinking","text":"hm","signature":"s"},{"type":"tool_use","tool_use_id":"t","name":"Bash","input":{"command":"ls"}}],"timestamp":"2026-03-01T10:00:05Z","model":"claude-opus-4-8","usage":{"input_tokens":10,"output_tokens":20,"cache_read_tokens":30,"cache_write_tokens":40,"reasoning_tokens":5}}
            {"msg_id":"c","role":"tool","content":[{"type":"tool_result","tool_use_id":"t","content":"a.py","is_error":true}],"timestamp":"2026-03-01T10:00:06Z"}
            {"msg_id":"d","role":"assistant","content":[{"type":"text","text":"sub"}],"timestamp":"2026-03-01T10:00:07Z","is_sidechain":true,"agent_id":"agent-1"}
            {"msg_id":"e","role":"system","content":[{"type":"summary","text":"so far"}],"timestamp":"2026-03-01T10:00:08Z"}
            {"msg_id":"f","role":"assistant","content":[{"type":"text","text":"Done."},{"type":"of_the_future"}],"timestamp":"2026-03-01T10:00:09Z","model":"claude-opus-4-8"}

            """,
        ["workspace.json"] = """{"root_path": "/w/demo", "git": {"remote_url": "https://example.org/r.git", "branch": "main"}}""",
        ["checkpoints/one/messages.jsonl"] = "{\"msg_id\":\"a\",\"role\":\"user\",\"content\":[]}\n",
        ["empty.txt"] = "",
    };

    private readonly CaptureHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_store_of_sessions_is_imported()
    {
        string store = WriteStore();
        CaptureReport report = _home.Import(store);
        report.Skipped.ShouldBeEmpty();
        IndexedSession session = _home.Only();
        session.Key.ToString().ShouldBe($"sessionfs:{Id}");
        session.Title.ShouldBe("Fix the parser");
        session.Project.ShouldBe("/w/demo");
        session.Branch.ShouldBe("main");
        session.Messages.ShouldBe(3);
        session.ToolCalls.ShouldBe(1);
        session.Subagents.ShouldBe(1);
        session.Tokens.ShouldBe(new TokenUsage(10, 20, 30, 40, 0, 5));
        session.Counts[(int)SessionCount.Compaction].ShouldBe(1);
        session.Counts[(int)SessionCount.ToolError].ShouldBe(1);
        session.Counts[(int)SessionCount.UnknownRecord].ShouldBe(1);
        _home.Manifest(session).Files.Count.ShouldBe(Files.Count);
        _home.States(session, "/messages.jsonl")[0].ShouldBe(Files["messages.jsonl"]);
        _home.Import(store).Unchanged.ShouldBe(1);
        _home.Import(Path.Combine(store, Id + ".sfs")).Unchanged.ShouldBe(1);
    }

    [Fact]
    public void A_packed_session_is_the_same_session()
    {
        string packed = Pack(tar =>
        {
            foreach ((string name, string text) in Files)
                Add(tar, name, text);
        });
        CaptureReport report = _home.Import(packed);
        report.Skipped.ShouldBeEmpty();
        report.Captured.ShouldBe(1);
        _home.Only().Key.ToString().ShouldBe($"sessionfs:{Id}");
        _home.Only().Messages.ShouldBe(3);
        _home.Import(packed).Unchanged.ShouldBe(1);
        _home.Import(WriteStore()).Unchanged.ShouldBe(1);
    }

    [Fact]
    public void Names_in_a_packed_session_may_start_at_the_folder_itself()
    {
        string packed = Pack(tar =>
        {
            tar.WriteEntry(new GnuTarEntry(TarEntryType.Directory, "./"));
            foreach ((string name, string text) in Files)
                Add(tar, "./" + name, text);
            Add(tar, "./../outside.txt", "x");
            Add(tar, ".//etc/passwd", "x");
            Add(tar, "./", "x");
        });
        CaptureReport report = _home.Import(packed);
        report.Captured.ShouldBe(1);
        report.Skipped.Count.ShouldBe(3);
        _home.Manifest(_home.Only()).Files.Count.ShouldBe(Files.Count);
        _home.Import(WriteStore()).Unchanged.ShouldBe(1);
    }

    [Fact]
    public void What_a_packed_session_would_put_elsewhere_is_left_out()
    {
        string packed = Pack(tar =>
        {
            foreach ((string name, string text) in Files)
                Add(tar, name, text);
            Add(tar, "../outside.txt", "x");
            Add(tar, "/etc/passwd", "x");
            tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "link") { LinkName = "/etc/passwd" });
        });
        CaptureReport report = _home.Import(packed);
        report.Captured.ShouldBe(1);
        report.Skipped.Count.ShouldBe(3);
        _home.Manifest(_home.Only()).Files.Count.ShouldBe(Files.Count);
    }

    [Fact]
    public void One_that_is_damaged_is_reported()
    {
        string path = Path.Combine(_home.Folder, Id + ".sfs");
        File.WriteAllText(path, "no archive");
        _home.Import(path).Skipped.ShouldHaveSingleItem();
    }

    private string WriteStore()
    {
        string store = Path.Combine(_home.Folder, "sessions");
        foreach ((string name, string text) in Files)
        {
            string path = Path.Combine(store, Id + ".sfs", name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            File.SetLastWriteTimeUtc(path, new DateTime(2026, 3, 1, 11, 0, 0, DateTimeKind.Utc));
        }
        return store;
    }

    private string Pack(Action<TarWriter> write)
    {
        string path = Path.Combine(Directory.CreateDirectory(Path.Combine(_home.Folder, "packed")).FullName, Id + ".sfs.tar.gz");
        using var file = File.Create(path);
        using var gzip = new GZipStream(file, CompressionLevel.Optimal);
        using var tar = new TarWriter(gzip);
        write(tar);
        return path;
    }

    private static void Add(TarWriter tar, string name, string text) =>
        tar.WriteEntry(
            new PaxTarEntry(TarEntryType.RegularFile, name)
            {
                DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)),
                ModificationTime = new DateTimeOffset(2026, 3, 1, 11, 0, 0, TimeSpan.Zero),
            }
        );
}

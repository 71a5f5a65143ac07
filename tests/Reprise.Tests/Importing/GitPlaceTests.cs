using Reprise.Capturing;
using Reprise.Files;
using Reprise.Importing;
using Reprise.Indexing;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Importing;

/// <summary>Repositories of every form, and those that were made to do harm or are damaged.</summary>
public sealed class GitPlaceTests : IDisposable
{
    private const string Id = "11111111-2222-4333-8444-555555555555";
    private const string Transcript = $"projects/-w-demo/{Id}.jsonl";
    private readonly CaptureHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void A_bare_repository_of_another_machine_gives_sessions_of_this_machines_home()
    {
        GitFolder git = Repository("laptop/.claude");
        string bare = Path.Combine(_home.Folder, "backup.git");
        git.Run("clone", "-q", "--bare", git.Path, bare);
        // References that are packed into one file.
        git.Run("--git-dir", bare, "gc", "-q");
        File.Exists(Path.Combine(bare, "packed-refs")).ShouldBeTrue();
        _home.Import(bare, git: true).Captured.ShouldBe(1);
        IndexedSession session = _home.Only();
        session.Root.ShouldBe(Path.Combine(_home.User, ".claude"));
        session.SourcePath.ShouldBe(Transcript);
        session.DeletedAt.ShouldNotBeNull();
    }

    [Fact]
    public void A_home_within_a_repository_is_found_from_any_folder_of_it()
    {
        var git = new GitFolder(_home.User);
        git.Write($".claude/{Transcript}", Turns());
        git.Write(".claude.other/notes.txt", "x");
        git.Commit();
        git.Delete($".claude/{Transcript}");
        git.Commit();
        CaptureReport report = _home.Import(Path.Combine(_home.User, ".claude"), git: true);
        report.Skipped.ShouldBeEmpty();
        _home.Only().Root.ShouldBe(Path.Combine(_home.User, ".claude"));
        _home.Import(_home.User, git: true).Unchanged.ShouldBe(1);
    }

    [Theory]
    [InlineData("--object-format=sha1")]
    [InlineData("--object-format=sha256")]
    public void Names_of_objects_may_be_long(string format)
    {
        GitFolder git = Repository("repository", format);
        git.Write(Transcript, Turns() + Turns());
        git.Commit();
        _home.Import(git.Path, git: true).Captured.ShouldBe(1);
        _home.States(_home.Only()).ShouldBe([Turns() + Turns()]);
    }

    [Fact]
    public void Commits_that_only_the_log_of_a_branch_knows_are_found()
    {
        GitFolder git = Repository("repository");
        git.Run("checkout", "-q", "--orphan", "fresh");
        git.Run("rm", "-rfq", "--ignore-unmatch", ".");
        git.Write("readme", "x");
        git.Commit();
        git.Run("branch", "-q", "-D", "main");
        _home.Import(git.Path, git: true).Captured.ShouldBe(1);
    }

    [Fact]
    public void A_further_work_tree_is_the_same_repository()
    {
        GitFolder git = Repository("repository");
        string tree = Path.Combine(_home.Folder, "tree");
        git.Run("worktree", "add", "-q", "-b", "side", tree);
        _home.Import(tree, git: true).Captured.ShouldBe(1);
    }

    [Fact]
    public void Nothing_that_a_repository_configures_is_run()
    {
        GitFolder git = Repository("repository");
        string marker = Path.Combine(_home.Folder, "was-run");
        string script = Path.Combine(_home.Folder, "script.sh");
        File.WriteAllText(script, $"#!/bin/sh\ntouch {marker}\ncat\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, (UnixFileMode)0b111_101_101);
        git.Write(".gitattributes", "*.jsonl diff=evil filter=evil\n");
        git.Commit();
        foreach (
            string key in new[]
            {
                "core.fsmonitor",
                "core.pager",
                "core.sshCommand",
                "core.alternateRefsCommand",
                "core.editor",
                "diff.external",
                "diff.evil.textconv",
                "diff.evil.command",
                "filter.evil.smudge",
                "filter.evil.clean",
                "gpg.program",
                "uploadpack.packObjectsHook",
            }
        )
            git.Run("config", key, script);
        git.Run("config", "log.showSignature", "true");
        git.Run("config", "remote.origin.url", $"ext::{script}");
        git.Run("config", "remote.origin.promisor", "true");
        git.Run("config", "extensions.partialClone", "origin");
        git.Run("config", "protocol.ext.allow", "always");
        git.Run("config", "alias.cat-file", $"!{script}");
        git.Run("config", "core.hooksPath", _home.Folder);
        // An object that is missing would be fetched from the remote.
        string blob = git.Run("rev-parse", $"HEAD:{Transcript}");
        File.Delete(Path.Combine(git.Path, ".git", "objects", blob[..2], blob[2..]));
        string[] before = Directory.GetFiles(Path.Combine(git.Path, ".git"), "*", SearchOption.AllDirectories);
        _home.Import(git.Path, git: true).Skipped.ShouldHaveSingleItem().Reason.ShouldContain("missing");
        File.Exists(marker).ShouldBeFalse();
        Directory.GetFiles(Path.Combine(git.Path, ".git"), "*", SearchOption.AllDirectories).ShouldBe(before, ignoreOrder: true);
    }

    [Fact]
    public void Paths_that_lead_out_and_links_are_not_followed()
    {
        GitFolder git = Repository("repository");
        string blob = git.Run("rev-parse", $"HEAD:{Transcript}");
        git.CommitEntry("100644", "../escaped.jsonl", blob, "outward");
        git.CommitEntry("100644", "/etc/passwd.jsonl", blob, "absolute");
        git.CommitEntry("100644", ".git", blob, "dot-git");
        git.CommitEntry("120000", "link.jsonl", blob, "link");
        git.CommitEntry("160000", "module.jsonl", git.Run("rev-parse", "HEAD"), "module");
        git.CommitEntry("100644", new string('x', 300) + ".jsonl", blob, "long");
        CaptureReport report = _home.Import(git.Path, git: true);
        report.Captured.ShouldBe(1);
        report.Skipped.Count.ShouldBe(4);
        report.Skipped.Count(problem => problem.Reason.Contains("path", StringComparison.Ordinal)).ShouldBe(3);
        report.Skipped.ShouldContain(problem => problem.Reason.Contains("link", StringComparison.Ordinal));
        Directory.GetFiles(Path.GetTempPath(), "escaped.jsonl").ShouldBeEmpty();
    }

    [Fact]
    public void What_is_damaged_is_reported_and_the_rest_is_found()
    {
        GitFolder git = Repository("repository");
        git.Write("projects/-w-demo/33333333-2222-4333-8444-555555555555.jsonl", Turns("33333333-2222-4333-8444-555555555555"));
        git.Commit();
        string tree = git.Run("rev-parse", "HEAD:projects/-w-demo");
        git.Write("later.txt", "x");
        git.Commit();
        string path = Path.Combine(git.Path, ".git", "objects", tree[..2], tree[2..]);
        File.Delete(path);
        CaptureReport report = _home.Import(git.Path, git: true);
        report.Captured.ShouldBe(1);
        report.Skipped.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_repository_without_commits_holds_nothing()
    {
        var git = new GitFolder(Path.Combine(_home.Folder, "repository"));
        CaptureReport report = _home.Import(git.Path, git: true);
        report.Skipped.ShouldBeEmpty();
        report.Captured.ShouldBe(0);
    }

    [Fact]
    public void A_folder_without_a_repository_is_an_error_with_a_hint()
    {
        var error = Should.Throw<RepriseException>(() => _home.Import(Path.GetTempPath(), git: true));
        error.Kind.ShouldBe("path");
        error.Hint.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("relative:.")]
    public void Without_git_there_is_an_error_with_a_hint(string? searchPath)
    {
        RepriseException error = Should.Throw<RepriseException>(() => Reprise.Importing.Git.GitProgram.Find(searchPath));
        error.Kind.ShouldBe("git");
        error.Hint.ShouldNotBeNull();
    }

    private GitFolder Repository(string name, params string[] options)
    {
        var git = new GitFolder(Path.Combine(_home.Folder, name), options);
        git.Write(Transcript, Turns());
        git.Commit();
        return git;
    }

    private static string Turns(string id = Id) => CaptureHome.ClaudeTurn(id, 0, "list the files");
}

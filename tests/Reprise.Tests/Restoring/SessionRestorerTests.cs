using System.Text;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Restoring;
using Reprise.Sealing;
using Reprise.Tests.Agents;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Restoring;

public sealed class SessionRestorerTests : IDisposable
{
    private static readonly DateTime _changed = new(2026, 3, 4, 5, 6, 7, 891, DateTimeKind.Utc);
    private readonly TestHome _home = new();

    private string Target => _home.Scratch("restored");

    public static TheoryData<string> Agents => CorpusTests.Agents;

    [Theory]
    [MemberData(nameof(Agents))]
    public void Every_session_of_the_corpus_comes_back_with_its_times(string agent)
    {
        string corpus = SharedCorpus.Of(agent);
        string[] paths = Directory.GetFiles(corpus, "*", SearchOption.AllDirectories);
        string[] files = [.. paths.Select(path => Path.GetRelativePath(corpus, path).Replace('\\', '/'))];
        for (int i = 0; i < files.Length; i++)
            Write(files[i], File.ReadAllBytes(paths[i]), _changed.AddMinutes(i).AddTicks(i));
        ArchiveEntry entry = _home.Archive.Open(_home.Capture(null, files).Name);

        RestoredSession restored = Restore(entry, new RestoreOptions { Folder = Target });
        restored.IsComplete.ShouldBeTrue();
        restored.Files.Count.ShouldBe(files.Length);
        for (int i = 0; i < files.Length; i++)
        {
            string path = Path.Combine(Target, files[i]);
            File.ReadAllBytes(path).ShouldBe(File.ReadAllBytes(paths[i]), files[i]);
            File.GetLastWriteTimeUtc(path).ShouldBe(_changed.AddMinutes(i).AddTicks(i));
        }
        Directory.GetFiles(Target, "*", SearchOption.AllDirectories).Length.ShouldBe(files.Length);
    }

    [Fact]
    public void A_deleted_session_goes_back_to_where_it_was()
    {
        ArchiveEntry entry = Capture();
        Directory.Delete(_home.Sources, recursive: true);
        Restore(entry, new RestoreOptions()).Files.ShouldAllBe(f => f.Outcome == RestoreOutcome.Written);
        File.ReadAllText(Path.Combine(_home.Sources, "session.jsonl")).ShouldBe(Line(1));
        File.GetLastWriteTimeUtc(Path.Combine(_home.Sources, "session.jsonl")).ShouldBe(_changed);
    }

    [Fact]
    public void Permissions_come_back()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no permission bits.");
        if (OperatingSystem.IsWindows())
            return;
        Write("session.jsonl", Encoding.UTF8.GetBytes(Line(1)), _changed);
        File.SetUnixFileMode(Path.Combine(_home.Sources, "session.jsonl"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        ArchiveEntry entry = _home.Capture(null, "session.jsonl");
        Restore(entry, new RestoreOptions { Folder = Target });
        File.GetUnixFileMode(Path.Combine(Target, "session.jsonl")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.GroupRead);
    }

    [Fact]
    public void A_dry_run_writes_nothing()
    {
        RestoredSession restored = Restore(Capture(), new RestoreOptions { Folder = Target, DryRun = true });
        restored.Files.ShouldAllBe(f => f.Outcome == RestoreOutcome.Written);
        Directory.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public void Identical_files_are_left_alone()
    {
        ArchiveEntry entry = Capture();
        DateTime other = _changed.AddDays(1);
        File.SetLastWriteTimeUtc(Path.Combine(_home.Sources, "session.jsonl"), other);
        Restore(entry, new RestoreOptions()).Files.ShouldAllBe(f => f.Outcome == RestoreOutcome.Identical);
        File.GetLastWriteTimeUtc(Path.Combine(_home.Sources, "session.jsonl")).ShouldBe(other);
    }

    [Fact]
    public void Other_content_is_overwritten_only_by_force()
    {
        ArchiveEntry entry = Capture();
        _home.Append("session.jsonl", "{}\n");
        RestoredSession refused = Restore(entry, new RestoreOptions());
        refused.IsComplete.ShouldBeFalse();
        refused.Files[0].Outcome.ShouldBe(RestoreOutcome.Conflict);
        File.ReadAllText(Path.Combine(_home.Sources, "session.jsonl")).ShouldBe(Line(1) + "{}\n");

        Restore(entry, new RestoreOptions { Force = true }).Files[0].Outcome.ShouldBe(RestoreOutcome.Written);
        File.ReadAllText(Path.Combine(_home.Sources, "session.jsonl")).ShouldBe(Line(1));
    }

    [Fact]
    public void Older_generations_come_back()
    {
        Write("session.jsonl", Encoding.UTF8.GetBytes(Line(1) + Line(2)), _changed);
        Write("session/notes.txt", "before"u8.ToArray(), _changed);
        ArchiveEntry entry = _home.Capture(null, "session.jsonl", "session/notes.txt");
        Write("session.jsonl", Encoding.UTF8.GetBytes(Line(3)), _changed.AddDays(1));
        entry = _home.Capture(entry, "session.jsonl", "session/notes.txt");
        entry.Manifest.Generations.ShouldBe(2);

        Restore(entry, new RestoreOptions { Folder = Target, Generation = 1 }).Generation.ShouldBe(1);
        File.ReadAllText(Path.Combine(Target, "session.jsonl")).ShouldBe(Line(1) + Line(2));
        Restore(entry, new RestoreOptions { Folder = Target, Force = true }).Generation.ShouldBe(2);
        File.ReadAllText(Path.Combine(Target, "session.jsonl")).ShouldBe(Line(3));
        Should
            .Throw<RepriseException>(() => Restore(entry, new RestoreOptions { Folder = Target, Generation = 3 }))
            .Kind.ShouldBe("generation");
    }

    [Fact]
    public void Nothing_is_written_through_a_link()
    {
        ArchiveEntry entry = Capture();
        string outside = Directory.CreateDirectory(_home.Scratch("outside")).FullName;
        Directory.CreateDirectory(Target);
        Directory.CreateSymbolicLink(Path.Combine(Target, "session"), outside);
        RestoredFile file = Restore(entry, new RestoreOptions { Folder = Target, Force = true })
            .Files.Single(f => f.Path == "session/notes.txt");
        file.Outcome.ShouldBe(RestoreOutcome.Failed);
        Directory.GetFileSystemEntries(outside).ShouldBeEmpty();
    }

    [Fact]
    public void A_link_in_the_place_of_a_file_is_replaced_not_followed()
    {
        ArchiveEntry entry = Capture();
        string outside = _home.Scratch("outside.txt");
        File.WriteAllText(outside, "untouched");
        Directory.CreateDirectory(Target);
        string link = Path.Combine(Target, "session.jsonl");
        File.CreateSymbolicLink(link, outside);
        Restore(entry, new RestoreOptions { Folder = Target }).Files[0].Outcome.ShouldBe(RestoreOutcome.Conflict);
        Restore(entry, new RestoreOptions { Folder = Target, Force = true }).Files[0].Outcome.ShouldBe(RestoreOutcome.Written);
        File.ReadAllText(outside).ShouldBe("untouched");
        new FileInfo(link).LinkTarget.ShouldBeNull();
    }

    [Fact]
    public void A_path_that_leads_out_is_refused_and_the_others_are_restored()
    {
        ArchiveEntry entry = Capture();
        ArchiveManifest manifest = entry.Manifest;
        ArchivedFile[] files = [manifest.Files[0], manifest.Files[1] with { Path = "../escaped.txt" }];
        entry = _home.Archive.Rewrite(entry, manifest with { Files = files });
        RestoredSession restored = Restore(entry, new RestoreOptions { Folder = Target });
        restored.Files.Select(f => f.Outcome).ShouldBe([RestoreOutcome.Written, RestoreOutcome.Failed]);
        File.Exists(_home.Scratch("escaped.txt")).ShouldBeFalse();
    }

    [Fact]
    public void Without_the_key_nothing_is_begun()
    {
        ArchiveEntry entry = Capture();
        File.Delete(Path.Combine(_home.Home.Vault, "vault.key"));
        RepriseException error = Should.Throw<RepriseException>(() => Restore(entry, new RestoreOptions { Folder = Target }));
        error.Kind.ShouldBe("vault");
        error.Message.ShouldContain("vault.key");
        Directory.Exists(Target).ShouldBeFalse();
    }

    [Fact]
    public void With_the_vault_off_a_session_with_secrets_says_that_its_originals_were_not_kept()
    {
        using var home = new TestHome(seal: false);
        home.Write("session.jsonl", Line(1));
        ArchiveEntry entry = home.Capture(null, "session.jsonl");
        var restorer = new SessionRestorer(() => throw new InvalidOperationException("The vault is not needed."));
        RepriseException error = Should.Throw<RepriseException>(() =>
            restorer.Restore(entry, new RestoreOptions { Folder = Target }, TestContext.Current.CancellationToken)
        );
        error.Message.ShouldContain("were not kept");
    }

    public void Dispose() => _home.Dispose();

    private static string Line(int token) => $$"""{"text":"the key is {{MadeUpToken.Of(token)}} as you see"}""" + "\n";

    private ArchiveEntry Capture()
    {
        Write("session.jsonl", Encoding.UTF8.GetBytes(Line(1)), _changed);
        Write("session/notes.txt", "notes"u8.ToArray(), _changed);
        return _home.Capture(null, "session.jsonl", "session/notes.txt");
    }

    private void Write(string relative, byte[] content, DateTime changed)
    {
        _home.Write(relative, content);
        File.SetLastWriteTimeUtc(Path.Combine(_home.Sources, relative), changed);
    }

    private RestoredSession Restore(ArchiveEntry entry, RestoreOptions options)
    {
        VaultOpener? vault = null;
        try
        {
            return new SessionRestorer(() => vault ??= new VaultOpener(_home.Home)).Restore(
                entry,
                options,
                TestContext.Current.CancellationToken
            );
        }
        finally
        {
            vault?.Dispose();
        }
    }
}

using System.Text;
using Reprise.Capturing;
using Reprise.Indexing;
using Reprise.Protocol;
using Reprise.Tests.Capturing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>Files with content that no agent should have written, beside healthy sessions.</summary>
public sealed class BadContentTests
{
    private const string Id = "bad00000-0000-4000-8000-000000000001";

    /// <summary>Name, what is in the file, messages and damaged records that the index must tell; below 0 it may tell any.</summary>
    public static TheoryData<string> Cases => [.. BadContent.All.Select(content => content.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_of_Claude_Code_is_archived_as_it_is(string name)
    {
        BadContent content = BadContent.All.Single(c => c.Name == name);
        using var home = new CaptureHome();
        Directory.CreateDirectory(home.ClaudeProject);
        Write(home, home.PathOf(Id), content.Claude(Id));
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Skipped.ShouldBeEmpty();
        report.Captured.ShouldBe(HealthySessions.Count + 1);
        Compare(home, Id, content.ClaudeMessages, content.Damaged);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_file_of_Codex_is_archived_as_it_is(string name)
    {
        BadContent content = BadContent.All.Single(c => c.Name == name);
        using var home = new CaptureHome();
        Write(home, HealthySessions.CodexPath(home, Id), content.Codex(Id));
        CaptureReport report = Robust.CaptureAndCheck(home);
        report.Skipped.ShouldBeEmpty();
        report.Captured.ShouldBe(HealthySessions.Count + 1);
        Compare(home, Id, content.CodexMessages, content.Damaged);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_named_file_is_archived_or_said_to_be_none(string name)
    {
        BadContent content = BadContent.All.Single(c => c.Name == name);
        using var home = new CaptureHome();
        HealthySessions.Write(home);
        string path = Path.Combine(home.Folder, Id + ".jsonl");
        Write(home, path, content.Claude(Id));
        CaptureReport report = Robust.Capture(home, new CaptureRequest { Paths = [path] });
        (report.Captured == 1 ^ report.Skipped.Count == 1).ShouldBeTrue();
        Robust.Capture(home);
        Robust.Check(home);
    }

    [Fact]
    public void A_file_that_grows_byte_by_byte_is_the_same_in_the_end()
    {
        foreach (BadContent content in BadContent.All.Where(content => content.Claude(Id).Length < 6144))
        {
            using var whole = new CaptureHome();
            using var parts = new CaptureHome(whole.User);
            Directory.CreateDirectory(whole.ClaudeProject);
            string path = whole.PathOf(Id);
            byte[] bytes = content.Claude(Id);
            var random = new Random(bytes.Length);
            File.WriteAllBytes(path, []);
            for (int at = 0; at < bytes.Length; )
            {
                int length = Math.Min(bytes.Length - at, 1 + random.Next(1500));
                using (FileStream file = new(path, FileMode.Append))
                    file.Write(bytes, at, length);
                at += length;
                if (random.Next(2) == 0)
                    parts.Age(path);
                parts.Capture();
            }
            parts.Age(path);
            parts.Capture();
            whole.Capture();
            string because = content.Name;
            ArchiveCheck.EqualsSources(parts.Home).ShouldBe(1, because);
            Robust.ReindexGivesTheSame(parts);
            Robust.Same(IndexDump.OfContent(parts.Home), IndexDump.OfContent(whole.Home), because);
        }
    }

    private static void Write(CaptureHome home, string path, byte[] content)
    {
        File.WriteAllBytes(path, content);
        home.Age(path);
    }

    private static void Compare(CaptureHome home, string id, long messages, long damaged)
    {
        IndexedSession session = home.All().Single(session => session.Key.NativeId == id);
        if (messages >= 0)
            session.Messages.ShouldBe(messages);
        if (damaged >= 0)
            session.Counts[(int)SessionCount.DamagedRecord].ShouldBe(damaged);
        session.Tokens.Total.ShouldBeGreaterThanOrEqualTo(0);
        new[]
        {
            session.Tokens.Input,
            session.Tokens.Output,
            session.Tokens.CacheRead,
            session.Tokens.CacheWrite,
            session.Tokens.Reasoning,
        }.ShouldAllBe(count => count >= 0);
    }
}

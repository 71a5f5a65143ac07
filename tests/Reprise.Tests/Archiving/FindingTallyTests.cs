using Reprise.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Archiving;

public sealed class FindingTallyTests
{
    private static string Line(int token) => $$"""{"text":"the key is {{MadeUpToken.Of(token)}} as you see"}""" + "\n";

    [Fact]
    public void A_version_counts_each_secret()
    {
        using var home = new TestHome();
        home.Write("a.jsonl", Line(1) + Line(2) + Line(1) + "{}\n");
        ArchivedFile file = home.Capture(null, "a.jsonl").Manifest.Files.ShouldHaveSingleItem();
        file.Current.Findings.ShouldNotBeNull().Select(f => f.Count).Order().ShouldBe([1, 2]);
        file.Current.TailFindings.ShouldBeNull();
    }

    [Fact]
    public void A_file_without_secrets_has_no_findings()
    {
        using var home = new TestHome();
        home.Write("a.jsonl", "{}\n");
        home.Capture(null, "a.jsonl").Manifest.Files[0].Current.Findings.ShouldBeNull();
    }

    [Fact]
    public void A_grown_file_adds_to_what_it_had()
    {
        using var home = new TestHome();
        home.Write("a.jsonl", Line(1));
        ArchiveEntry entry = home.Capture(null, "a.jsonl");
        home.Append("a.jsonl", Line(1) + Line(2));
        entry = home.Capture(entry, "a.jsonl");
        entry.Manifest.Files[0].Current.Findings.ShouldNotBeNull().Sum(f => f.Count).ShouldBe(3);
        entry.Manifest.Files[0].Versions.Count.ShouldBe(1);
    }

    [Fact]
    public void A_tail_that_is_taken_again_counts_once()
    {
        using var home = new TestHome();
        home.Write("a.jsonl", Line(1) + Line(2)[..^3]);
        ArchiveEntry entry = home.Capture(null, "a.jsonl");
        FileVersion torn = entry.Manifest.Files[0].Current;
        torn.Findings.ShouldNotBeNull().Sum(f => f.Count).ShouldBe(2);
        torn.TailFindings.ShouldNotBeNull().Sum(f => f.Count).ShouldBe(1);

        home.Append("a.jsonl", Line(2)[^3..] + Line(3));
        FileVersion whole = home.Capture(entry, "a.jsonl").Manifest.Files[0].Current;
        whole.Findings.ShouldNotBeNull().Select(f => f.Count).ShouldBe([1, 1, 1]);
        whole.TailFindings.ShouldBeNull();
    }
}

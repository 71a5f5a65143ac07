using Reprise.Archiving;
using Reprise.Capturing;
using Reprise.Masking;
using Reprise.Sealing;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Capturing;

/// <summary>A secret is masked in its whole session, wherever and whenever it was found; every byte still comes back.</summary>
public sealed class SpreadingTests
{
    private const string Id = "3f0c5d0e-9d6e-4a55-8a52-0c2c5a6f0001";
    private const string Secret = "q7Zr9tW4mX2vB8kLp3";
    private const string Bare = $"it said {Secret} and stopped";
    private const string Named = $"DB_PASSWORD={Secret}";

    [Fact]
    public void A_secret_is_masked_before_the_place_that_gives_it_away()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 1, prompt: Bare);
        File.AppendAllText(path, CaptureHome.ClaudeTurn(Id, 1, Named));
        home.Age(path);
        home.Capture().Findings["password-assignment"].ShouldBe(2);
        ShouldBeMaskedAndComeBack(home);
        home.Only().Title.ShouldStartWith("it said [masked:password-assignment:");
    }

    [Fact]
    public void A_secret_of_one_file_is_masked_in_the_others_of_the_session()
    {
        using var home = new CaptureHome();
        home.WriteClaude(Id, turns: 1, prompt: Bare);
        string agents = Path.Combine(home.ClaudeProject, Id, "subagents");
        Directory.CreateDirectory(agents);
        string sub = Path.Combine(agents, "agent-a1b2c3.jsonl");
        File.WriteAllText(sub, CaptureHome.ClaudeTurn(Id, 1, Named));
        home.Age(sub);
        home.Capture().Captured.ShouldBe(1);
        ShouldBeMaskedAndComeBack(home);
    }

    [Fact]
    public void A_secret_that_becomes_known_later_is_masked_in_what_was_captured_before()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 3, prompt: Bare);
        home.Capture().Findings.ShouldBeEmpty();
        HomeContent.Find(home.Home, Secret).ShouldNotBeEmpty();
        File.AppendAllText(path, CaptureHome.ClaudeTurn(Id, 3, Named));
        CaptureReport report = home.Capture();
        report.Remasked.ShouldBe(1);
        report.Findings["password-assignment"].ShouldBe(4);
        ShouldBeMaskedAndComeBack(home);
        home.Capture().Unchanged.ShouldBe(1);
        SameAsFresh(home);
    }

    [Fact]
    public void What_was_masked_earlier_is_known_in_what_is_new()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 1, prompt: Named);
        home.Capture();
        File.AppendAllText(path, CaptureHome.ClaudeTurn(Id, 1, Bare));
        CaptureReport report = home.Capture();
        report.Remasked.ShouldBe(0);
        report.Findings["password-assignment"].ShouldBe(1);
        ShouldBeMaskedAndComeBack(home);
        SameAsFresh(home);
    }

    [Fact]
    public void Layers_of_masks_are_taken_off_one_after_the_other()
    {
        using var home = new CaptureHome();
        string[] secrets = [Secret, "Wd5hYc8nTe2jRk9sGb4x", "Mv3pQz7fHu6aXo2wNi5r"];
        string all = string.Join(" and ", secrets);
        string path = home.WriteClaude(Id, turns: 2, prompt: $"{MadeUpToken.Of(1)} then {all}");
        home.Capture();
        for (int i = 0; i < secrets.Length; i++)
        {
            File.AppendAllText(path, CaptureHome.ClaudeTurn(Id, 2 + i, $"DB_PASSWORD={secrets[i]}"));
            home.Capture().Remasked.ShouldBe(1);
        }
        HomeContent.FindAny(home.Home, secrets).ShouldBeEmpty();
        ShouldBeMaskedAndComeBack(home);
        SameAsFresh(home);
    }

    [Fact]
    public void Newer_rules_mask_what_older_ones_left_also_when_the_source_is_gone()
    {
        using var home = new CaptureHome();
        string path = home.WriteClaude(Id, turns: 3, prompt: "the bluebird plan " + MadeUpToken.Of(2));
        byte[] original = File.ReadAllBytes(path);
        home.Capture();
        File.Delete(path);
        home.Capture();
        home.Rules = MaskingRules.Create([new UserRule { Literal = "bluebird", Kind = "project-name" }]);
        home.Capture().Outdated.ShouldBe(1);
        home.Only().Title.ShouldStartWith("the bluebird plan");

        CaptureReport report = home.Capture(new CaptureRequest { Remask = true });
        report.Remasked.ShouldBe(1);
        report.Outdated.ShouldBe(0);
        report.Findings["project-name"].ShouldBe(3);
        HomeContent.Find(home.Home, "bluebird").ShouldBeEmpty();
        home.Only().Title.ShouldStartWith("the [masked:project-name:");
        home.Only().DeletedAt.ShouldNotBeNull();
        home.Originals().ShouldBe(original);
        home.Verify().ShouldBeEmpty();
        home.Capture(new CaptureRequest { Remask = true }).Remasked.ShouldBe(0);
    }

    [Fact]
    public void Rules_that_find_no_more_change_nothing_but_what_the_entry_says_of_them()
    {
        using var home = new CaptureHome();
        home.WriteClaude(Id, turns: 3);
        home.Capture();
        home.Rules = MaskingRules.Create([new UserRule { Literal = "bluebird", Kind = "project-name" }]);
        CaptureReport report = home.Capture(new CaptureRequest { Remask = true });
        report.Remasked.ShouldBe(0);
        report.Outdated.ShouldBe(0);
        home.Capture().Unchanged.ShouldBe(1);
        SameAsFresh(home);
    }

    [Fact]
    public void A_secret_over_the_edge_of_two_slices_is_masked_as_one()
    {
        using var home = new CaptureHome();
        // A document is one record: where its slices end is up to their size alone.
        string folder = Path.Combine(home.ClaudeProject, Id, "tool-results");
        Directory.CreateDirectory(folder);
        home.WriteClaude(Id);
        string result = Path.Combine(folder, "toolu_1.txt");
        File.WriteAllText(result, string.Concat(Enumerable.Range(0, 400_000).Select(i => $"bluebird {i % 10} ")));
        home.Age(result);
        byte[] original = File.ReadAllBytes(result);
        home.Capture();
        home.Rules = MaskingRules.Create([new UserRule { Literal = "bluebird", Kind = "project-name" }]);
        home.Capture(new CaptureRequest { Remask = true }).Findings["project-name"].ShouldBeGreaterThanOrEqualTo(400_000);
        HomeContent.Find(home.Home, "bluebir").ShouldBeEmpty();
        HomeContent.Find(home.Home, "luebird").ShouldBeEmpty();
        home.Originals("toolu_1.txt").ShouldBe(original);
        home.Verify().ShouldBeEmpty();
    }

    private static void ShouldBeMaskedAndComeBack(CaptureHome home)
    {
        HomeContent.Find(home.Home, Secret).ShouldBeEmpty();
        home.Originals().ShouldBe(File.ReadAllBytes(home.PathOf(Id)));
        home.Verify().ShouldBeEmpty();
    }

    private static void SameAsFresh(CaptureHome home)
    {
        List<string> index = IndexDump.Of(home.Home);
        home.Reindex();
        IndexDump.Of(home.Home).ShouldBe(index);
    }
}

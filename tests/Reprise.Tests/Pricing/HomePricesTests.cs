using System.Text;
using Reprise.Files;
using Reprise.Pricing;
using Reprise.Usage;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Pricing;

public sealed class HomePricesTests : IDisposable
{
    private static readonly DateTimeOffset March = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset June = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("reprise-prices-").FullName;

    private RepriseHome Home => new(_folder);

    private string Adopted => Path.Combine(Home.Prices, "adopted.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_home_without_lists_has_the_one_that_holds_now()
    {
        PriceHistory history = HomePrices.Load(Home, [], March);
        history.Periods.ShouldHaveSingleItem().List.ShouldBeSameAs(PriceList.BuiltIn);
        Directory.Exists(Home.Prices).ShouldBeFalse();
    }

    [Fact]
    public void What_is_past_keeps_its_price_when_the_list_changes()
    {
        HomePrices.Adopt(Home, Own(1), March).ShouldBeTrue();
        HomePrices.Adopt(Home, Own(2), June).ShouldBeTrue();
        PriceHistory history = HomePrices.Load(Home, Own(2), June.AddDays(1));
        Input(history, June.AddSeconds(-1)).ShouldBe(1);
        Input(history, March.AddYears(-1)).ShouldBe(1);
        Input(history, June).ShouldBe(2);
    }

    [Fact]
    public void What_a_newer_program_knows_changes_nothing_of_the_past()
    {
        // Another list was built in when this home was made.
        PriceList former = new("former", [new PriceRow { Model = "claude-opus-5-5", Base = new TokenPrices(7, 7, 7, 7, 7, 7) }]);
        Directory.CreateDirectory(Path.Combine(Home.Prices, "lists"));
        File.WriteAllBytes(Path.Combine(Home.Prices, "lists", $"{former.Hash}.json"), former.ToJson());
        File.WriteAllText(
            Adopted,
            $$"""{"version":1,"lists":[{"since":"2026-03-01T00:00:00.0000000Z","list":"{{former.Hash}}"}]}"""
        );

        HomePrices.Adopt(Home, [], June).ShouldBeTrue();
        PriceHistory history = HomePrices.Load(Home, [], June.AddDays(1));
        history.Find("claude-opus-5-5", null, June.AddSeconds(-1)).ShouldNotBeNull().Base.Input.ShouldBe(7);
        history.Find("claude-opus-5-5", null, June).ShouldNotBeNull().Base.Input.ShouldBe(4_000_000);
        // The former list does not know it: the next one that does prices it.
        history.Find("gpt-5", null, March).ShouldNotBeNull().Base.Input.ShouldBe(1_250_000);
    }

    [Fact]
    public void A_changed_list_counts_from_now_on_before_it_is_adopted()
    {
        HomePrices.Adopt(Home, Own(1), March);
        byte[] before = File.ReadAllBytes(Adopted);
        PriceHistory history = HomePrices.Load(Home, Own(2), June);
        Input(history, June.AddSeconds(-1)).ShouldBe(1);
        Input(history, June).ShouldBe(2);
        File.ReadAllBytes(Adopted).ShouldBe(before);
    }

    [Fact]
    public void The_same_list_is_not_adopted_twice()
    {
        HomePrices.Adopt(Home, Own(1), March);
        HomePrices.Adopt(Home, Own(1), June).ShouldBeFalse();
        HomePrices.Adopt(Home, [Own(1)[0] with { Source = "another word for it" }], June).ShouldBeFalse();
        HomePrices.Load(Home, Own(1), June).Periods.Count.ShouldBe(1);
    }

    [Fact]
    public void A_list_that_comes_back_is_in_force_again()
    {
        HomePrices.Adopt(Home, Own(1), March);
        HomePrices.Adopt(Home, Own(2), March.AddDays(1));
        HomePrices.Adopt(Home, Own(1), March.AddDays(2));
        PriceHistory history = HomePrices.Load(Home, Own(1), June);
        Input(history, March.AddDays(1)).ShouldBe(2);
        Input(history, March.AddDays(2)).ShouldBe(1);
        Directory.GetFiles(Path.Combine(Home.Prices, "lists")).Length.ShouldBe(2);
    }

    [Fact]
    public void A_clock_that_was_set_back_does_not_hide_a_list()
    {
        HomePrices.Adopt(Home, Own(1), June);
        HomePrices.Adopt(Home, Own(2), March).ShouldBeTrue();
        Input(HomePrices.Load(Home, Own(2), March), June).ShouldBe(2);
        Input(HomePrices.Load(Home, Own(3), March), June).ShouldBe(3);
    }

    [Fact]
    public void One_list_can_be_made_the_only_one()
    {
        HomePrices.Adopt(Home, Own(1), March);
        HomePrices.AdoptOnly(Home, Own(2), June);
        Input(HomePrices.Load(Home, Own(2), June), March).ShouldBe(2);
        Directory.GetFiles(Path.Combine(Home.Prices, "lists")).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"version":1}""")]
    [InlineData("""{"version":1,"lists":[]}""")]
    [InlineData("""{"version":2,"lists":[]}""")]
    [InlineData("""{"version":1,"lists":[{"since":"2026-03-01T00:00:00.0000000Z","list":"../../etc/passwd"}]}""")]
    [InlineData("""{"version":1,"lists":[{"since":"soon","list":"LIST"}]}""")]
    [InlineData(
        """{"version":1,"lists":[{"since":"2026-03-01T00:00:00.0000000Z","list":"0000000000000000000000000000000000000000000000000000000000000000"}]}"""
    )]
    [InlineData(
        """{"version":1,"lists":[{"since":"2026-03-02T00:00:00.0000000Z","list":"LIST"},{"since":"2026-03-01T00:00:00.0000000Z","list":"LIST"}]}"""
    )]
    public void A_damaged_record_is_an_error_that_says_what_to_do(string json)
    {
        HomePrices.Adopt(Home, [], March);
        File.WriteAllText(Adopted, json.Replace("LIST", PriceList.BuiltIn.Hash, StringComparison.Ordinal));
        foreach (Action use in new Action[] { () => HomePrices.Load(Home, [], June), () => HomePrices.Adopt(Home, Own(1), June) })
        {
            RepriseException error = Should.Throw<RepriseException>(use);
            error.Kind.ShouldBe("prices");
            error.Message.ShouldContain(Home.Prices);
            error.Hint.ShouldNotBeNull().ShouldContain("--reprice --apply");
        }
        HomePrices.AdoptOnly(Home, [], June);
        HomePrices.Load(Home, [], June).Periods.Count.ShouldBe(1);
    }

    [Fact]
    public void A_list_that_was_changed_on_disk_is_never_used()
    {
        HomePrices.Adopt(Home, Own(1), March);
        string list = Directory.GetFiles(Path.Combine(Home.Prices, "lists")).Single();
        HomePrices.Adopt(Home, Own(2), June);
        File.WriteAllText(list, File.ReadAllText(list).Replace("\"input\": 1,", "\"input\": 3,", StringComparison.Ordinal));
        PriceHistory history = HomePrices.Load(Home, Own(2), June);
        Input(history, June).ShouldBe(2);
        Should.Throw<RepriseException>(() => Input(history, March)).Message.ShouldContain("is not what was written");
    }

    [Fact]
    public void An_imported_list_is_a_part_of_what_holds()
    {
        HomePrices.WriteImported(
            Home,
            new PriceList("imported", [new PriceRow { Model = "new-model", Base = new TokenPrices(5, 5, 5, 5, 5, 5) }])
        );
        HomePrices.Load(Home, [], March).Find("new-model", null, March).ShouldNotBeNull().Base.Input.ShouldBe(5);
        File.WriteAllText(Path.Combine(Home.Prices, "imported.json"), "{");
        RepriseException error = Should.Throw<RepriseException>(() => HomePrices.Load(Home, [], March));
        error.Kind.ShouldBe("prices");
        error.Message.ShouldContain("imported.json");
    }

    [Fact]
    public void Its_files_are_for_their_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        HomePrices.Adopt(Home, [], March);
        File.GetUnixFileMode(Adopted).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        new DirectoryInfo(Home.Prices).UnixFileMode.ShouldBe(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        );
    }

    private static IReadOnlyList<PriceRow> Own(int input) =>
        PriceList.Parse(Encoding.UTF8.GetBytes($$"""[{"model":"m","input":{{input}},"output":1}]"""), "own").Rows;

    private static decimal Input(PriceHistory history, DateTimeOffset at) =>
        history.Find("m", null, at).ShouldNotBeNull().Base.Input / 1_000_000m;
}

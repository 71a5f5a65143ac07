using Reprise.Agents;
using Reprise.Protocol;
using Reprise.Reading;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents;

/// <summary>What the agents themselves say that their responses cost, added up by hand in the files, in 10^-9 USD.</summary>
public sealed class OwnCostTests
{
    [Theory]
    [InlineData("pi", "pi-mono-large", "d703a1a9-1b7b-4fb1-b512-c9738b1fe617", 30_330_197_700)]
    [InlineData("roo-code", "roo-2025-10-french", "natural-mini-uncondensed", 533_476_500)]
    [InlineData("roo-code", "roo-2025-02-windows-chinese", "187700e7-7712-4d52-a24b-f4882ca71ef9", 568_659_000)]
    [InlineData("roo-code", "roo-2025-02-windows-chinese", "eaece8cc-d874-4e46-9330-52d772f31492", 61_625_250)]
    [InlineData("roo-code", "roo-2025-02-windows-chinese", "6a716972-c33f-444f-a8f2-613f03410ace", 65_922_750)]
    [InlineData("continue", "git-ai-cn", "2dbfd673-096d-4773-b5f3-9023894a7355", 2_423_000)]
    public void Costs_of_real_sessions_add_up_to_what_their_files_say(string agent, string corpusCase, string id, long cost) =>
        ReadCorpus(agent, corpusCase, id).OwnCost.ShouldBe(cost);

    [Theory]
    [InlineData("pi", "pi-mono-large", "d703a1a9-1b7b-4fb1-b512-c9738b1fe617", "anthropic", false)]
    [InlineData("roo-code", "roo-2025-10-french", "natural-mini-uncondensed", "", true)]
    [InlineData("continue", "git-ai-cn", "2dbfd673-096d-4773-b5f3-9023894a7355", "", true)]
    public void Keys_and_providers_of_real_sessions(string agent, string corpusCase, string id, string provider, bool isLocal)
    {
        ToldResponse[] told = [.. ReadCorpus(agent, corpusCase, id).Responses.Where(response => response.Tokens != default)];
        told.ShouldNotBeEmpty();
        told.ShouldAllBe(response => response.Provider == provider && response.IsLocalKey == isLocal);
    }

    [Fact]
    public void A_history_of_Aider_costs_what_its_lines_say()
    {
        IAgent aider = AgentCatalog.Find(new AgentId("aider"))!;
        string home = Directory.GetDirectories(SharedCorpus.Of("aider")).Single();
        RecordingSink read = SessionReading.Read(aider, SessionReading.Discover(aider, home).Single());
        // Of 108 lines with a cost.
        read.OwnCost.ShouldBe(4_079_972_000);
        read.Responses.ShouldAllBe(response => response.IsLocalKey);
    }

    private static RecordingSink ReadCorpus(string agent, string corpusCase, string id)
    {
        IAgent found = AgentCatalog.Find(new AgentId(agent))!;
        SessionFootprint session = SessionReading
            .Discover(found, Path.Combine(SharedCorpus.Of(agent), corpusCase))
            .Single(session => session.Key.NativeId == id);
        return SessionReading.Read(found, session);
    }
}

using System.Text.Json;
using Reprise.Agents;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Agents.Fidelity;

/// <summary>Holds the reports of how well each agent is read to what is seen here.</summary>
public sealed class FidelityTests
{
    private static readonly bool _updates = Environment.GetEnvironmentVariable("REPRISE_UPDATE_SNAPSHOTS") is "1";
    private static readonly string _data = Path.Combine(Repository.Root, "src", "Reprise.Engine", "Agents", "fidelity.json");
    private static readonly string _document = Path.Combine(Repository.Root, "docs", "agents.md");

    [Fact]
    public void What_is_said_of_each_agent_is_what_its_sessions_have_shown()
    {
        AgentFidelity[] reports = [.. AgentCatalog.All.Select(agent => FidelityObservation.Of(agent, Committed(agent)))];
        string json = JsonSerializer.Serialize(reports, FidelityJson.Default.AgentFidelityArray) + "\n";
        string document = FidelityDocument.Of(reports);
        if (_updates)
        {
            File.WriteAllText(_data, json);
            File.WriteAllText(_document, document);
        }
        const string Hint = "run the tests with REPRISE_UPDATE_SNAPSHOTS=1 and read the difference";
        File.ReadAllText(_data).ShouldBe(json, Hint);
        File.ReadAllText(_document).ShouldBe(document, Hint);
    }

    [Fact]
    public void Every_agent_has_a_report_that_says_where_its_facts_are_from()
    {
        AgentFidelity.All.Select(report => report.Agent).ShouldBe(AgentCatalog.All.Select(agent => agent.Id.Value));
        AgentFidelity.All.ShouldAllBe(report => report.Evidence.Count > 0);
        AgentFidelity
            .All.Where(report => report.Sessions > 0)
            .ShouldAllBe(report => report.Evidence.Contains("real files", StringComparer.Ordinal));
    }

    // Without the corpus, what it showed cannot be seen again.
    private static AgentFidelity? Committed(IAgent agent) =>
        SharedCorpus.Generator is null ? AgentFidelity.Find(agent.Id) ?? new AgentFidelity { Agent = agent.Id.Value } : null;
}

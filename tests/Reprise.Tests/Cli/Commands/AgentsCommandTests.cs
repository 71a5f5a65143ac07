using System.Text.Json;
using Reprise.Agents;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Cli.Commands;

public sealed class AgentsCommandTests : IDisposable
{
    private readonly CliHarness _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Every_agent_is_listed_with_where_it_was_looked_for()
    {
        MadeUpSessions.AddClaudeCode(_cli, "11111111-2222-4333-8444-555555555555", "Fix the build");
        CliResult result = _cli.Run("agents", "--json");
        result.ExitCode.ShouldBe(0);
        JsonElement[] agents = [.. result.Json.EnumerateArray()];
        agents
            .Select(agent => agent.GetProperty("agent").GetString())
            .Distinct(StringComparer.Ordinal)
            .ShouldBe(AgentCatalog.All.Select(agent => agent.Id.Value), ignoreOrder: true);
        JsonElement claude = agents.Single(agent => agent.GetProperty("agent").ValueEquals("claude-code"));
        claude.GetProperty("found").GetBoolean().ShouldBeTrue();
        claude.GetProperty("sessions").GetInt32().ShouldBe(1);
        claude.GetProperty("path").GetString().ShouldBe(Path.Combine(_cli.UserHome, ".claude"));
        claude.GetProperty("can").GetProperty("read").GetBoolean().ShouldBeTrue();
        agents.Single(agent => agent.GetProperty("agent").ValueEquals("codex")).GetProperty("found").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public void People_get_a_table()
    {
        string table = _cli.Run("agents").Out;
        table.ShouldStartWith("agent ");
        table.ShouldContain("Codex");
        table.ShouldContain(".codex");
    }
}

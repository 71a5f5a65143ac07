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

    [Fact]
    public void Sessions_of_another_machine_are_listed_under_its_name()
    {
        const string Own = "11111111-2222-4333-8444-555555555551";
        const string Other = "11111111-2222-4333-8444-555555555552";
        using var cli = new CliHarness();
        MadeUpSessions.AddClaudeCode(cli, Own, "here");
        string here = Path.Combine(cli.UserHome, ".claude");
        MadeUpSessions.AddClaudeCode(cli, Other, "there");
        string there = Path.Combine(cli.UserHome, "copies", "laptop");
        string name = Path.Combine("projects", "-work-shop", Other + ".jsonl");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(there, name))!);
        File.Move(Path.Combine(here, name), Path.Combine(there, name));
        string root = JsonSerializer.Serialize(
            new[]
            {
                new
                {
                    agent = "claude-code",
                    path = there,
                    host = "Laptop",
                },
            }
        );
        cli.Run("config", "set", "capture.roots", root).ExitCode.ShouldBe(0);
        cli.Run("capture").ExitCode.ShouldBe(0);
        JsonElement listed = cli.Run("list", "--host", "laptop", "--json").Json;
        listed.GetArrayLength().ShouldBe(1);
        listed[0].GetProperty("host").GetString().ShouldBe("Laptop");
        cli.Run("show", Other).Out.ShouldContain("Laptop");
        cli.Run("show", Own, "--json").Json.GetProperty("host").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void How_well_an_agent_is_read_is_told_when_it_is_asked_for()
    {
        using var cli = new CliHarness();
        cli.Run("agents", "--verbose").Out.ShouldContain("Facts from  real files");
        JsonElement agent = cli.Run("agents", "--verbose", "--json").Json[0];
        agent.GetProperty("fidelity").GetProperty("seen").GetArrayLength().ShouldBeGreaterThan(0);
        cli.Run("agents", "--json").Json[0].TryGetProperty("fidelity", out _).ShouldBeFalse();
    }
}

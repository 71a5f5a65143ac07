using System.CommandLine;
using Reprise.Agents;
using Reprise.Protocol;

namespace Reprise.Cli.Commands.Options;

/// <summary>The option that names agents, repeated or joined by commas.</summary>
internal sealed class AgentOption : Option<string[]>
{
    public AgentOption()
        : base("--agent")
    {
        HelpName = "A";
        Description = "Only this agent (repeatable)";
        CompletionSources.Add([.. Known]);
    }

    private static string[] Known => [.. AgentCatalog.All.Concat(AgentCatalog.Exports).Select(agent => agent.Id.Value)];

    /// <summary>Returns the agents; empty when none was named.</summary>
    /// <exception cref="Files.RepriseException">One is unknown.</exception>
    public IReadOnlyList<AgentId> Read(ParseResult parsed)
    {
        if (parsed.GetValue(this) is not { Length: > 0 } named)
            return [];
        List<AgentId> agents = [];
        foreach (string joined in named)
        {
            foreach (string name in joined.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                AgentId id = Find(name);
                if (!agents.Contains(id))
                    agents.Add(id);
            }
        }
        return agents;
    }

    /// <summary>Returns the names of the agents; empty when none was named.</summary>
    /// <exception cref="Files.RepriseException">One is unknown.</exception>
    public string[] ReadNames(ParseResult parsed)
    {
        IReadOnlyList<AgentId> agents = Read(parsed);
        string[] names = agents.Count == 0 ? [] : new string[agents.Count];
        for (int i = 0; i < names.Length; i++)
            names[i] = agents[i].Value;
        return names;
    }

    private static AgentId Find(string name)
    {
        if (AgentCatalog.Find(new AgentId(name)) is { } agent)
            return agent.Id;
        string[] known = Known;
        string? nearest = Nearest.To(name, known);
        throw UsageError.Of(
            $"There is no agent '{SafeWord.Of(name)}'.",
            nearest is null ? $"Agents: {string.Join(", ", known)}." : $"Did you mean '{nearest}'?"
        );
    }
}

using System.Globalization;
using System.Text;
using Reprise.Agents;

namespace Reprise.Tests.Agents.Fidelity;

/// <summary>Writes <c>docs/agents.md</c>.</summary>
internal static class FidelityDocument
{
    private const string Real = "●";
    private const string MadeUp = "○";
    private const string None = "–";

    public static string Of(IReadOnlyList<AgentFidelity> reports)
    {
        var text = new StringBuilder();
        text.Append(
            """
            # Agents

            <!-- Written by the tests from the catalog and from what they have seen; do not edit. -->

            Every agent below is found, captured with all files of its sessions, masked, listed, searched and restored: files come back byte for
            byte where they were, sessions of a database in a new one. Nothing is written into an agent's own folders but by `restore`.

            What sessions tell, beside their messages: ● seen in real sessions, ○ only in made-up ones, – in neither, mostly because the format
            does not have it. **cost** is what the agent itself says that it cost; tokens have a price without it. **Real** is the number of real
            sessions that the tests capture, read and restore.

            """
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"\n| Agent | Real | Versions | {string.Join(" | ", AgentFidelity.Abilities)} |\n"
        );
        text.Append(
            CultureInfo.InvariantCulture,
            $"| --- | --: | --- |{string.Concat(AgentFidelity.Abilities.Select(_ => " :-: |"))}\n"
        );
        foreach (AgentFidelity report in reports)
        {
            IEnumerable<string> marks = AgentFidelity.Abilities.Select(ability =>
                report.Seen.Contains(ability, StringComparer.Ordinal) ? Real
                : report.MadeUp.Contains(ability, StringComparer.Ordinal) ? MadeUp
                : None
            );
            text.Append(
                CultureInfo.InvariantCulture,
                $"| [{NameOf(report)}](#{report.Agent}) | {report.Sessions} | {Versions(report)} | {string.Join(" | ", marks)} |\n"
            );
        }
        foreach (AgentFidelity report in reports)
            Describe(report, text);
        return text.ToString();
    }

    private static void Describe(AgentFidelity report, StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"\n## {report.Agent}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{NameOf(report)}. Facts from {string.Join(", ", report.Evidence)}");
        string folder = AgentOf(report).GetType().Namespace!.Split('.')[^1];
        text.Append(
            CultureInfo.InvariantCulture,
            $": [the format as it is read](../src/Reprise.Engine/Agents/{folder}/FORMAT.md).\n\n"
        );
        text.Append("- Looked for on Linux: ");
        text.AppendJoin(", ", AgentOf(report).Homes(new AgentEnvironment("/home/you", _ => null)).Select(Place)).Append('\n');
        text.Append(
            CultureInfo.InvariantCulture,
            $"- Restored: {(report.Rows ? "into a new database, with `--to`" : "in place, byte for byte")}\n"
        );
        text.Append("- Resumed in this agent, or written for it: not yet\n");
        foreach (string limit in report.Limits)
            text.Append(CultureInfo.InvariantCulture, $"- {limit}\n");
    }

    private static string Place(string path) => $"`{path.Replace("/home/you", "~", StringComparison.Ordinal)}`";

    private static string Versions(AgentFidelity report) =>
        report.Versions.Count switch
        {
            0 => "",
            1 => report.Versions[0],
            _ => $"{report.Versions[0]} to {report.Versions[^1]}",
        };

    private static string NameOf(AgentFidelity report) => AgentOf(report).Name;

    private static IAgent AgentOf(AgentFidelity report) => AgentCatalog.All.Single(agent => agent.Id.Value == report.Agent);
}

using Reprise.Agents;
using Reprise.Cli.Terminal;
using Reprise.Discovery;

namespace Reprise.Cli.Commands;

/// <summary>Writes how well each agent is read: what <c>agents --verbose</c> shows.</summary>
internal sealed class AgentReport(TextWriter output, Screen screen)
{
    private const int LabelWidth = 12;

    public void Write(IReadOnlyList<DiscoveredRoot> roots)
    {
        foreach (IGrouping<IAgent, DiscoveredRoot> agent in roots.GroupBy(root => root.Agent))
        {
            output.WriteLine($"{screen.Paint(Style.Bold, agent.Key.Id.Value)}  {agent.Key.Name}");
            foreach (DiscoveredRoot root in agent)
                Line(
                    "Place",
                    $"{SafeText.Line(root.Path)}{(root.Exists ? $", {Count.Of(root.Sessions.Count, "session")}" : ", not there")}"
                );
            if (AgentFidelity.Find(agent.Key.Id) is { } report)
                Describe(report);
            output.WriteLine();
        }
        output.WriteLine(screen.Paint(Style.Dim, "Told: seen in real sessions of the tests; in brackets: only in made-up ones."));
    }

    private void Describe(AgentFidelity report)
    {
        Line("Told", string.Join(", ", report.Seen.Concat(report.MadeUp.Select(ability => $"({ability})"))));
        if (report.Untold.Any())
            Line("Not told", string.Join(", ", report.Untold));
        Line("Tried on", Tried(report));
        Line("Facts from", string.Join(", ", report.Evidence));
        Line("Restore", report.Rows ? "into a new database, with --to" : "in place, byte for byte");
        Line("Resume", "not yet");
        foreach (string limit in report.Limits)
            Line("Limit", limit);
    }

    private static string Tried(AgentFidelity report)
    {
        string versions = report.Versions.Count switch
        {
            0 => "",
            1 => $" of version {report.Versions[0]}",
            int count => $" of {count} versions, {report.Versions[0]} to {report.Versions[^1]}",
        };
        return report.Sessions == 0 ? "made-up sessions only" : Count.Of(report.Sessions, "real session") + versions;
    }

    private void Line(string label, string text) =>
        output.WriteLine($"  {screen.Paint(Style.Dim, label.PadRight(LabelWidth))}{text}");
}

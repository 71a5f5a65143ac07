using Reprise.Agents;
using Reprise.Cli.Json;
using Reprise.Cli.Terminal;
using Reprise.Discovery;

namespace Reprise.Cli.Commands;

/// <summary><c>reprise agents</c></summary>
internal static class AgentsCommand
{
    public static CliCommand Create()
    {
        var command = new CliCommand("agents", "Lists the agents that can be captured, and where their sessions were found");
        command.Details =
            "With --verbose, what each agent's sessions tell and what they do not, and how sure that is: what was seen in real sessions, and what only in made-up ones.";
        command.Examples =
        [
            ("reprise agents", "where sessions are looked for, and how many there are"),
            ("reprise agents --verbose", "how well each agent is read"),
        ];
        command.OnRun((context, _, _) => Run(context));
        return command;
    }

    private static ExitCode Run(CliContext context)
    {
        var problems = new DiscoveryContext(static _ => null);
        var discovery = new SessionDiscovery(context.AgentEnvironment, context.Settings.Roots);
        IReadOnlyList<DiscoveredRoot> roots = discovery.FindAll(AgentCatalog.All, problems);
        if (context.IsJson)
            context.WriteJson(
                [.. roots.Select(root => ToShape(root) with { Fidelity = context.Globals.Verbose ? FidelityOf(root) : null })],
                CliJson.Default.AgentShapeArray
            );
        else if (context.Globals.Verbose)
            new AgentReport(context.Out, context.Screen).Write(roots);
        else
            ToTable(roots).Write(context.Out, context.Screen);
        foreach (DiscoveryProblem problem in problems.Problems)
            context.ReportSkipped(problem.Path, problem.Reason);
        return problems.Problems.Count == 0 ? ExitCode.Done : ExitCode.Incomplete;
    }

    /// <summary>Shows where sessions of each agent were found.</summary>
    public static Table ToTable(IReadOnlyList<DiscoveredRoot> roots)
    {
        var table = new Table(
            Column.Text("agent"),
            Column.Text("name").Optional,
            Column.Text("found"),
            Column.Number("sessions"),
            Column.Flexible("path")
        );
        foreach (DiscoveredRoot root in roots)
        {
            Cell found = root.Exists ? new Cell("yes", Style.Green) : new Cell("no", Style.Dim);
            table.Add(root.Agent.Id.Value, root.Agent.Name, found, Count.Of(root.Sessions.Count), root.Path);
        }
        return table;
    }

    /// <summary>Describes a place for scripts.</summary>
    public static AgentShape ToShape(DiscoveredRoot root) =>
        // No agent can be written or resumed yet: what cannot be done is not promised.
        new(
            root.Agent.Id.Value,
            root.Agent.Name,
            root.Exists,
            root.Path,
            root.Sessions.Count,
            new AbilitiesShape(Read: true, Write: false, Resume: false)
        );

    private static FidelityShape? FidelityOf(DiscoveredRoot root) =>
        AgentFidelity.Find(root.Agent.Id) is not { } report
            ? null
            : new FidelityShape(
                report.Sessions,
                [.. report.Versions],
                [.. report.Seen],
                [.. report.MadeUp],
                [.. report.Untold],
                [.. report.Evidence],
                [.. report.Limits]
            );
}

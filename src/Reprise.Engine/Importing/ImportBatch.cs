using Reprise.Agents;
using Reprise.Discovery;

namespace Reprise.Importing;

/// <summary>Sessions that an import found and that can be captured together.</summary>
/// <param name="Roots">The sessions.</param>
/// <param name="Problems">What could not be looked at.</param>
internal sealed record ImportBatch(IReadOnlyList<DiscoveredRoot> Roots, IReadOnlyList<DiscoveryProblem> Problems)
{
    /// <summary>Gives the sessions to a capture, in the place of its own discovery.</summary>
    public IReadOnlyList<DiscoveredRoot> Tell(DiscoveryContext context)
    {
        foreach (DiscoveryProblem problem in Problems)
            context.Report(problem.Path, problem.Reason);
        return Roots;
    }
}

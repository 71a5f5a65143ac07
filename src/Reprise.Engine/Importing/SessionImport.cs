using Reprise.Agents;
using Reprise.Discovery;
using Reprise.Files;
using Reprise.Importing.Git;

namespace Reprise.Importing;

/// <summary>Finds sessions in what other programs have kept. What it finds can be read until it is disposed.</summary>
/// <param name="request">What to look into.</param>
internal sealed class SessionImport(ImportRequest request) : IDisposable
{
    private readonly SessionDiscovery _discovery = new(request.Environment, request.ExtraRoots);
    private readonly List<GitImport> _repositories = [];

    /// <summary>Finds the sessions, part by part: each part is captured before the next one is looked for.</summary>
    /// <exception cref="RepriseException">Git is needed and is not there, or a path is no repository.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IEnumerable<ImportBatch> Find(CancellationToken cancellation)
    {
        string? git = request.IsGit ? GitProgram.Find(request.Environment.Variable("PATH")) : null;
        IAgent[] agents =
        [
            .. AgentCatalog
                .All.Concat(AgentCatalog.Exports)
                .Where(agent => request.Agents.Count == 0 || request.Agents.Contains(agent.Id)),
        ];
        foreach (string path in request.Paths)
        {
            foreach (
                ImportBatch batch in git is null ? Plain(agents, path, cancellation) : [InGit(git, agents, path, cancellation)]
            )
                yield return batch;
        }
    }

    private IEnumerable<ImportBatch> Plain(IAgent[] agents, string path, CancellationToken cancellation) =>
        new PlainImport(agents, _discovery).Find(path, cancellation);

    private ImportBatch InGit(string git, IAgent[] agents, string path, CancellationToken cancellation)
    {
        var context = new DiscoveryContext(_ => null);
        var repository = new GitImport(git, path);
        _repositories.Add(repository);
        var search = new HeldSearch(agents, _discovery.Homes(agents), context);
        return new ImportBatch(repository.Find(search, context, cancellation), context.Problems);
    }

    public void Dispose()
    {
        foreach (GitImport repository in _repositories)
            repository.Dispose();
    }
}

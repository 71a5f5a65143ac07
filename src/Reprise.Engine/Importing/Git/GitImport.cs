using Reprise.Agents;
using Reprise.Discovery;
using Reprise.Files;

namespace Reprise.Importing.Git;

/// <summary>Finds sessions in the history of a repository.</summary>
internal sealed class GitImport : IDisposable
{
    private readonly GitPlace _place;
    private readonly GitWorkplace _workplace;
    private readonly GitObjects _objects;

    /// <param name="program">The <c>git</c> program.</param>
    /// <param name="path">The repository, or a folder in its work tree, absolute.</param>
    /// <exception cref="RepriseException">There is no repository, or it keeps its references in a form that cannot be read.</exception>
    public GitImport(string program, string path)
    {
        _place = GitPlace.Find(path);
        if (Directory.Exists(Path.Combine(_place.Folder, "reftable")))
            throw new RepriseException(
                "git",
                "The repository keeps its references as a reftable, which is not read.",
                "Clone it with 'git clone --mirror --ref-format=files' and import the clone."
            );
        _workplace = new GitWorkplace(program, _place);
        _objects = new GitObjects(_workplace);
    }

    /// <summary>Finds the sessions.</summary>
    public IReadOnlyList<DiscoveredRoot> Find(HeldSearch search, DiscoveryContext context, CancellationToken cancellation)
    {
        try
        {
            List<HeldFile> files = new GitHistory(_workplace, _place, context).Read(_objects, cancellation);
            string folder = Path.Combine(_place.WorkTree, _place.Below.TrimEnd('/'));
            return search.Find(files, folder, isMaskedCopy: false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            context.Report(_place.Folder, HeldProblem.Of(error));
            return [];
        }
    }

    public void Dispose()
    {
        _objects.Dispose();
        _workplace.Dispose();
    }
}

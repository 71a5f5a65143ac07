using Reprise.Reading;

namespace Reprise.Agents.Gemini;

/// <summary>One search of a home: each project has its sessions, and what lies beside them is given to the sessions it names.</summary>
internal sealed class GeminiDiscovery(string home, DiscoveryContext context)
{
    // A session is in two projects when a project's folder was copied as it got its new name.
    /// <summary>Searches the home.</summary>
    public IEnumerable<SessionFootprint> Run()
    {
        string projects = Path.Combine(home, GeminiLayout.Projects);
        return FootprintCopies.Join(
            FolderListing
                .Of(projects, context.Report)
                .Where(item => item.IsFolder)
                .SelectMany(item => new GeminiProject(projects, item, home, context).Run())
        );
    }
}

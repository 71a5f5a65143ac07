using Reprise.Agents;

namespace Reprise.Importing.Sessionkeep;

/// <summary>Reads an archive of sessionkeep: compressed transcripts, each with a file of facts beside it.</summary>
internal static class SessionkeepArchive
{
    /// <summary>Lists the transcripts in an archive, each under the path that it was archived from.</summary>
    /// <param name="paths">The compressed files.</param>
    /// <param name="folder">The folder that was named.</param>
    /// <param name="context">Where problems are reported.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static List<HeldFile> Read(
        IEnumerable<string> paths,
        string folder,
        DiscoveryContext context,
        CancellationToken cancellation
    )
    {
        var found = new Dictionary<string, List<HeldVersion>>(StringComparer.Ordinal);
        foreach (string path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                var entry = SessionkeepEntry.Of(path);
                var content = new GzipContent(path);
                if (!content.IsWhole)
                    context.Report(path, "it is damaged or cut off: what can be read of it is taken");
                string place = PlaceOf(entry, path, folder);
                if (!found.TryGetValue(place, out List<HeldVersion>? versions))
                    found.Add(place, versions = []);
                versions.Add(new HeldVersion(entry.ArchivedAt ?? File.GetLastWriteTimeUtc(path), content));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                context.Report(path, HeldProblem.Of(error));
            }
        }
        // An archive of a session that has gone on is another file; nothing says which came first but its time.
        return [.. found.Select(pair => new HeldFile(pair.Key, [.. pair.Value.OrderBy(version => version.TimeUtc)]))];
    }

    private static string PlaceOf(SessionkeepEntry entry, string path, string folder)
    {
        if (entry.Source is { } source)
            return source.Replace('\\', '/').Replace(":", "", StringComparison.Ordinal).TrimStart('/');
        string inside = Path.GetRelativePath(folder, path).Replace('\\', '/');
        return entry.SessionId is { } id ? $"{Path.GetDirectoryName(inside)}/{id}.jsonl".TrimStart('/') : inside[..^".gz".Length];
    }
}

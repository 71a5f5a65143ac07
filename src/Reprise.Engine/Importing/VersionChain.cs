using Reprise.Agents;

namespace Reprise.Importing;

/// <summary>Picks the states of a file that none of the later ones has: a file that only grew has one, however often it was kept.</summary>
internal static class VersionChain
{
    /// <summary>Leaves out what has only grown.</summary>
    /// <param name="file">The file with all its states.</param>
    /// <param name="context">Where a state that cannot be read is reported.</param>
    /// <returns>Null when no state can be read.</returns>
    public static HeldFile? Reduce(HeldFile file, DiscoveryContext context)
    {
        List<HeldVersion> kept = [];
        byte[]? newer = null;
        // From the latest on, so that each generation is read once and what it grew from not at all where a hash tells.
        for (int i = file.Versions.Count - 1; i >= 0; i--)
        {
            HeldVersion version = file.Versions[i];
            try
            {
                if (newer is not null && version.Content.IsPrefixOf(newer))
                    continue;
                kept.Add(version);
                // The last one that is looked at is compared with nothing.
                if (i > 0)
                    newer = version.Content.Read();
            }
            catch (IOException error)
            {
                kept.Remove(version);
                context.Report(file.Path, HeldProblem.Of(error));
            }
        }
        kept.Reverse();
        return kept.Count == 0 ? null : file with { Versions = kept };
    }
}

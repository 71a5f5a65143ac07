using Reprise.Reading;

namespace Reprise.Importing;

/// <summary>
/// Finds files that lay in several places: an agent moves a transcript when it archives it, and a history has it in both places,
/// though never at the same time.
/// </summary>
internal static class MovedFiles
{
    /// <summary>
    /// Puts the states of records of one name together, in the place where the latest lay: what is there today comes last, and no
    /// state has a later time than the one behind it.
    /// </summary>
    /// <param name="files">The files of one session.</param>
    public static IEnumerable<(SourceFile File, HeldFile Held)> Merge(IReadOnlyList<(SourceFile File, HeldFile Held)> files)
    {
        foreach (var same in files.GroupBy(file => KeyOf(file.File)))
        {
            var states = same.SelectMany(file => file.Held.Versions.Select(version => (file.File, file.Held, Version: version)))
                .OrderBy(state => state.Version.IsNow)
                .ThenBy(state => state.Version.TimeUtc)
                .ToArray();
            if (states.Length == 0)
            {
                yield return same.First();
                continue;
            }
            (SourceFile place, HeldFile latest, _) = states[^1];
            yield return (place, latest with { Versions = WithGrowingTimes(states.Select(state => state.Version)) });
        }
    }

    // What is there today keeps its own time: were it made later, it could take the place of what its agent wrote in between.
    private static HeldVersion[] WithGrowingTimes(IEnumerable<HeldVersion> versions)
    {
        HeldVersion[] growing = [.. versions];
        for (int i = growing.Length - 2; i >= 0; i--)
        {
            HeldVersion next = growing[i + 1];
            if (growing[i].TimeUtc > next.TimeUtc || (next.IsNow && growing[i].TimeUtc == next.TimeUtc))
                growing[i] = growing[i] with { TimeUtc = next.TimeUtc.AddTicks(-1) };
        }
        return growing;
    }

    private static (FileRole Role, string Name) KeyOf(SourceFile file) =>
        file.Role is FileRole.Transcript or FileRole.Subagent
            ? (file.Role, file.RelativePath[(file.RelativePath.LastIndexOf('/') + 1)..])
            : (file.Role, file.RelativePath);
}

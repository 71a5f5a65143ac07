using Reprise.Reading;

namespace Reprise.Importing;

/// <summary>
/// Finds files that lay in several places: an agent moves a transcript when it archives it, and a history has it in both places,
/// though never at the same time.
/// </summary>
internal static class MovedFiles
{
    /// <summary>Puts the states of records of one name together, in the place where the latest lay.</summary>
    /// <param name="files">The files of one session.</param>
    public static IEnumerable<(SourceFile File, HeldFile Held)> Merge(IReadOnlyList<(SourceFile File, HeldFile Held)> files)
    {
        foreach (var same in files.GroupBy(file => KeyOf(file.File)))
        {
            if (same.Count() == 1)
            {
                yield return same.First();
                continue;
            }
            (SourceFile place, HeldFile latest) = same.Where(file => file.Held.Versions.Count > 0)
                .DefaultIfEmpty(same.First())
                .MaxBy(file => file.Held.Versions.Count == 0 ? default : file.Held.Latest.TimeUtc);
            HeldVersion[] versions = [.. same.SelectMany(file => file.Held.Versions).OrderBy(version => version.TimeUtc)];
            yield return (place, latest with { Versions = versions });
        }
    }

    private static (FileRole Role, string Name) KeyOf(SourceFile file) =>
        file.Role is FileRole.Transcript or FileRole.Subagent
            ? (file.Role, file.RelativePath[(file.RelativePath.LastIndexOf('/') + 1)..])
            : (file.Role, file.RelativePath);
}

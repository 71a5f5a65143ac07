using Reprise.Reading;

namespace Reprise.Importing;

/// <summary>Puts the states of single files together to states of their session, each with what was new then.</summary>
internal static class HeldStates
{
    /// <summary>Gives the states, the oldest first; the first has all files that there ever were.</summary>
    /// <param name="files">The files, each with its states, the oldest first.</param>
    public static IEnumerable<IReadOnlyList<SourceFile>> Of(
        IReadOnlyList<(SourceFile File, IReadOnlyList<HeldVersion> Versions)> files
    )
    {
        List<SourceFile> state = [.. files.Select(file => Place(file.File, file.Versions[0]))];
        if (state.Count == 0)
            yield break;
        var later = files
            .SelectMany(file => file.Versions.Skip(1).Select(version => Place(file.File, version)))
            .OrderBy(file => file.LastWriteUtc);
        foreach (SourceFile next in later)
        {
            if (state.Exists(file => file.RelativePath == next.RelativePath))
            {
                yield return Sorted(state);
                state = [];
            }
            state.Add(next);
        }
        yield return Sorted(state);
    }

    // The roles are declared in the order in which a session's files are read.
    private static List<SourceFile> Sorted(List<SourceFile> state)
    {
        state.Sort(
            static (a, b) => a.Role != b.Role ? a.Role.CompareTo(b.Role) : string.CompareOrdinal(a.RelativePath, b.RelativePath)
        );
        return state;
    }

    private static SourceFile Place(SourceFile file, HeldVersion version) =>
        file with
        {
            Held = version.Content,
            Length = version.Content.Length,
            LastWriteUtc = version.TimeUtc,
        };
}

using Reprise.Archiving;
using Reprise.Masking;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>How a native file differs from what was captured of it.</summary>
internal enum FileChange
{
    /// <summary>Nothing was captured yet.</summary>
    New,

    /// <summary>The same bytes, perhaps with another time.</summary>
    None,

    /// <summary>What was captured is still there, with more behind it.</summary>
    Grown,

    /// <summary>The same, in a file whose secrets may span what was captured and what is new: it is taken whole.</summary>
    GrownText,

    /// <summary>Other bytes: a new state, and the old one stays.</summary>
    Rewritten,

    /// <summary>A state that an import found: it is kept among the older ones, and the current one stays.</summary>
    Older,
}

/// <summary>Finds out how a native file differs from what was captured of it, at the cost of two short reads where possible.</summary>
internal static class FileComparison
{
    /// <param name="source">The file.</param>
    /// <param name="archived">What was captured; null when nothing was.</param>
    /// <param name="full">Whether to compare every byte, not only the ends.</param>
    public static FileChange Compare(MaskedSource source, ArchivedFile? archived, bool full)
    {
        if (archived is null)
            return FileChange.New;
        FileVersion current = archived.Current;
        long kept = current.LinesLength;
        bool isKept = source.Length >= kept && source.CompareEdges(kept) == current.Edges;
        if (source.Length < current.Length || !isKept || (full && !Matches(source, current, kept)))
            return FileChange.Rewritten;
        if (source.Length == current.Length)
            return Matches(source, current, current.Length) ? FileChange.None : Other(source, current, kept);
        return Other(source, current, kept);
    }

    /// <summary>Whether the first bytes of a file are those of a captured state.</summary>
    public static bool Matches(MaskedSource source, FileVersion version, long length)
    {
        long at = 0;
        foreach (FileSlice slice in version.Slices)
        {
            if (at >= length)
                break;
            if (!source.Matches(at, slice.OriginalLength, slice.Original, slice.Sha256))
                return false;
            at += slice.OriginalLength;
        }
        return true;
    }

    // Lines stand for themselves, so a file of lines is masked from where it was left. Not when nothing was left: then the
    // content of what was a short last line is new as a whole. Other files are read whole anyway, so they are compared whole.
    private static FileChange Other(MaskedSource source, FileVersion current, long kept) =>
        source.File.Shape == TextShape.JsonLines ? FileChange.Grown
        : source.Length > kept && Matches(source, current, kept) ? FileChange.GrownText
        : FileChange.Rewritten;
}

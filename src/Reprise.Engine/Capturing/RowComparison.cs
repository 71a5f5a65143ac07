using Reprise.Archiving;
using Reprise.Masking;
using Reprise.Normalizing;
using Reprise.Sealing;

namespace Reprise.Capturing;

/// <summary>Finds out whether the rows of a session are those captured before, only further written.</summary>
/// <remarks>
/// An agent writes a row again and again while an answer streams in, and brings lists in it up to date. What was captured may
/// be replaced by that. It may not where rows are gone or have become short: then the old state stays as a generation.
/// </remarks>
internal static class RowComparison
{
    /// <summary>A row may lose this much: flags and lists that are emptied.</summary>
    private const int MaxLostBytes = 64;

    /// <summary>Or this part of it.</summary>
    private const int MaxLostShare = 10;

    /// <param name="source">The rows as they are.</param>
    /// <param name="entry">The session's entry.</param>
    /// <param name="archived">The rows as they were captured.</param>
    public static FileChange Compare(MaskedSource source, ArchiveEntry entry, ArchivedFile archived)
    {
        var now = new Dictionary<ulong, (ulong Content, int Length)>();
        source.Select(0, source.Length, maskedOffset: 0);
        var lines = new RecordSplitter(TextShape.JsonLines, 0);
        while (source.Read(out MaskedBlock? block))
        {
            lines.Add(block);
            while (lines.Next(out MaskedRecord row))
                now[KeyOf(row)] = (KeyHash.Of(row.Utf8), row.Utf8.Length);
        }
        var before = new RecordSplitter(TextShape.JsonLines, 0);
        foreach (MaskedBlock block in entry.Read(archived.Current))
        {
            before.Add(block);
            while (before.Next(out MaskedRecord row))
            {
                if (!now.TryGetValue(KeyOf(row), out (ulong Content, int Length) found) || !Continues(row, found))
                    return FileChange.Rewritten;
            }
        }
        return FileChange.GrownText;
    }

    private static bool Continues(in MaskedRecord row, (ulong Content, int Length) found)
    {
        int lost = row.Utf8.Length - found.Length;
        return lost <= Math.Max(MaxLostBytes, row.Utf8.Length / MaxLostShare) || KeyHash.Of(row.Utf8) == found.Content;
    }

    // A line names table and key before the row.
    private static ulong KeyOf(in MaskedRecord row)
    {
        int end = row.Utf8.IndexOf(",\"row\":"u8);
        return KeyHash.Of(end < 0 ? "head"u8 : row.Utf8[..end]);
    }
}

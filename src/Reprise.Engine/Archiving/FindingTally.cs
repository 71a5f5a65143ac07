using System.Runtime.InteropServices;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Archiving;

/// <summary>Counts the secrets masked in one file, those of its tail apart.</summary>
internal sealed class FindingTally
{
    private readonly Dictionary<FindingKey, int> _lines = [];
    private readonly Dictionary<FindingKey, int> _tail = [];

    /// <summary>The secrets of the tail; null when there are none.</summary>
    public IReadOnlyList<ArchivedFinding>? Tail => List(_tail);

    /// <summary>The secrets of the whole file; null when there are none.</summary>
    public IReadOnlyList<ArchivedFinding>? All
    {
        get
        {
            var all = new Dictionary<FindingKey, int>(_lines);
            foreach ((FindingKey key, int count) in _tail)
                Add(all, key, count);
            return List(all);
        }
    }

    /// <summary>Forgets everything, for the next file.</summary>
    public void Clear()
    {
        _lines.Clear();
        _tail.Clear();
    }

    /// <summary>Counts what was masked in a block.</summary>
    public void Add(MaskedBlock block, bool isTail)
    {
        foreach (Occurrence occurrence in block.Occurrences)
            Add(isTail ? _tail : _lines, new FindingKey(occurrence.Kind, occurrence.Fingerprint), 1);
    }

    /// <summary>Adds what a state has, its tail included.</summary>
    public void AddAll(FileVersion version)
    {
        AddLines(version);
        foreach (ArchivedFinding finding in version.TailFindings ?? [])
            Add(_tail, new FindingKey(finding.Kind, finding.Fingerprint), finding.Count);
    }

    /// <summary>Adds what a state has in its complete lines: its tail was taken again.</summary>
    public void AddLines(FileVersion version)
    {
        foreach (ArchivedFinding finding in version.Findings ?? [])
            Add(_lines, new FindingKey(finding.Kind, finding.Fingerprint), finding.Count);
        foreach (ArchivedFinding finding in version.TailFindings ?? [])
            Add(_lines, new FindingKey(finding.Kind, finding.Fingerprint), -finding.Count);
    }

    private static void Add(Dictionary<FindingKey, int> counts, FindingKey key, int count)
    {
        ref int value = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, key, out _);
        value += count;
        if (value == 0)
            counts.Remove(key);
    }

    private static ArchivedFinding[]? List(Dictionary<FindingKey, int> counts) =>
        counts.Count == 0
            ? null
            :
            [
                .. counts
                    .Select(pair => new ArchivedFinding(pair.Key.Kind, pair.Key.Fingerprint, pair.Value))
                    .OrderBy(finding => finding.Kind, StringComparer.Ordinal)
                    .ThenBy(finding => finding.Fingerprint, StringComparer.Ordinal),
            ];
}

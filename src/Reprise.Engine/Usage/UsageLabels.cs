using System.Text;

namespace Reprise.Usage;

/// <summary>Gives the same object for the same words, so that readers of many slices neither make texts nor compare them.</summary>
public sealed class UsageLabels
{
    private const int Offset = unchecked((int)2166136261);
    private const int Prime = 16777619;

    private readonly Dictionary<int, Entry> _known = [];

    /// <summary>Returns the label of words divided by NUL: model, provider, tier.</summary>
    internal UsageLabel Of(ReadOnlySpan<byte> words)
    {
        int hash = Offset;
        foreach (byte b in words)
            hash = (hash ^ b) * Prime;
        _known.TryGetValue(hash, out Entry? first);
        for (Entry? entry = first; entry is not null; entry = entry.Next)
        {
            if (words.SequenceEqual(entry.Words))
                return entry.Label;
        }
        string[] parts = Encoding.UTF8.GetString(words).Split('\0');
        var label = new UsageLabel(parts[0], parts.Length > 1 ? parts[1] : "", parts.Length > 2 ? parts[2] : "");
        _known[hash] = new Entry(words.ToArray(), label, first);
        return label;
    }

    private sealed record Entry(byte[] Words, UsageLabel Label, Entry? Next);
}

using System.Buffers;
using System.Text;
using Reprise.Protocol;

namespace Reprise.Usage;

/// <summary>Packs the slices of a session into a few bytes each.</summary>
/// <remarks>
/// A number for the format; the labels, each with its length, its three words divided by NUL; then the slices by slot, all numbers as
/// LEB128. <see cref="SliceReader"/> reads it. It is part of the index and not of the archive: it may change with the index.
/// </remarks>
public sealed class SliceWriter
{
    internal const byte Format = 1;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>Packs slices.</summary>
    /// <param name="slices">In any order; the same slices always give the same bytes.</param>
    public static byte[] Pack(IEnumerable<UsageSlice> slices)
    {
        UsageSlice[] sorted =
        [
            .. slices
                .OrderBy(s => s.Slot)
                .ThenBy(s => s.Label.Model, StringComparer.Ordinal)
                .ThenBy(s => s.Label.Provider, StringComparer.Ordinal)
                .ThenBy(s => s.Label.Tier, StringComparer.Ordinal)
                .ThenBy(s => s.Thread)
                .ThenBy(s => s.Band)
                .ThenBy(s => s.OwnCostKind),
        ];
        if (sorted.Length == 0)
            return [];
        var writer = new SliceWriter();
        UsageLabel[] labels = [.. sorted.Select(s => s.Label).Distinct()];
        writer.Add(Format);
        writer.Add(labels.Length);
        foreach (UsageLabel label in labels)
            writer.Add(label);
        int slot = 0;
        foreach (UsageSlice slice in sorted)
        {
            writer.Add(slice, Array.IndexOf(labels, slice.Label), slot);
            slot = slice.Slot;
        }
        return writer._bytes.WrittenSpan.ToArray();
    }

    private void Add(UsageLabel label)
    {
        byte[] words = Encoding.UTF8.GetBytes($"{label.Model}\0{label.Provider}\0{label.Tier}");
        Add(words.Length);
        _bytes.Write(words);
    }

    private void Add(in UsageSlice slice, int label, int previousSlot)
    {
        Add(label);
        Add((long)slice.Thread | ((long)slice.OwnCostKind << 2) | ((long)slice.Band << 4));
        long step = (long)slice.Slot - previousSlot;
        Add((ulong)((step << 1) ^ (step >> 63)));
        long start = slice.Slot == UsageSlice.NoSlot ? 0 : UsageSlice.StartOf(slice.Slot);
        Add(slice.First - start);
        Add(slice.Last - slice.First);
        Add(slice.Responses);
        Add(slice.Doubtful);
        TokenUsage tokens = slice.Tokens;
        Add(tokens.Input);
        Add(tokens.Output);
        Add(tokens.CacheRead);
        Add(tokens.CacheWrite5Minutes);
        Add(tokens.CacheWrite1Hour);
        Add(tokens.Reasoning);
        Add(slice.WebSearches);
        Add(slice.OwnCost);
    }

    private void Add(long value) => Add((ulong)value);

    private void Add(ulong value)
    {
        Span<byte> room = _bytes.GetSpan(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7)
            room[length++] = (byte)(value | 0x80);
        room[length++] = (byte)value;
        _bytes.Advance(length);
    }
}

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reprise.Masking.Scanning;

/// <summary>Finds the literals of all rules in one pass over raw bytes.</summary>
/// <remarks>
/// Every literal is represented by one window of four bytes, case folded by setting bit 5. A table over a hash of
/// the window sorts out almost all positions; no load depends on the one before it, so that the processor overlaps
/// them. The few that remain are looked up exactly.
/// </remarks>
internal sealed class AnchorScanner
{
    private const int HashBits = 18;
    private const uint Multiplier = 0x9E3779B1;
    private const uint Fold = 0x20202020;

    // One bit for each hash: small enough for the first-level cache, large enough to be almost empty.
    private readonly byte[] _filter = new byte[1 << (HashBits - 3)];
    private readonly uint[] _grams;
    private readonly int[] _buckets;
    private readonly int _mask;
    private readonly List<Anchor[]> _anchors = [];

    public AnchorScanner(IEnumerable<(Literal Literal, int Rule)> literals)
    {
        Dictionary<uint, List<Anchor>> byGram = [];
        foreach ((Literal literal, int rule) in literals)
        {
            LiteralCount++;
            foreach ((uint gram, int offset) in Windows(literal))
            {
                if (!byGram.TryGetValue(gram, out List<Anchor>? list))
                    byGram.Add(gram, list = []);
                list.Add(new Anchor(literal, offset, rule));
            }
        }
        int size = 1024;
        while (size < byGram.Count * 4)
            size *= 2;
        _mask = size - 1;
        _grams = new uint[size];
        _buckets = new int[size];
        foreach ((uint gram, List<Anchor> list) in byGram)
        {
            _anchors.Add([.. list]);
            _filter[Hash(gram) >> 3] |= (byte)(1 << (int)(Hash(gram) & 7));
            int slot = Slot(gram);
            while (_buckets[slot] != 0)
                slot = (slot + 1) & _mask;
            _grams[slot] = gram;
            _buckets[slot] = _anchors.Count;
        }
    }

    /// <summary>The number of literals looked for.</summary>
    public int LiteralCount { get; }

    /// <summary>Returns the next position with a window of some literal in [from, limit), or -1.</summary>
    /// <param name="data">All bytes that may be looked at.</param>
    /// <param name="from">The first position.</param>
    /// <param name="limit">The position after the last one.</param>
    /// <param name="anchors">The literals that have this window.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public int Next(ReadOnlySpan<byte> data, int from, int limit, out ReadOnlySpan<Anchor> anchors)
    {
        ref byte filter = ref MemoryMarshal.GetArrayDataReference(_filter);
        ref byte start = ref MemoryMarshal.GetReference(data);
        int p = from;
        int fast = Math.Min(limit - 8, data.Length - 12);
        while (p <= fast)
        {
            ulong w = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, p)) | ((ulong)Fold << 32) | Fold;
            ulong v = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref start, p + 4)) | ((ulong)Fold << 32) | Fold;
            int low =
                Probe(ref filter, (uint)w)
                | Probe(ref filter, (uint)(w >> 8))
                | Probe(ref filter, (uint)(w >> 16))
                | Probe(ref filter, (uint)(w >> 24));
            int high =
                Probe(ref filter, (uint)v)
                | Probe(ref filter, (uint)(v >> 8))
                | Probe(ref filter, (uint)(v >> 16))
                | Probe(ref filter, (uint)(v >> 24));
            if ((low | high) == 0)
            {
                p += 8;
                continue;
            }
            if (low == 0)
            {
                p += 4;
                w = v;
            }
            for (int k = 0; k < 4; k++)
            {
                if (Find((uint)(w >> (8 * k)), out anchors))
                    return p + k;
            }
            p += 4;
        }
        for (; p < limit && p + 4 <= data.Length; p++)
        {
            if (Find(BinaryPrimitives.ReadUInt32LittleEndian(data[p..]) | Fold, out anchors))
                return p;
        }
        anchors = default;
        return -1;
    }

    // The hash is within the filter whatever the gram: no check of bounds is needed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Probe(ref byte filter, uint gram)
    {
        uint hash = (gram * Multiplier) >> (32 - HashBits);
        return Unsafe.Add(ref filter, hash >> 3) >> (int)(hash & 7) & 1;
    }

    private bool Find(uint gram, out ReadOnlySpan<Anchor> anchors)
    {
        anchors = default;
        uint hash = Hash(gram);
        if ((_filter[hash >> 3] >> (int)(hash & 7) & 1) == 0)
            return false;
        for (int slot = Slot(gram); _buckets[slot] != 0; slot = (slot + 1) & _mask)
        {
            if (_grams[slot] == gram)
            {
                anchors = _anchors[_buckets[slot] - 1];
                return true;
            }
        }
        return false;
    }

    private static uint Hash(uint gram) => (gram * Multiplier) >> (32 - HashBits);

    private int Slot(uint gram) => (int)((gram * 0x85EBCA6B) >> 12) & _mask;

    private static IEnumerable<(uint Gram, int Offset)> Windows(Literal literal)
    {
        byte[] bytes = literal.Bytes;
        if (bytes.Length == 3)
        {
            HashSet<uint> seen = [];
            for (int f = 0; f < 256; f++)
            {
                uint gram = (bytes[0] | (uint)bytes[1] << 8 | (uint)bytes[2] << 16 | (uint)f << 24) | Fold;
                if (
                    (literal.Followers is null || literal.Followers.Contains((char)f, StringComparison.Ordinal)) && seen.Add(gram)
                )
                    yield return (gram, 0);
            }
            yield break;
        }
        int best = 0;
        double bestScore = double.MaxValue;
        for (int i = 0; i + 4 <= bytes.Length; i++)
        {
            double score = 0;
            for (int k = 0; k < 4; k++)
                score += Commonness(bytes[i + k]);
            if (score < bestScore)
                (best, bestScore) = (i, score);
        }
        yield return (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(best)) | Fold, best);
    }

    // A rough order of how often bytes occur in transcripts; the rarest window of a literal is looked for.
    private static double Commonness(byte b)
    {
        int rank = "qzjxkvwbyg0fpm1u2d3h4lcs5r6in7o8a9te".IndexOf((char)(b | 0x20), StringComparison.Ordinal);
        return b is (byte)'-' or (byte)' ' or (byte)'=' or (byte)'.' ? 40
            : rank < 0 ? 20
            : rank;
    }
}

/// <summary>A literal that has a window, and where in the literal the window is.</summary>
/// <param name="Literal">What is looked for.</param>
/// <param name="Offset">The position of the window in it.</param>
/// <param name="Rule">The index of the rule it belongs to.</param>
internal sealed record Anchor(Literal Literal, int Offset, int Rule);

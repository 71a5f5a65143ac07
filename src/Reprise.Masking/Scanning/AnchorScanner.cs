using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reprise.Masking.Scanning;

/// <summary>Finds the literals of all rules in one pass over raw bytes.</summary>
/// <remarks>
/// Every literal is represented by the rarest four bytes of it. They are distributed over buckets; a vector path looks up,
/// for each of four neighbouring positions, which buckets its byte may belong to. Where some bucket is left, a table over
/// a hash of the four bytes sorts out nearly all mixtures, and what remains is compared.
/// </remarks>
internal sealed class AnchorScanner
{
    private readonly ScanPath _path;
    private readonly GramTable _grams = new();
    private readonly Vector512Filter _wide;
    private readonly Vector256Filter _middle;
    private readonly Vector128Filter _narrow;

    // Texts of three characters apart from longer ones: what follows them does not tell them.
    private readonly AnchorTable _short;
    private readonly AnchorTable _long;

    /// <param name="literals">What is looked for, for each rule.</param>
    /// <param name="path">How; all paths give the same answers.</param>
    public AnchorScanner(IReadOnlyList<Literal[]> literals, ScanPath path)
    {
        _path = path;
        Dictionary<string, int> numbers = new(StringComparer.Ordinal);
        List<Literal> texts = [];
        List<List<int>> rules = [];
        for (int rule = 0; rule < literals.Count; rule++)
        {
            LiteralCount += literals[rule].Length;
            foreach (Literal literal in literals[rule])
            {
                if (numbers.TryAdd(literal.Identity, texts.Count))
                {
                    texts.Add(literal);
                    rules.Add([]);
                }
                rules[numbers[literal.Identity]].Add(rule);
            }
        }
        var windows = new List<AnchorWindow>(texts.Count);
        foreach (Literal text in texts)
        {
            AnchorWindow window = AnchorWindow.Of(text);
            windows.Add(window);
            _grams.Add(window);
        }
        _short = new AnchorTable(texts, windows, rules, AnchorWindow.Length - 1);
        _long = new AnchorTable(texts, windows, rules, AnchorWindow.Length);
        if (path == ScanPath.Vector512)
        {
            var classes = new WideClasses();
            classes.Distribute(windows);
            _wide = new Vector512Filter(classes);
        }
        else if (path != ScanPath.Scalar)
        {
            var classes = new NibbleClasses();
            classes.Distribute(windows);
            if (path == ScanPath.Vector256)
                _middle = new Vector256Filter(classes);
            else
                _narrow = new Vector128Filter(classes);
        }
    }

    /// <summary>The number of literals looked for.</summary>
    public int LiteralCount { get; }

    /// <summary>Finds positions where a window may stand, in order.</summary>
    /// <param name="data">All bytes that may be looked at.</param>
    /// <param name="from">The first position to look at; afterwards the next one.</param>
    /// <param name="limit">The position after the last one.</param>
    /// <param name="hits">Takes the positions; at least 64.</param>
    /// <returns>Their number; when it is 0, nothing is left before the limit.</returns>
    public int Find(ReadOnlySpan<byte> data, ref int from, int limit, Span<int> hits) =>
        _path switch
        {
            ScanPath.Vector512 => Find(_wide, data, ref from, limit, hits),
            ScanPath.Vector256 => Find(_middle, data, ref from, limit, hits),
            ScanPath.Vector128 => Find(_narrow, data, ref from, limit, hits),
            _ => Find(new ScalarFilter(_grams), data, ref from, limit, hits),
        };

    /// <summary>The anchors of more than three characters.</summary>
    public AnchorTable Long => _long;

    /// <summary>The anchors of three characters.</summary>
    public AnchorTable Short => _short;

    // Compiled at once and with all optimisations: it is not ready for this processor in what is compiled ahead, and it
    // has no time to become hot by being called often.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find<TFilter>(TFilter filter, ReadOnlySpan<byte> data, ref int from, int limit, Span<int> hits)
        where TFilter : struct, IBlockFilter
    {
        ref byte start = ref MemoryMarshal.GetReference(data);
        ref int target = ref MemoryMarshal.GetReference(hits);
        ref byte bits = ref _grams.Bits;
        int p = from;
        int n = 0;
        // A window has four bytes: the last one may start three bytes before the end.
        limit = Math.Min(limit, data.Length - (AnchorWindow.Length - 1));
        // All positions of a block are before the limit, and one more: so four bytes behind the block can be read as well.
        int lastBlock = limit - TFilter.Size - 1;
        // A block has no more hits than positions.
        int full = hits.Length - TFilter.Size;
        for (; p <= lastBlock && n <= full; p += TFilter.Size)
        {
            ulong found = filter.Candidates(ref Unsafe.Add(ref start, p));
            // Most blocks have few candidates. So many are looked at in any case, and counted only when they are there: a
            // branch for each would be mispredicted all the time.
            for (int i = 0; i < TFilter.Usual; i++)
            {
                int bit = BitOperations.TrailingZeroCount(found);
                int at = p + (TFilter.Size < 64 ? Math.Min(bit, TFilter.Size) : bit);
                Unsafe.Add(ref target, n) = at;
                n += GramTable.Holds(ref bits, Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, at))) & (found != 0 ? 1 : 0);
                found &= found - 1;
            }
            for (; found != 0; found &= found - 1)
            {
                int at = p + BitOperations.TrailingZeroCount(found);
                Unsafe.Add(ref target, n) = at;
                n += GramTable.Holds(ref bits, Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, at)));
            }
        }
        if (p > lastBlock)
        {
            for (; p < limit && n < hits.Length; p++)
            {
                Unsafe.Add(ref target, n) = p;
                n += GramTable.Holds(ref bits, Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref start, p)));
            }
        }
        from = p;
        return n;
    }
}

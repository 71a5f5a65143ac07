namespace Reprise.Masking.Scanning;

/// <summary>For each place of each bucket the bytes that may stand there, as a vector path can look them up.</summary>
/// <remarks>
/// A bucket holds windows of several literals. Its classes are looked up place by place, so they also let through what
/// mixes bytes of its windows; the fewer, the better the windows are distributed.
/// </remarks>
internal abstract class ByteClasses
{
    /// <summary>The number of buckets: a bit of a byte each, in that many lookups.</summary>
    public const int Buckets = 8 * Groups;

    /// <summary>The number of bytes whose bits stand for the buckets.</summary>
    public const int Groups = 4;

    /// <summary>Puts each window into the bucket where it lets the least text through.</summary>
    /// <remarks>The windows that are most frequent come first, so that the rare ones fill up what is left.</remarks>
    public void Distribute(List<AnchorWindow> windows)
    {
        windows.Sort((a, b) => b.Share.CompareTo(a.Share));
        Span<float> shares = stackalloc float[Buckets];
        foreach (AnchorWindow window in windows)
        {
            int best = 0;
            float least = float.MaxValue;
            float after = 0;
            for (int bucket = 0; bucket < Buckets; bucket++)
            {
                float share = 1;
                for (int place = 0; place < AnchorWindow.Length; place++)
                    share *= ShareWith(Cell(bucket, place), window.At(place));
                if (share - shares[bucket] < least)
                    (best, least, after) = (bucket, share - shares[bucket], share);
            }
            shares[best] = after;
            for (int place = 0; place < AnchorWindow.Length; place++)
                Add(Cell(best, place), window.At(place));
        }
    }

    /// <summary>The number of a place of a bucket.</summary>
    protected static int Cell(int bucket, int place) => bucket * AnchorWindow.Length + place;

    /// <summary>Returns the share of text that a class would let through if bytes were added to it.</summary>
    protected abstract float ShareWith(int cell, ReadOnlySpan<byte> bytes);

    /// <summary>Adds bytes to a class.</summary>
    protected abstract void Add(int cell, ReadOnlySpan<byte> bytes);
}

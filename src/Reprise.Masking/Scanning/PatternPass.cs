namespace Reprise.Masking.Scanning;

/// <summary>Tries the patterns of a user that have no literal on every string or line.</summary>
internal sealed class PatternPass
{
    private int _next;

    public static PatternPass? Create(MaskingRules rules, TextShape shape)
    {
        _ = (rules, shape);
        return null;
    }

    public void Scan(ReadOnlySpan<byte> data, int limit, RegionList regions) => _next = Math.Max(_next, Math.Min(limit, data.Length + regions.Count));

    public void Reset() => _next = 0;

    public void Drop(ReadOnlySpan<byte> data, int count) => _next = Math.Max(0, Math.Min(_next, data.Length) - count);
}

using Reprise.Masking.Scanning;

namespace Reprise.Tests.Masking;

internal static class ScannerReading
{
    /// <summary>Returns the anchors whose window may stand at a hit, as the masker goes through them.</summary>
    public static IEnumerable<Anchor> AnchorsAt(this AnchorScanner scanner, byte[] text, int hit)
    {
        foreach (AnchorTable table in (AnchorTable[])[scanner.Long, scanner.Short])
        {
            (int start, int end) = table.At(text, hit);
            for (int i = start; i < end; i++)
                yield return table[i];
        }
    }
}

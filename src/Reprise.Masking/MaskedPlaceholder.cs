using System.Text;
using Reprise.Masking.Scanning;

namespace Reprise.Masking;

/// <summary>A placeholder that stands in a masked text.</summary>
/// <param name="Start">Where it starts, in bytes.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Kind">The kind of secret.</param>
/// <param name="Fingerprint">The secret's keyed fingerprint.</param>
public readonly record struct MaskedPlaceholder(int Start, int Length, string Kind, string Fingerprint)
{
    /// <summary>Finds the next placeholder in a text.</summary>
    /// <param name="text">The text as UTF-8.</param>
    /// <param name="from">Where to look from.</param>
    /// <returns>Null when no other follows.</returns>
    public static MaskedPlaceholder? Next(ReadOnlySpan<byte> text, int from = 0)
    {
        while (true)
        {
            int found = text[from..].IndexOf(Existing.Prefix);
            if (found < 0)
                return null;
            int start = from + found;
            int length = Existing.LengthOf(text[start..]);
            if (length > 0)
            {
                int kind = length - Existing.Prefix.Length - Fingerprinter.Length - 2;
                ReadOnlySpan<byte> rest = text.Slice(start + Existing.Prefix.Length, length - Existing.Prefix.Length);
                return new MaskedPlaceholder(
                    start,
                    length,
                    Encoding.ASCII.GetString(rest[..kind]),
                    Encoding.ASCII.GetString(rest.Slice(kind + 1, Fingerprinter.Length))
                );
            }
            from = start + Existing.Prefix.Length;
        }
    }
}

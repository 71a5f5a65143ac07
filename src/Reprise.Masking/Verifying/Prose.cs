using Reprise.Masking.Reading;

namespace Reprise.Masking.Verifying;

/// <summary>Judges values that only words of a sentence announce: more is asked of them.</summary>
internal static class Prose
{
    /// <summary>Tells whether a value in a sentence is a secret rather than its next word.</summary>
    public static bool IsPlausible(in View view, Value value, NameStrength strength)
    {
        Span<byte> text = stackalloc byte[256];
        int n = view.Copy(value.Start, value.End, text);
        if (n < 8)
            return false;
        ReadOnlySpan<byte> found = text[..n];
        if (!found.ContainsAnyInRange((byte)'0', (byte)'9'))
            return false;
        if (strength != NameStrength.Password)
            return n >= 16 && Randomness.IsRandom(found);
        return Randomness.Classes(found) >= 3 || Randomness.IsRandom(found);
    }
}

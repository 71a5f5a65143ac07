using Reprise.Masking.Reading;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Propagating;

/// <summary>A secret that was found.</summary>
/// <param name="Kind">The kind it was found as.</param>
/// <param name="Grade">How sure that was.</param>
/// <param name="Fingerprint">Its fingerprint.</param>
/// <param name="Value">Its value without escapes.</param>
internal sealed record KnownSecret(string Kind, Grade Grade, string Fingerprint, byte[] Value)
{
    private const int MaxBytes = 512;
    private const int MinSure = 12;
    private const int MinLikely = 8;

    /// <summary>Tells whether a value is so much its own that it is masked wherever it stands.</summary>
    /// <remarks>
    /// Numbers, words, paths and ids stand in many places where they are no secret. Longer values, such as key files, are found
    /// by what they look like.
    /// </remarks>
    public static bool Spreads(Grade grade, ReadOnlySpan<byte> value)
    {
        if (
            value.Length > MaxBytes
            || !value.ContainsAnyInRange((byte)'A', (byte)'z')
            || value.ContainsAny((byte)'\n', (byte)'\r')
        )
            return false;
        return grade switch
        {
            Grade.Certain or Grade.Strong => value.Length >= MinSure,
            Grade.Contextual => value.Length >= MinLikely && IsUncommon(value),
            _ => false,
        };
    }

    private static bool IsUncommon(ReadOnlySpan<byte> value) =>
        !Placeholder.Is(value)
        && !IsIdentifier(value)
        && (Randomness.IsRandom(value) || (value.Length >= 10 && Randomness.Classes(value) >= 3 && !IsPath(value)));

    // A session's own id may be called its token somewhere; masking it everywhere would take the session apart.
    private static bool IsIdentifier(ReadOnlySpan<byte> value)
    {
        if (Guid.TryParse(value, out _))
            return true;
        foreach (byte b in value)
        {
            if (!Alphabet.Hex.Contains(b) && b != '-')
                return false;
        }
        return true;
    }

    private static bool IsPath(ReadOnlySpan<byte> value) =>
        value[0] is (byte)'/' or (byte)'~' or (byte)'.' || value.IndexOf("://"u8) >= 0;
}

namespace Reprise.Tests.Masking;

/// <summary>A line of a transcript with known secrets in it.</summary>
/// <param name="Context">Names the templates it was made from.</param>
/// <param name="Line">The raw line.</param>
/// <param name="Secrets">Where secrets stand, in bytes.</param>
internal sealed record GeneratedCase(string Context, byte[] Line, IReadOnlyList<SecretSpan> Secrets);

/// <summary>Where a secret stands in a line.</summary>
internal readonly record struct SecretSpan(string Kind, int Start, int End);

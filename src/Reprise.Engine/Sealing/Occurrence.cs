namespace Reprise.Sealing;

/// <summary>A place in a masked block where a secret stood.</summary>
/// <param name="Offset">Where the placeholder starts in the block, in bytes.</param>
/// <param name="PlaceholderLength">The length of the placeholder.</param>
/// <param name="Raw">The secret as spelled.</param>
/// <param name="Kind">The kind of secret.</param>
/// <param name="Fingerprint">Its keyed fingerprint.</param>
internal readonly record struct Occurrence(int Offset, int PlaceholderLength, byte[] Raw, string Kind, string Fingerprint);

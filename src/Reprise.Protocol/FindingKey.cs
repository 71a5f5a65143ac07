namespace Reprise.Protocol;

/// <summary>A secret that was masked, without its value.</summary>
/// <param name="Kind">The kind of secret.</param>
/// <param name="Fingerprint">Its keyed fingerprint.</param>
public readonly record struct FindingKey(string Kind, string Fingerprint);

namespace Reprise.Sealing;

/// <summary>Tells that the masker failed on a file. None of the file is passed on: what was not masked must not be kept.</summary>
public sealed class MaskingFailedException(Exception inner) : Exception($"The masker failed: {inner.GetType().Name}.", inner);

namespace Reprise.Sealing;

/// <summary>Tells that a native file was cut, removed or could not be read on while it was captured.</summary>
public sealed class SourceLostException(string message, Exception? inner = null) : IOException(message, inner);

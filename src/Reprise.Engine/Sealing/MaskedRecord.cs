namespace Reprise.Sealing;

/// <summary>One record of a masked file: a line without its line end, or a whole document.</summary>
/// <remarks>Only <see cref="MaskedBlock"/> makes one, and only <see cref="SourceMasker"/> and the archive make blocks.</remarks>
public readonly ref struct MaskedRecord
{
    internal MaskedRecord(ReadOnlySpan<byte> utf8, long offset)
    {
        Utf8 = utf8;
        Offset = offset;
    }

    /// <summary>The masked bytes: as the agent wrote them but for placeholders, hence not always valid UTF-8 or JSON.</summary>
    public ReadOnlySpan<byte> Utf8 { get; }

    /// <summary>Where the record starts in the masked file, in bytes.</summary>
    public long Offset { get; }
}

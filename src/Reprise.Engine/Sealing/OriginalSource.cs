namespace Reprise.Sealing;

/// <summary>The native bytes of a file as they were captured, secrets included. Only restore and resume may hold one.</summary>
/// <remarks>
/// Nothing is unsealed before it is read, and no more than one run of about a megabyte is in memory at a time.
/// <see cref="ToString"/> does not show content.
/// </remarks>
public sealed class OriginalSource
{
    private readonly IEnumerable<ReadOnlyMemory<byte>> _runs;

    internal OriginalSource(IEnumerable<ReadOnlyMemory<byte>> runs, long length)
    {
        _runs = runs;
        Length = length;
    }

    /// <summary>The number of bytes.</summary>
    public long Length { get; }

    /// <summary>Gives the bytes run by run, each checked against the hash it was captured with.</summary>
    /// <exception cref="Files.RepriseException">The originals were not kept, cannot be unsealed, or are damaged.</exception>
    internal IEnumerable<ReadOnlyMemory<byte>> Read() => _runs;

    /// <summary>Writes the bytes.</summary>
    /// <exception cref="Files.RepriseException">The originals were not kept, cannot be unsealed, or are damaged.</exception>
    public void CopyTo(Stream destination)
    {
        foreach (ReadOnlyMemory<byte> run in _runs)
            destination.Write(run.Span);
    }

    public override string ToString() => "(original bytes)";
}

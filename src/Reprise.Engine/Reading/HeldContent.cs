namespace Reprise.Reading;

/// <summary>Native bytes that lie in no file of their own: in a git repository, compressed, or as a part of a larger file.</summary>
/// <remarks>What it gives is unmasked. It is read by <c>SourceMasker</c>, and by imports to tell what it is and whether it only grew.</remarks>
public abstract class HeldContent
{
    /// <summary>More than this is not imported: it is in memory while it is masked.</summary>
    public const int MaxBytes = 512 * 1024 * 1024;

    /// <summary>The length in bytes.</summary>
    public abstract long Length { get; }

    /// <summary>Reads all bytes into memory that the caller may change.</summary>
    /// <exception cref="IOException">They cannot be had.</exception>
    internal abstract byte[] Read();

    /// <summary>Reads the first bytes.</summary>
    /// <param name="count">So many at most.</param>
    /// <exception cref="IOException">They cannot be had.</exception>
    internal virtual byte[] ReadHead(int count)
    {
        byte[] all = Read();
        return all.Length <= count ? all : all[..count];
    }

    /// <summary>Whether a newer text begins with all of this one.</summary>
    /// <exception cref="IOException">The bytes cannot be had.</exception>
    internal virtual bool IsPrefixOf(ReadOnlySpan<byte> newer) => newer.Length >= Length && newer.StartsWith(Read());
}

/// <summary>Held content cannot be had.</summary>
internal sealed class HeldContentException(string reason, Exception? inner = null) : IOException(reason, inner);

using Reprise.Files;

namespace Reprise.Reporting;

/// <summary>
/// Keeps pieces of bytes until they can be given in another order: in memory while they are few, else in a file that nobody else
/// can open. For several threads while pieces are added.
/// </summary>
/// <param name="home">Where the file lies.</param>
/// <param name="maxMemory">The bytes that are kept in memory.</param>
internal sealed class EntrySpool(RepriseHome home, int maxMemory = EntrySpool.UsualMemory) : IDisposable
{
    public const int UsualMemory = 16 * 1024 * 1024;

    private readonly Lock _adding = new();
    private readonly MemoryStream _memory = new();
    private FileStream? _file;
    private long _length;

    /// <summary>Whether there is a file.</summary>
    public bool IsInFile => _file is not null;

    /// <summary>Adds a piece.</summary>
    /// <returns>Where it is.</returns>
    /// <exception cref="IOException">The disk is full.</exception>
    public long Add(ReadOnlySpan<byte> piece)
    {
        lock (_adding)
        {
            long place = _length;
            if (_file is null && _memory.Length + piece.Length > maxMemory)
                Spill();
            if (_file is { } file)
                RandomAccess.Write(file.SafeFileHandle, piece, place);
            else
                _memory.Write(piece);
            _length += piece.Length;
            return place;
        }
    }

    /// <summary>Reads a piece.</summary>
    /// <exception cref="IOException">The disk is broken.</exception>
    public void Read(long place, Span<byte> piece)
    {
        if (_file is not { } file)
        {
            _memory.GetBuffer().AsSpan((int)place, piece.Length).CopyTo(piece);
            return;
        }
        for (int done = 0; done < piece.Length; )
        {
            int read = RandomAccess.Read(file.SafeFileHandle, piece[done..], place + done);
            if (read == 0)
                throw new IOException("The temporary file of the report is cut off.");
            done += read;
        }
    }

    public void Dispose() => _file?.Dispose();

    private void Spill()
    {
        string name = $"report.{Environment.ProcessId}.{Guid.NewGuid():N}{AtomicFile.UnfinishedEnding}";
        _file = PrivateFolder.CreateScratch(Path.Combine(home.Folder, name));
        RandomAccess.Write(_file.SafeFileHandle, _memory.GetBuffer().AsSpan(0, (int)_memory.Length), 0);
        _memory.SetLength(0);
        _memory.Capacity = 0;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reprise.Databases;

/// <summary>Databases that are read as images in memory, each made once for all sessions that are read from it.</summary>
public static class DatabaseImages
{
    /// <summary>Images that together take more are not kept.</summary>
    private const long MaxKeptBytes = 1L << 30;

    private static readonly Lock _lock = new();
    private static readonly Dictionary<string, DatabaseImage> _kept = new(StringComparer.Ordinal);

    /// <summary>Forgets all images: whoever reads one still keeps it until it is done.</summary>
    public static void Release()
    {
        lock (_lock)
            _kept.Clear();
    }

    /// <summary>Returns the image of a database with the complete transactions of its log.</summary>
    /// <exception cref="IOException">A file cannot be read, or the database is too large.</exception>
    internal static DatabaseImage Of(string path)
    {
        string state = $"{StateOf(path)} {StateOf(path + "-wal")}";
        lock (_lock)
        {
            if (_kept.TryGetValue(path, out DatabaseImage? image) && image.State == state)
                return image;
            _kept.Remove(path);
            image = new DatabaseImage(state, WriteAheadLog.Apply(path, path + "-wal"));
            if (_kept.Values.Sum(kept => kept.Length) + image.Length > MaxKeptBytes)
                _kept.Clear();
            _kept.Add(path, image);
            return image;
        }
    }

    private static string StateOf(string path)
    {
        var file = new FileInfo(path);
        return $"{file.Length} {file.LastWriteTimeUtc.Ticks}";
    }
}

/// <summary>The bytes of a database, at a fixed place.</summary>
/// <param name="state">What the files looked like that it was made of.</param>
/// <param name="pinned">The bytes; the collector must not move them.</param>
internal sealed class DatabaseImage(string state, byte[] pinned)
{
    public string State { get; } = state;

    public long Length => pinned.LongLength;

    /// <summary>The first byte, for as long as somebody holds this.</summary>
    public unsafe byte* Start => (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}

using System.Buffers.Binary;

namespace Reprise.Databases;

/// <summary>Puts what is in a write-ahead log into an image of its database. Source: sqlite.org/fileformat2.html, section 4.</summary>
internal static class WriteAheadLog
{
    private const int HeaderBytes = 32;
    private const int FrameHeaderBytes = 24;
    private const uint Magic = 0x377F0682;

    /// <summary>A larger database is not read into memory.</summary>
    private const long MaxBytes = 1L << 30;

    /// <summary>Tells whether a database writes to a log, as its header says.</summary>
    public static bool IsUsedBy(string path)
    {
        Span<byte> header = stackalloc byte[20];
        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0
        );
        return file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) == header.Length && header[18] == 2;
    }

    /// <summary>Returns the database as it is after all transactions that the log has whole, in an array that stays in its place.</summary>
    /// <exception cref="IOException">A file cannot be read, or the database is too large.</exception>
    public static byte[] Apply(string path, string logPath)
    {
        byte[] log = Read(logPath);
        byte[] database = Read(path);
        uint pageSize = log.Length < HeaderBytes ? 0 : BinaryPrimitives.ReadUInt32BigEndian(log.AsSpan(8));
        if (pageSize is >= 512 and <= 65536)
            database = Apply(database, log, (int)pageSize);
        // A file without a log, so that nobody looks for one.
        if (database.Length > 19)
            (database[18], database[19]) = (1, 1);
        return database;
    }

    private static byte[] Apply(byte[] database, ReadOnlySpan<byte> log, int pageSize)
    {
        uint magic = BinaryPrimitives.ReadUInt32BigEndian(log);
        if ((magic & ~1U) != Magic)
            return database;
        var sum = new Checksum(isBigEndian: (magic & 1) == 1);
        sum.Add(log[..24]);
        if (!sum.Is(log[24..HeaderBytes]))
            return database;
        ReadOnlySpan<byte> salts = log[16..24];
        // Only what a commit follows counts.
        List<(uint Page, int At)> frames = [];
        for (int at = HeaderBytes; at + FrameHeaderBytes + pageSize <= log.Length; at += FrameHeaderBytes + pageSize)
        {
            ReadOnlySpan<byte> header = log.Slice(at, FrameHeaderBytes);
            sum.Add(header[..8]);
            sum.Add(log.Slice(at + FrameHeaderBytes, pageSize));
            if (!header[8..16].SequenceEqual(salts) || !sum.Is(header[16..]))
                break;
            frames.Add((BinaryPrimitives.ReadUInt32BigEndian(header), at + FrameHeaderBytes));
            uint pages = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
            if (pages == 0)
                continue;
            database = Commit(database, log, pageSize, frames, pages);
            frames.Clear();
        }
        return database;
    }

    private static byte[] Commit(
        byte[] database,
        ReadOnlySpan<byte> log,
        int pageSize,
        List<(uint Page, int At)> frames,
        uint pages
    )
    {
        long length = (long)pages * pageSize;
        if (length > MaxBytes)
            throw new DatabaseTooLargeException();
        if (database.Length != length)
            database = Resized(database, (int)length);
        foreach ((uint page, int at) in frames)
        {
            if (page > 0 && page <= pages)
                log.Slice(at, pageSize).CopyTo(database.AsSpan((int)((page - 1) * pageSize)));
        }
        return database;
    }

    private static byte[] Resized(byte[] database, int length)
    {
        byte[] resized = GC.AllocateArray<byte>(length, pinned: true);
        database.AsSpan(0, Math.Min(database.Length, length)).CopyTo(resized);
        return resized;
    }

    private static byte[] Read(string path)
    {
        using var file = new FileStream(
            path,
            FileMode.Open,
            FileAccess.Read,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0
        );
        if (file.Length > MaxBytes)
            throw new DatabaseTooLargeException();
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)file.Length, pinned: true);
        file.ReadExactly(bytes);
        return bytes;
    }

    private struct Checksum(bool isBigEndian)
    {
        private uint _first;
        private uint _second;

        public void Add(ReadOnlySpan<byte> bytes)
        {
            for (int i = 0; i + 8 <= bytes.Length; i += 8)
            {
                _first += Word(bytes[i..]) + _second;
                _second += Word(bytes[(i + 4)..]) + _first;
            }
        }

        public readonly bool Is(ReadOnlySpan<byte> stored) =>
            BinaryPrimitives.ReadUInt32BigEndian(stored) == _first
            && BinaryPrimitives.ReadUInt32BigEndian(stored[4..]) == _second;

        private readonly uint Word(ReadOnlySpan<byte> bytes) =>
            isBigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }
}

/// <summary>Tells that a database is too large to be read together with a log that has no index.</summary>
internal sealed class DatabaseTooLargeException() : IOException("The database is too large to be read together with its log.");

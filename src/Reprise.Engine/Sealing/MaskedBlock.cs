using System.Buffers;
using System.Security.Cryptography;
using Reprise.Masking;

namespace Reprise.Sealing;

/// <summary>
/// A run of bytes of a native file after masking: the only form in which the archive and the readers take content. Its
/// makers are the masker, and the archive when it gives back what it was given.
/// </summary>
/// <remarks>The bytes are valid until the next block is read.</remarks>
public sealed class MaskedBlock
{
    private readonly List<Occurrence> _occurrences = [];
    private byte[] _bytes = [];
    private int _start;
    private int _length;
    private long _originalLength;

    private MaskedBlock() { }

    /// <summary>The masked bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start, _length);

    /// <summary>The masked bytes, for whoever takes them later; valid until the next block is read.</summary>
    internal ReadOnlyMemory<byte> Memory => _bytes.AsMemory(_start, _length);

    /// <summary>Where the block starts in the masked file, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>The number of native bytes that the block stands for; 0 when it comes from the archive.</summary>
    public long OriginalLength => _originalLength;

    /// <summary>Whether a secret was masked in the block.</summary>
    public bool HasFindings => _occurrences.Count > 0;

    internal IReadOnlyList<Occurrence> Occurrences => _occurrences;

    /// <summary>Wraps bytes that the archive holds, which were masked before they were written.</summary>
    /// <param name="segment">The bytes that hold the block; nobody changes them.</param>
    /// <param name="start">Where the block starts in them.</param>
    /// <param name="length">Its length.</param>
    /// <param name="offset">Where the block starts in the masked file.</param>
    internal static MaskedBlock FromArchive(byte[] segment, int start, int length, long offset) =>
        new()
        {
            _bytes = segment,
            _start = start,
            _length = length,
            Offset = offset,
        };

    /// <summary>Returns the hash of the native bytes that the block stands for.</summary>
    internal byte[] HashOriginal()
    {
        if (!HasFindings)
            return SHA256.HashData(Bytes);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        int at = 0;
        foreach (Occurrence occurrence in _occurrences)
        {
            hash.AppendData(Bytes[at..occurrence.Offset]);
            hash.AppendData(occurrence.Raw);
            at = occurrence.Offset + occurrence.PlaceholderLength;
        }
        hash.AppendData(Bytes[at..]);
        return hash.GetHashAndReset();
    }

    /// <summary>Collects the output of a masker into blocks.</summary>
    /// <remarks>
    /// The memory is borrowed: thousands of files, each with a block of its own, were a fair part of what the garbage
    /// collector had to do in a first capture. A block that is kept is not disposed.
    /// </remarks>
    internal sealed class Collector(long offset = 0) : MaskedOutput, IDisposable
    {
        private const int FirstBytes = 256 * 1024;

        internal MaskedBlock Block { get; } = new() { Offset = offset };

        public int Length => Block._length;

        /// <summary>Starts the next block in the same memory.</summary>
        public void Next()
        {
            Block.Offset += Block._length;
            Block._length = 0;
            Block._originalLength = 0;
            Block._occurrences.Clear();
        }

        public override void Clear(ReadOnlySpan<byte> bytes)
        {
            Append(bytes);
            Block._originalLength += bytes.Length;
        }

        public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder)
        {
            Block._occurrences.Add(
                new Occurrence(Block._length, placeholder.Length, raw.ToArray(), finding.Kind, finding.Fingerprint)
            );
            Append(placeholder);
            Block._originalLength += raw.Length;
        }

        private void Append(ReadOnlySpan<byte> bytes)
        {
            if (Block._bytes.Length - Block._length < bytes.Length)
                Grow(bytes.Length);
            bytes.CopyTo(Block._bytes.AsSpan(Block._length));
            Block._length += bytes.Length;
        }

        private void Grow(int more)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(
                Math.Max(Block._length + more, Math.Max(FirstBytes, Block._bytes.Length * 2))
            );
            Block.Bytes.CopyTo(larger);
            GiveBack();
            Block._bytes = larger;
        }

        private void GiveBack()
        {
            if (Block._bytes.Length > 0)
                ArrayPool<byte>.Shared.Return(Block._bytes);
            Block._bytes = [];
        }

        public void Dispose()
        {
            Block._length = 0;
            GiveBack();
        }
    }
}

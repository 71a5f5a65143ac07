using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Sealing;

/// <summary>An open native file whose content comes out masked, block by block, at constant memory.</summary>
public sealed class MaskedSource : IDisposable
{
    private const int ReadBytes = 256 * 1024;

    /// <summary>A block is handed out when it has this many bytes; it has at most one read more.</summary>
    internal const int BlockBytes = 1024 * 1024;

    private readonly SourceMasker _masker;
    private readonly SourceContent _content;
    private readonly KnownSecrets? _known;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
    private MaskedBlock.Collector? _collector;
    private StreamMasker? _stream;
    private long _position;
    private long _end;

    internal MaskedSource(SourceMasker masker, SourceFile file, SourceContent content, KnownSecrets? known)
    {
        _masker = masker;
        _content = content;
        _known = known;
        File = file;
    }

    /// <summary>The file.</summary>
    public SourceFile File { get; }

    /// <summary>Its length when it was opened.</summary>
    public long Length => _content.Length;

    /// <summary>The time of its last change when it was opened, UTC.</summary>
    public DateTime LastWriteUtc => _content.LastWriteUtc;

    /// <summary>Its permissions; null on Windows.</summary>
    public UnixFileMode? Mode => _content.Mode;

    /// <summary>How far <see cref="Read"/> has come, or will come, in native bytes.</summary>
    public long End => _end;

    /// <summary>Finds how much of the file can be taken now.</summary>
    /// <param name="from">Where an earlier capture stopped.</param>
    /// <param name="takeTornTail">Whether a last line that is not complete is taken too, because nobody writes it any more.</param>
    /// <returns>
    /// Where complete lines end, and where the content to take ends: beyond the lines there may be a last line without a
    /// line end, which a later capture takes again when the file has grown.
    /// </returns>
    public (long Lines, long All) Extent(long from, bool takeTornTail)
    {
        if (File.Shape != TextShape.JsonLines)
            return (Length, Length);
        long lines = _content.EndOfLastLine(from);
        if (lines == Length)
            return (lines, lines);
        return (lines, takeTornTail || SourceMasker.IsWholeJson(_content, lines) ? Length : lines);
    }

    /// <summary>Sets the part of the file that <see cref="Read"/> gives.</summary>
    /// <param name="from">The first native byte: the start of a line.</param>
    /// <param name="to">The end.</param>
    /// <param name="maskedOffset">Where the part starts in the masked file.</param>
    public void Select(long from, long to, long maskedOffset)
    {
        _position = from;
        _end = to;
        _stream = _masker.Borrow(File.Shape, _known);
        _collector?.Dispose();
        _collector = new MaskedBlock.Collector(maskedOffset);
    }

    /// <summary>Reads the file from a native offset on, only to learn which secrets are in it.</summary>
    /// <exception cref="SourceLostException">The file became shorter while it was read, or cannot be read on.</exception>
    /// <exception cref="MaskingFailedException">The masker has a fault.</exception>
    public void Learn(long from, KnownSecrets known)
    {
        var output = new SecretCollector(known);
        StreamMasker stream = _masker.Borrow(File.Shape, null);
        for (long at = from; at < Length; )
        {
            int size = (int)Math.Min(ReadBytes, Length - at);
            if (ReadNative(at, _buffer.AsSpan(0, size)) < size)
                throw new SourceLostException("The file became shorter while it was read.");
            at += size;
            Mask(stream, size, output, isLast: at == Length);
        }
        _masker.GiveBack(File.Shape, stream);
    }

    /// <summary>Reads the next block.</summary>
    /// <exception cref="SourceLostException">The file became shorter while it was read, or cannot be read on.</exception>
    /// <exception cref="MaskingFailedException">The masker has a fault.</exception>
    public bool Read([NotNullWhen(true)] out MaskedBlock? block)
    {
        block = null;
        if (_collector is null || _stream is null)
            return false;
        _collector.Next();
        while (_position < _end && _collector.Length < BlockBytes)
        {
            int size = (int)Math.Min(ReadBytes, _end - _position);
            if (ReadNative(_position, _buffer.AsSpan(0, size)) < size)
                throw new SourceLostException("The file became shorter while it was read.");
            _position += size;
            Mask(_stream, size, _collector, isLast: _position == _end);
        }
        if (_position == _end)
        {
            _masker.GiveBack(File.Shape, _stream);
            _stream = null;
        }
        if (_collector.Length == 0)
            return false;
        block = _collector.Block;
        return true;
    }

    /// <summary>Returns the keyed hash of the edges of what precedes a native offset.</summary>
    public string CompareEdges(long length) => _masker.CompareEdges(_content, length);

    /// <summary>Says whether a run of native bytes has the hash that a slice was captured with.</summary>
    public bool Matches(long offset, long length, string? keyedHash, string? plainHash)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long at = offset; at < offset + length; )
        {
            int size = (int)Math.Min(_buffer.Length, offset + length - at);
            int read = _content.Read(at, _buffer.AsSpan(0, size));
            if (read < size)
                return false;
            hash.AppendData(_buffer, 0, size);
            at += size;
        }
        byte[] value = hash.GetHashAndReset();
        return keyedHash is null ? Convert.ToHexStringLower(value) == plainHash : _masker.Compare(value) == keyedHash;
    }

    private void Mask(StreamMasker stream, int size, MaskedOutput output, bool isLast)
    {
        try
        {
            stream.Write(_buffer.AsSpan(0, size), output);
            if (isLast)
                stream.Complete(output);
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            throw new MaskingFailedException(error);
        }
    }

    private int ReadNative(long offset, Span<byte> buffer)
    {
        try
        {
            return _content.Read(offset, buffer);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new SourceLostException("The file cannot be read on.", error);
        }
    }

    public void Dispose()
    {
        // The buffer held unmasked bytes; the pool must not pass them on.
        ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
        _collector?.Dispose();
        _collector = null;
        _content.Dispose();
    }
}

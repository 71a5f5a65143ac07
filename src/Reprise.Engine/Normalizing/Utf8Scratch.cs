namespace Reprise.Normalizing;

/// <summary>Room for texts that are needed until the next record.</summary>
/// <remarks>Spans that were taken stay valid when more room is needed: the old array is left to them.</remarks>
internal sealed class Utf8Scratch
{
    private const int MaxKeptBytes = 4 * 1024 * 1024;

    private byte[] _buffer = new byte[16 * 1024];
    private int _used;

    /// <summary>Gives all room back.</summary>
    public void Reset()
    {
        _used = 0;
        if (_buffer.Length > MaxKeptBytes)
            _buffer = new byte[MaxKeptBytes];
    }

    /// <summary>Takes room for a text.</summary>
    public Span<byte> Take(int length)
    {
        if (_buffer.Length - _used < length)
        {
            _buffer = new byte[Math.Max(length, _buffer.Length * 2)];
            _used = 0;
        }
        Span<byte> room = _buffer.AsSpan(_used, length);
        _used += length;
        return room;
    }

    /// <summary>Gives back the end of the room that was taken last.</summary>
    public void Return(int length) => _used -= length;

    /// <summary>Joins two texts.</summary>
    public ReadOnlySpan<byte> Join(scoped ReadOnlySpan<byte> first, scoped ReadOnlySpan<byte> second)
    {
        Span<byte> room = Take(first.Length + second.Length);
        first.CopyTo(room);
        second.CopyTo(room[first.Length..]);
        return room;
    }
}

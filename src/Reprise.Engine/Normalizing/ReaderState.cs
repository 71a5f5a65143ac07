using System.Buffers;
using System.Buffers.Binary;

namespace Reprise.Normalizing;

/// <summary>Writes what a reader must remember between two captures.</summary>
internal sealed class StateWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <param name="version">Raised when the order of the values changes; a state of another version is not read.</param>
    public StateWriter(byte version) => _bytes.Write([version]);

    public void Add(bool value) => _bytes.Write([value ? (byte)1 : (byte)0]);

    public void Add(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
        _bytes.Advance(sizeof(long));
    }

    public void Add(ulong value) => Add((long)value);

    public void Add(ReadOnlySpan<byte> text)
    {
        Add((long)text.Length);
        _bytes.Write(text);
    }

    /// <summary>Returns all that was added.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();
}

/// <summary>Reads the values of a <see cref="StateWriter"/> in the order they were added.</summary>
internal sealed class StateReader
{
    private readonly byte[] _bytes;
    private int _at;

    private StateReader(byte[] bytes) => _bytes = bytes;

    /// <summary>Opens a saved state.</summary>
    /// <returns>Null when there is none, or one of another version.</returns>
    public static StateReader? Open(ReadOnlySpan<byte> state, byte version) =>
        state.IsEmpty || state[0] != version ? null : new StateReader(state[1..].ToArray());

    public bool Bool() => Take(1)[0] != 0;

    public long Long() => BinaryPrimitives.ReadInt64LittleEndian(Take(sizeof(long)));

    public ulong Hash() => (ulong)Long();

    public byte[] Text() => Take((int)Long()).ToArray();

    private ReadOnlySpan<byte> Take(int length)
    {
        _at += length;
        return _bytes.AsSpan(_at - length, length);
    }
}

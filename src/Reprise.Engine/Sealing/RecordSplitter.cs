using Reprise.Masking;

namespace Reprise.Sealing;

/// <summary>Cuts masked blocks into records, whatever the blocks' edges.</summary>
/// <param name="shape">Lines, or one document.</param>
/// <param name="offset">Where the first block starts in the masked file.</param>
public sealed class RecordSplitter(TextShape shape, long offset)
{
    /// <summary>A longer record is not read, only archived: memory must not grow with a line.</summary>
    public const int MaxRecordBytes = 32 * 1024 * 1024;

    private byte[] _carry = [];
    private int _carried;
    private long _carryOffset = offset;
    private bool _oversized;
    private MaskedBlock? _block;
    private int _at;

    /// <summary>The number of records that were too long to be read.</summary>
    public int Oversized { get; private set; }

    /// <summary>Takes the next block; its records are then given by <see cref="Next"/>.</summary>
    public void Add(MaskedBlock block)
    {
        _block = block;
        _at = 0;
    }

    /// <summary>Gives the next record that is complete.</summary>
    /// <returns>False when another block is needed.</returns>
    public bool Next(out MaskedRecord record)
    {
        record = default;
        while (_block is not null && _at < _block.Bytes.Length)
        {
            ReadOnlySpan<byte> rest = _block.Bytes[_at..];
            long start = _block.Offset + _at;
            int end = shape == TextShape.JsonLines ? rest.IndexOf((byte)'\n') : -1;
            if (end < 0)
            {
                Carry(rest, start);
                break;
            }
            _at += end + 1;
            if (_carried == 0 && !_oversized)
            {
                record = new MaskedRecord(rest[..end], start);
                return true;
            }
            Carry(rest[..end], start);
            if (TakeCarried(out record))
                return true;
        }
        _block = null;
        return false;
    }

    /// <summary>Gives what is left when no block follows: a document, or a last line without a line end.</summary>
    public bool Last(out MaskedRecord record) => TakeCarried(out record);

    private bool TakeCarried(out MaskedRecord record)
    {
        record = new MaskedRecord(_carry.AsSpan(0, _carried), _carryOffset);
        bool whole = _carried > 0 && !_oversized;
        if (_oversized)
            Oversized++;
        _carried = 0;
        _oversized = false;
        return whole;
    }

    private void Carry(ReadOnlySpan<byte> bytes, long start)
    {
        if (_carried == 0 && !_oversized)
            _carryOffset = start;
        if (_oversized || _carried + bytes.Length > MaxRecordBytes)
        {
            _oversized = true;
            _carried = 0;
            _carry = [];
            return;
        }
        if (_carry.Length < _carried + bytes.Length)
            Array.Resize(ref _carry, Math.Min(MaxRecordBytes, Math.Max(_carried + bytes.Length, _carry.Length * 2)));
        bytes.CopyTo(_carry.AsSpan(_carried));
        _carried += bytes.Length;
    }
}

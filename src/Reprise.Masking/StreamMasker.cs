using System.Security.Cryptography;
using Reprise.Masking.Scanning;

namespace Reprise.Masking;

/// <summary>Masks a text that comes in pieces, whatever the pieces are: the result does not depend on where they are cut.</summary>
/// <remarks>
/// It holds about half a megabyte. Every decision looks at a fixed number of bytes before and after an anchor, never at
/// the edge of a piece.
/// </remarks>
/// <param name="rules">What is masked.</param>
/// <param name="fingerprinter">Makes the fingerprint in each placeholder.</param>
/// <param name="shape">How the bytes are to be understood.</param>
public sealed class StreamMasker(MaskingRules rules, Fingerprinter fingerprinter, TextShape shape)
{
    private const int MaxBuffer = 512 * 1024;

    // What is known comes before all rules.
    private const int KnownRank = int.MinValue;

    private readonly RegionList _regions = new();
    private readonly AnchorPass _anchors = new(rules, shape);
    private readonly PatternPass? _patterns = PatternPass.Create(rules, shape);
    private AnchorPass? _knownPass;
    private KnownSecrets? _known;
    private readonly RegionWriter _writer = new(fingerprinter);
    private byte[] _buffer = [];
    private int _count;

    // Everything before this index has been handed out.
    private int _written;

    /// <summary>Secrets to mask wherever they stand, besides what the rules find; null for none.</summary>
    /// <remarks>Set between texts. What is added to it later does not count before it is set again.</remarks>
    public KnownSecrets? Known
    {
        get => _known;
        set
        {
            _known = value;
            _knownPass = value is { Count: > 0 } ? new AnchorPass(value.Rules, shape, KnownRank) : null;
        }
    }

    /// <summary>Takes the next piece and hands out what is settled.</summary>
    public void Write(ReadOnlySpan<byte> bytes, MaskedOutput output)
    {
        while (bytes.Length > 0)
        {
            MakeRoom(bytes.Length);
            int taken = Math.Min(bytes.Length, _buffer.Length - _count);
            bytes[..taken].CopyTo(_buffer.AsSpan(_count));
            _count += taken;
            bytes = bytes[taken..];
            if (_count == MaxBuffer)
                Advance(_count - Window.Ahead, output);
        }
    }

    /// <summary>Hands out the rest; the next write begins a new text.</summary>
    public void Complete(MaskedOutput output)
    {
        Advance(_count, output);
        _written = _writer.Write(_buffer.AsSpan(0, _count), _regions, _written, _count, output);
        CryptographicOperations.ZeroMemory(_buffer.AsSpan(0, _count));
        (_count, _written) = (0, 0);
        _regions.Clear();
        _anchors.Reset();
        _knownPass?.Reset();
        _patterns?.Reset();
        _writer.Reset();
    }

    private void MakeRoom(int wanted)
    {
        if (_count + wanted <= _buffer.Length || _buffer.Length == MaxBuffer)
            return;
        byte[] larger = new byte[Math.Min(MaxBuffer, Math.Max(_count + wanted, Math.Max(4096, _buffer.Length * 2)))];
        _buffer.AsSpan(0, _count).CopyTo(larger);
        CryptographicOperations.ZeroMemory(_buffer);
        _buffer = larger;
    }

    private void Advance(int limit, MaskedOutput output)
    {
        ReadOnlySpan<byte> data = _buffer.AsSpan(0, _count);
        _patterns?.Scan(data, limit, _regions);
        _knownPass?.Scan(data, limit, _regions);
        _anchors.Scan(data, limit, _regions);
        int settled = Math.Min(_anchors.Next - Window.Settled, _patterns?.Settled ?? int.MaxValue);
        if (settled <= _written)
            return;
        _written = _writer.Write(data, _regions, _written, settled, output);
        Drop(Math.Min(_written, settled));
    }

    private void Drop(int count)
    {
        if (count <= 0)
            return;
        ReadOnlySpan<byte> data = _buffer.AsSpan(0, _count);
        _anchors.Drop(data, count);
        _knownPass?.Drop(data, count);
        _patterns?.Drop(count);
        _regions.Shift(count);
        data[count..].CopyTo(_buffer);
        _count -= count;
        _written -= count;
    }
}

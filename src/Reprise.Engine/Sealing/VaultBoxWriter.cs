using System.Security.Cryptography;
using System.Text;

namespace Reprise.Sealing;

/// <summary>Collects the secrets of one session, slice by slice, until they are sealed as one box.</summary>
internal sealed class VaultBoxWriter : IDisposable
{
    private readonly MemoryStream _payload = new();
    private readonly BinaryWriter _writer;
    private readonly Dictionary<string, List<(int Number, byte[] Raw)>> _values = new(StringComparer.Ordinal);
    private int _nextValue = 1;

    public VaultBoxWriter() => _writer = new BinaryWriter(_payload, Encoding.UTF8);

    /// <summary>The number of slices added.</summary>
    public int Items { get; private set; }

    /// <summary>The clear bytes collected.</summary>
    public long Length => _payload.Length;

    /// <summary>Adds what was masked in a block.</summary>
    /// <returns>The number of the item in the box, from 0.</returns>
    internal int Add(MaskedBlock block)
    {
        _writer.Write(block.HashOriginal());
        _writer.Write7BitEncodedInt(block.Occurrences.Count);
        int previous = 0;
        foreach (Occurrence occurrence in block.Occurrences)
        {
            _writer.Write7BitEncodedInt(occurrence.Offset - previous);
            _writer.Write7BitEncodedInt(occurrence.PlaceholderLength);
            WriteValue(occurrence);
            previous = occurrence.Offset;
        }
        return Items++;
    }

    /// <summary>Encrypts all items.</summary>
    internal byte[] Seal(VaultSealer sealer, string owner, int box)
    {
        _writer.Flush();
        return sealer.Seal(owner, box, _payload.GetBuffer().AsSpan(0, (int)_payload.Length));
    }

    // A key that is read again and again is kept once: 0 stands before a new value, the number of an old one for it.
    private void WriteValue(in Occurrence occurrence)
    {
        if (!_values.TryGetValue(occurrence.Fingerprint, out var spellings))
            _values[occurrence.Fingerprint] = spellings = [];
        foreach ((int number, byte[] raw) in spellings)
        {
            if (raw.AsSpan().SequenceEqual(occurrence.Raw))
            {
                _writer.Write7BitEncodedInt(number);
                return;
            }
        }
        spellings.Add((_nextValue++, occurrence.Raw));
        _writer.Write7BitEncodedInt(0);
        _writer.Write7BitEncodedInt(occurrence.Raw.Length);
        _writer.Write(occurrence.Raw);
    }

    /// <summary>Forgets the secrets.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_payload.GetBuffer());
        foreach ((_, byte[] raw) in _values.Values.SelectMany(spellings => spellings))
            CryptographicOperations.ZeroMemory(raw);
        _values.Clear();
        _writer.Dispose();
    }
}

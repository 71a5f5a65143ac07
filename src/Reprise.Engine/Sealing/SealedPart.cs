using System.Text;

namespace Reprise.Sealing;

/// <summary>Collects the secrets of one capture of one session, slice by slice, until they are sealed.</summary>
public sealed class SealedPart : IDisposable
{
    private readonly MemoryStream _payload = new();
    private readonly BinaryWriter _writer;

    public SealedPart() => _writer = new BinaryWriter(_payload, Encoding.UTF8);

    /// <summary>The number of slices added.</summary>
    public int Items { get; private set; }

    /// <summary>Adds what was masked in a block.</summary>
    /// <returns>The number of the item, by which a slice finds it again.</returns>
    internal int Add(MaskedBlock block)
    {
        _writer.Write(block.HashOriginal());
        _writer.Write7BitEncodedInt(block.Occurrences.Count);
        int previous = 0;
        foreach (Occurrence occurrence in block.Occurrences)
        {
            _writer.Write7BitEncodedInt(occurrence.Offset - previous);
            _writer.Write7BitEncodedInt(occurrence.PlaceholderLength);
            _writer.Write7BitEncodedInt(occurrence.Raw.Length);
            _writer.Write(occurrence.Raw);
            previous = occurrence.Offset;
        }
        return Items++;
    }

    /// <summary>Encrypts all items.</summary>
    internal byte[] Seal(VaultSealer sealer, string name)
    {
        _writer.Flush();
        byte[] part = sealer.Seal(name, _payload.GetBuffer().AsSpan(0, (int)_payload.Length));
        return part;
    }

    /// <summary>Forgets the secrets.</summary>
    public void Dispose()
    {
        Array.Clear(_payload.GetBuffer());
        _writer.Dispose();
    }
}

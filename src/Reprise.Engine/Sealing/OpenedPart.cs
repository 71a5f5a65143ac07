using System.Security.Cryptography;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>The items of an opened part: what turns masked slices back into native bytes.</summary>
internal sealed class OpenedPart
{
    private readonly string _name;
    private readonly List<(byte[] Hash, (int Offset, int Length, byte[] Raw)[] Secrets)> _items = [];

    public OpenedPart(string name, byte[] payload)
    {
        _name = name;
        using var reader = new BinaryReader(new MemoryStream(payload));
        while (reader.BaseStream.Position < payload.Length)
        {
            byte[] hash = reader.ReadBytes(SHA256.HashSizeInBytes);
            var secrets = new (int, int, byte[])[reader.Read7BitEncodedInt()];
            int offset = 0;
            for (int i = 0; i < secrets.Length; i++)
            {
                offset += reader.Read7BitEncodedInt();
                secrets[i] = (offset, reader.Read7BitEncodedInt(), reader.ReadBytes(reader.Read7BitEncodedInt()));
            }
            _items.Add((hash, secrets));
        }
    }

    /// <summary>Puts the secrets of a slice back.</summary>
    /// <exception cref="RepriseException">The result is not what was captured.</exception>
    public byte[] Unmask(int item, ReadOnlySpan<byte> masked)
    {
        if ((uint)item >= (uint)_items.Count)
            throw Mismatch();
        (byte[] hash, var secrets) = _items[item];
        var original = new MemoryStream(masked.Length);
        int at = 0;
        foreach ((int offset, int length, byte[] raw) in secrets)
        {
            if (offset < at || offset + length > masked.Length)
                throw Mismatch();
            original.Write(masked[at..offset]);
            original.Write(raw);
            at = offset + length;
        }
        original.Write(masked[at..]);
        byte[] bytes = original.ToArray();
        return SHA256.HashData(bytes).AsSpan().SequenceEqual(hash) ? bytes : throw Mismatch();
    }

    private RepriseException Mismatch() =>
        new("damaged", $"The originals of {_name} do not fit its archive.", "Run 'reprise verify' to see which file is damaged.");
}

using System.Security.Cryptography;
using Reprise.Files;

namespace Reprise.Sealing;

/// <summary>The items of an opened part: what turns masked slices back into native bytes.</summary>
internal sealed class OpenedPart
{
    private readonly string _owner;
    private readonly List<(byte[] Hash, (int Offset, int Length, byte[] Raw)[] Secrets)> _items = [];

    /// <param name="owner">The entry that the part belongs to.</param>
    /// <param name="boxes">The payloads of its boxes.</param>
    /// <exception cref="RepriseException">A payload is not what the sealer writes.</exception>
    public OpenedPart(string owner, IEnumerable<byte[]> boxes)
    {
        _owner = owner;
        try
        {
            foreach (byte[] payload in boxes)
                Read(payload);
        }
        catch (Exception error) when (error is EndOfStreamException or FormatException or ArgumentException)
        {
            throw Mismatch();
        }
    }

    /// <summary>Puts the secrets of a slice back.</summary>
    /// <exception cref="RepriseException">The result is not what was captured.</exception>
    public byte[] Unmask(int item, ReadOnlySpan<byte> masked)
    {
        if ((uint)item >= (uint)_items.Count)
            throw Mismatch();
        (byte[] hash, var secrets) = _items[item];
        byte[] original = new byte[OriginalLength(secrets, masked.Length)];
        int from = 0;
        int to = 0;
        foreach ((int offset, int length, byte[] raw) in secrets)
        {
            masked[from..offset].CopyTo(original.AsSpan(to));
            to += offset - from;
            raw.CopyTo(original, to);
            to += raw.Length;
            from = offset + length;
        }
        masked[from..].CopyTo(original.AsSpan(to));
        return SHA256.HashData(original).AsSpan().SequenceEqual(hash) ? original : throw Mismatch();
    }

    private int OriginalLength((int Offset, int Length, byte[] Raw)[] secrets, int masked)
    {
        int end = 0;
        int size = masked;
        foreach ((int offset, int length, byte[] raw) in secrets)
        {
            if (offset < end || length > masked - offset)
                throw Mismatch();
            end = offset + length;
            size = checked(size + raw.Length - length);
        }
        return size;
    }

    private void Read(byte[] payload)
    {
        using var reader = new BinaryReader(new MemoryStream(payload));
        List<byte[]> values = [];
        while (reader.BaseStream.Position < payload.Length)
        {
            byte[] hash = Take(reader, SHA256.HashSizeInBytes);
            int count = Number(reader, payload.Length);
            var secrets = new (int, int, byte[])[count];
            int offset = 0;
            for (int i = 0; i < count; i++)
            {
                offset += Number(reader, int.MaxValue - offset);
                int length = Number(reader, int.MaxValue);
                int value = Number(reader, values.Count);
                if (value == 0)
                    values.Add(Take(reader, Number(reader, payload.Length)));
                secrets[i] = (offset, length, value == 0 ? values[^1] : values[value - 1]);
            }
            _items.Add((hash, secrets));
        }
    }

    private static int Number(BinaryReader reader, int most)
    {
        int number = reader.Read7BitEncodedInt();
        return number >= 0 && number <= most ? number : throw new FormatException();
    }

    private static byte[] Take(BinaryReader reader, int length)
    {
        byte[] bytes = reader.ReadBytes(length);
        return bytes.Length == length ? bytes : throw new EndOfStreamException();
    }

    private RepriseException Mismatch() =>
        new(
            "damaged",
            $"The originals of {_owner} do not fit its archive.",
            "Run 'reprise verify --deep' to see which file is damaged."
        );
}

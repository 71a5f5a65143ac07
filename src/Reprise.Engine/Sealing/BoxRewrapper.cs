using System.Security.Cryptography;

namespace Reprise.Sealing;

/// <summary>Wraps the data keys of boxes for other recipients. Payloads are copied, not opened.</summary>
/// <param name="opener">Opens the boxes.</param>
/// <param name="sealer">Wraps for the new recipients.</param>
/// <param name="recipients">The ids of their keys.</param>
internal sealed class BoxRewrapper(VaultOpener opener, VaultSealer sealer, HashSet<KeyId> recipients)
{
    /// <summary>So many numbers are tried for a box whose number is not known.</summary>
    private const int MaxTriedNumbers = 4096;

    /// <summary>The boxes that were wrapped anew.</summary>
    public long Rewrapped { get; private set; }

    /// <summary>The boxes that had the right recipients already.</summary>
    public long Unchanged { get; private set; }

    /// <summary>Wraps the boxes of a part.</summary>
    /// <param name="owner">The entry that it belongs to.</param>
    /// <param name="firstBox">The number of its first box.</param>
    /// <param name="part">Its bytes, which are as they were written.</param>
    /// <param name="unopenable">How many boxes stay as they are because no key at hand opens them.</param>
    /// <returns>The new bytes; null when nothing is to be changed.</returns>
    /// <exception cref="CryptographicException">A box is not what its manifest says.</exception>
    public byte[]? Rewrap(string owner, int firstBox, ReadOnlySpan<byte> part, out long unopenable)
    {
        var output = new MemoryStream(part.Length);
        bool isChanged = false;
        unopenable = 0;
        for (int number = firstBox; !part.IsEmpty; number++)
        {
            ReadOnlySpan<byte> before = part;
            VaultBox box = VaultBox.Parse(ref part);
            before = before[..^part.Length];
            byte[]? after = Rewrap(box, VaultBox.Context(owner, number), ref unopenable);
            output.Write(after is null ? before : after);
            isChanged |= after is not null;
        }
        return isChanged ? output.ToArray() : null;
    }

    /// <summary>Wraps what can be opened of a part that no manifest tells anything about, damaged or not.</summary>
    /// <returns>The new bytes; null when nothing is to be changed.</returns>
    public byte[]? RewrapAnywhere(string owner, ReadOnlySpan<byte> part, out long unopenable)
    {
        var output = new MemoryStream(part.Length);
        bool isChanged = false;
        unopenable = 0;
        int number = 1;
        while (!part.IsEmpty)
        {
            ReadOnlySpan<byte> before = part;
            byte[]? after = null;
            try
            {
                VaultBox box = VaultBox.Parse(ref part);
                if (FindNumber(owner, box, number) is { } found)
                {
                    number = found + 1;
                    after = Rewrap(box, VaultBox.Context(owner, found), ref unopenable);
                }
                else
                {
                    unopenable++;
                }
            }
            catch (CryptographicException)
            {
                // From here on it is no row of boxes.
                part = default;
            }
            output.Write(after is null ? before[..^part.Length] : after);
            isChanged |= after is not null;
        }
        return isChanged ? output.ToArray() : null;
    }

    private byte[]? Rewrap(VaultBox box, byte[] context, ref long unopenable)
    {
        if (box.Wraps.Count == recipients.Count && box.Wraps.All(wrap => recipients.Contains(wrap.Id)))
        {
            Unchanged++;
            return null;
        }
        if (opener.DataKey(box, context) is not { } dataKey)
        {
            unopenable++;
            return null;
        }
        byte[] rewrapped = sealer.Wrap(dataKey, box.Sealed, context).Format();
        CryptographicOperations.ZeroMemory(dataKey);
        Rewrapped++;
        return rewrapped;
    }

    // Boxes of an entry are numbered one after the other, but where a part begins is written in the manifest only.
    private int? FindNumber(string owner, VaultBox box, int expected)
    {
        foreach (int number in Enumerable.Range(1, MaxTriedNumbers).Prepend(expected))
        {
            try
            {
                if (opener.DataKey(box, VaultBox.Context(owner, number)) is not { } dataKey)
                    return null;
                CryptographicOperations.ZeroMemory(dataKey);
                return number;
            }
            catch (CryptographicException)
            {
                // It has another number, or it is damaged.
            }
        }
        return null;
    }
}

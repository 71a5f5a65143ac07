using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reprise.Masking.Scanning;

/// <summary>One bit for each hash of four bytes: whether they may be a window of some literal.</summary>
internal sealed class GramTable
{
    // 16 KB leave room in the first-level cache; one bit in forty is set.
    private const int HashBits = 17;
    private const uint Multiplier = 0x9E3779B1;
    private const uint Fold = 0x20202020;

    private readonly byte[] _bits = new byte[1 << (HashBits - 3)];

    /// <summary>Sets the bits of everything that a window allows.</summary>
    public void Add(AnchorWindow window)
    {
        uint gram = 0;
        for (int place = 0; place < AnchorWindow.Length - 1; place++)
            gram |= (uint)window.At(place)[0] << (8 * place);
        foreach (byte last in window.At(AnchorWindow.Length - 1))
        {
            uint hash = Hash(gram | (uint)last << 24);
            _bits[hash >> 3] |= (byte)(1 << (int)(hash & 7));
        }
    }

    /// <summary>The bits, for <see cref="Holds"/>.</summary>
    public ref byte Bits => ref MemoryMarshal.GetArrayDataReference(_bits);

    /// <summary>Returns 1 when the four bytes may be a window, else 0.</summary>
    /// <param name="bits">The bits of the table.</param>
    /// <param name="gram">The bytes as they lie in memory; upper and lower case are the same.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Holds(ref byte bits, uint gram)
    {
        // The hash is within the table whatever the gram: no check of bounds is needed.
        uint hash = Hash(gram);
        return Unsafe.Add(ref bits, hash >> 3) >> (int)(hash & 7) & 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(uint gram) => ((gram | Fold) * Multiplier) >> (32 - HashBits);
}

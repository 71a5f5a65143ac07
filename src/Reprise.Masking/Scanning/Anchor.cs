using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Reprise.Masking.Scanning;

/// <summary>A text that has a window, and how to tell whether it stands around it.</summary>
internal readonly struct Anchor
{
    private const int Compared = 8;
    private const ulong Fold = 0x20;

    // The first bytes of the text, folded; which bytes count, and which of their bits are set before they are compared.
    private readonly ulong _start;
    private readonly ulong _mask;
    private readonly ulong _fold;

    /// <param name="literal">The text.</param>
    /// <param name="offset">The position of the window in it.</param>
    /// <param name="rules">The indexes of the rules that look for it.</param>
    public Anchor(Literal literal, int offset, int[] rules)
    {
        Literal = literal;
        Offset = offset;
        Length = literal.Bytes.Length;
        Rules = rules;
        for (int i = 0; i < Math.Min(Compared, Length); i++)
        {
            byte b = literal.Bytes[i];
            ulong fold = literal.AnyCase && char.IsAsciiLetter((char)b) ? Fold : 0;
            _fold |= fold << (8 * i);
            _start |= (b | fold) << (8 * i);
            _mask |= 0xFFUL << (8 * i);
        }
    }

    /// <summary>What is looked for.</summary>
    public Literal Literal { get; }

    /// <summary>The position of the window in it.</summary>
    public int Offset { get; }

    /// <summary>The number of its bytes.</summary>
    public int Length { get; }

    /// <summary>The indexes of the rules it belongs to.</summary>
    public int[] Rules { get; }

    /// <summary>Tells whether the text stands around a window.</summary>
    /// <param name="data">All bytes that may be looked at.</param>
    /// <param name="hit">Where the window starts.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsAround(ReadOnlySpan<byte> data, int hit)
    {
        int at = hit - Offset;
        if (at < 0)
            return false;
        if (data.Length - at < Compared)
            return Literal.IsAt(data[at..]);
        // Eight bytes from here lie within the data.
        ulong bytes = Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref MemoryMarshal.GetReference(data), at));
        if (((bytes | _fold) & _mask) != _start)
            return false;
        return Length <= Compared ? Literal.MayBeFollowedBy((byte)(bytes >> 24)) : Literal.IsAt(data[at..]);
    }
}

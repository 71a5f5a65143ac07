using System.Numerics;

namespace Reprise.Reading;

/// <summary>Makes one number of many that are cheap to have, so that it is another one when any of them is.</summary>
/// <remarks>It stands in manifests, so it must be the same in every process and on every machine.</remarks>
public struct ChangeMark
{
    /// <summary>The mark that tells nothing: what has it is read to see whether it changed.</summary>
    public const long Unknown = 0;

    private const ulong Odd = 0x9E3779B97F4A7C15;

    private ulong _state;

    /// <summary>The number; never <see cref="Unknown"/>.</summary>
    public readonly long Value => (long)(_state ^ Odd) is var value && value == Unknown ? 1 : value;

    /// <summary>Takes a number; the order matters.</summary>
    public void Add(long value) => _state = (BitOperations.RotateLeft(_state, 23) ^ (ulong)value) * Odd + 1;

    /// <summary>Takes a text; the order matters.</summary>
    public void Add(string text)
    {
        foreach (char c in text)
            Add(c);
        Add(text.Length);
    }
}

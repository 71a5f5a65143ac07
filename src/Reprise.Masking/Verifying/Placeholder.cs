using System.Numerics;
using System.Runtime.Intrinsics;
using System.Text;

namespace Reprise.Masking.Verifying;

/// <summary>Tells values that only stand for a secret: examples, dots, repeated and counted-up characters.</summary>
internal static class Placeholder
{
    private const int MaxLook = 512;
    private const int MinLong = 24;

    private static readonly byte[][] Words =
    [
        .. new[]
        {
            "example",
            "your",
            "changeme",
            "change-me",
            "change_me",
            "placeholder",
            "dummy",
            "redacted",
            "insert",
            "replace",
            "xxxx",
            "****",
            "....",
            "masked",
            "hidden",
            "fake",
            "sample",
            "insecure",
            "notreal",
            "not-real",
            "not_real",
            "000000000",
            "todo",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Tells whether decoded text is no secret but stands for one.</summary>
    public static bool Is(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaxLook)
            text = text[..MaxLook];
        return text.Length == 0
            || HasBrackets(text)
            || text.Contains(Reading.Folded.Ellipsis)
            || HasWord(text)
            || IsRepeated(text)
            || IsCounted(text);
    }

    /// <summary>Tells whether the text is made of few different characters or of one block over and over.</summary>
    public static bool IsRepeated(ReadOnlySpan<byte> text)
    {
        if (text.Length < 8)
            return false;
        ulong low = 0;
        ulong high = 0;
        ulong others = 0;
        int tail = 1;
        for (int i = 0; i < text.Length; i++)
        {
            // Shifts count modulo 64.
            low |= text[i] < 64 ? 1UL << text[i] : 0;
            high |= text[i] is >= 64 and < 128 ? 1UL << text[i] : 0;
            others |= text[i] >= 128 ? 1UL << text[i] : 0;
            tail = i > 0 && text[i] == text[i - 1] ? tail + 1 : 1;
        }
        int distinct = BitOperations.PopCount(low) + BitOperations.PopCount(high) + BitOperations.PopCount(others);
        if (distinct <= (text.Length >= 12 ? 5 : 3) || tail >= 5)
            return true;
        for (int period = 1; period <= 16 && period * 2 <= text.Length; period++)
        {
            int quarter = (text.Length - period) / 4;
            if (Differences(text[period..], text, quarter) <= quarter)
                return true;
        }
        return false;
    }

    // The number of bytes that differ from those at the same place of another text; counted on only to a limit.
    private static int Differences(ReadOnlySpan<byte> text, ReadOnlySpan<byte> other, int limit)
    {
        int count = 0;
        int i = 0;
        for (; i + Vector128<byte>.Count <= text.Length && count <= limit; i += Vector128<byte>.Count)
        {
            Vector128<byte> same = Vector128.Equals(Vector128.Create(text[i..]), Vector128.Create(other[i..]));
            count += Vector128<byte>.Count - BitOperations.PopCount(same.ExtractMostSignificantBits());
        }
        for (; i < text.Length && count <= limit; i++)
            count += text[i] == other[i] ? 0 : 1;
        return count;
    }

    /// <summary>Tells whether a good part of the text counts up: <c>abcdef</c>, <c>123456</c>, <c>qwerty</c>.</summary>
    public static bool IsCounted(ReadOnlySpan<byte> text)
    {
        int run = 1;
        int counted = 0;
        int longest = 1;
        for (int i = 1; i <= text.Length; i++)
        {
            bool up = i < text.Length && (text[i] == text[i - 1] + 1 || (text[i] == '0' && text[i - 1] == '9'));
            if (up)
            {
                run++;
                continue;
            }
            if (run >= 4)
                counted += run;
            longest = Math.Max(longest, run);
            run = 1;
        }
        return longest >= 8 || counted * 2 > text.Length;
    }

    // <token>, also with something around it, or what is left of it.
    private static bool HasBrackets(ReadOnlySpan<byte> text)
    {
        int open = text.IndexOf((byte)'<');
        return open >= 0 && (open == 0 || text[open..].Contains((byte)'>'));
    }

    private static bool HasWord(ReadOnlySpan<byte> text)
    {
        Span<byte> lower = stackalloc byte[MaxLook];
        Ascii.ToLower(text, lower, out int ascii);
        for (int i = ascii; i < text.Length; i++)
            lower[i] = text[i] is >= (byte)'A' and <= (byte)'Z' ? (byte)(text[i] | 0x20) : text[i];
        lower = lower[..text.Length];
        foreach (byte[] word in Words)
        {
            int found = lower.IndexOf(word);
            // Four letters in a row occur by chance in a long token: then they have to be a word.
            if (found >= 0 && (word.Length > 4 || IsWord(lower, found, word.Length)))
                return true;
        }
        return false;
    }

    private static bool IsWord(ReadOnlySpan<byte> text, int at, int length) =>
        at == 0
        || text.Length < MinLong
        || (
            !Reading.Alphabet.Alphanumeric.Contains(text[at - 1])
            && (
                text.Length < MinLong * 2
                || at + length == text.Length
                || !Reading.Alphabet.Alphanumeric.Contains(text[at + length])
            )
        );
}

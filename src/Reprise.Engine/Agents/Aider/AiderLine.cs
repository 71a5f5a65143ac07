using System.Buffers.Text;
using System.Text;

namespace Reprise.Agents.Aider;

/// <summary>What the lines mean that the program writes.</summary>
internal static class AiderLine
{
    // Commands that ask the model; all others do something on this machine.
    private static readonly byte[][] _asking =
    [
        .. new[] { "/ask", "/code", "/architect", "/context", "/help", "/chat-mode" }.Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>Whether what a person typed goes to the model.</summary>
    /// <param name="typed">The first line of it.</param>
    public static bool IsPrompt(ReadOnlySpan<byte> typed)
    {
        if (typed.IsEmpty || typed.SequenceEqual("<blank>"u8))
            return false;
        if (typed[0] is not ((byte)'/' or (byte)'!'))
            return true;
        int end = typed.IndexOf((byte)' ');
        foreach (byte[] command in _asking)
        {
            if (end > 0 && typed[..end].SequenceEqual(command))
                return !typed[end..].Trim((byte)' ').IsEmpty;
        }
        return false;
    }

    /// <summary>The model that a line names as the one of the run.</summary>
    /// <returns>Empty when it names none.</returns>
    public static ReadOnlySpan<byte> Model(ReadOnlySpan<byte> line)
    {
        // Model: gpt-4o with diff edit format; before 2024-09 Models: …, weak model …
        ReadOnlySpan<byte> rest =
            line.StartsWith("Model: "u8) ? line[7..]
            : line.StartsWith("Models: "u8) ? line[8..]
            : line.StartsWith("Main model: "u8) ? line[12..]
            : default;
        int end = rest.IndexOf(" with "u8);
        return end < 0 ? default : rest[..end];
    }

    /// <summary>Reads what the requests cost that a line tells the tokens of: <c>Cost: $0.02 message</c>.</summary>
    /// <returns>In 10^-9 USD; null when it does not say, -1 when what it says is no amount of money.</returns>
    public static long? NanoUsd(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> label = "Cost: $"u8;
        int start = line.IndexOf(label);
        if (start < 0)
            return null;
        ReadOnlySpan<byte> rest = line[(start + label.Length)..];
        int end = rest.IndexOf((byte)' ');
        ReadOnlySpan<byte> number = end < 0 ? rest : rest[..end];
        bool isNumber = Utf8Parser.TryParse(number, out double usd, out int used) && used == number.Length;
        return isNumber && usd is >= 0 and < 1e9 ? (long)Math.Round(usd * 1e9) : -1;
    }

    /// <summary>Reads a number of tokens: <c>20,049</c>, <c>2.1k</c>, <c>14k</c>.</summary>
    /// <param name="line">The line.</param>
    /// <param name="unit">What stands behind the number.</param>
    /// <returns>0 when it is not there, -1 when it is no number of tokens.</returns>
    public static long Tokens(ReadOnlySpan<byte> line, ReadOnlySpan<byte> unit)
    {
        const int MaxLength = 24;
        int end = line.IndexOf(unit);
        if (end <= 0)
            return 0;
        ReadOnlySpan<byte> number = line[..end];
        number = number[(number.LastIndexOf((byte)' ') + 1)..];
        long factor =
            number is [.., (byte)'k'] ? 1000
            : number is [.., (byte)'M'] ? 1_000_000
            : 1;
        if (factor > 1)
            number = number[..^1];
        if (number.Length is 0 or > MaxLength)
            return -1;
        Span<byte> plain = stackalloc byte[MaxLength];
        int length = 0;
        foreach (byte b in number)
        {
            if (b != ',')
                plain[length++] = b;
        }
        return Utf8Parser.TryParse(plain[..length], out double value, out int used) && used == length && value is >= 0 and < 1e12
            ? (long)Math.Round(value * factor)
            : -1;
    }
}

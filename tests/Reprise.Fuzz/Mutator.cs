namespace Reprise.Fuzz;

/// <summary>Changes inputs by chance; the same seed gives the same changes.</summary>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> tokens)
{
    private const int MaxBytes = 64 * 1024;
    private const int MaxNesting = 2000;

    /// <summary>Returns a changed copy of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="other">Another one to take parts from.</param>
    public byte[] Change(byte[] input, byte[] other)
    {
        int rounds = 1 << random.Next(5);
        for (int i = 0; i < rounds; i++)
            input = ChangeOnce(input, other);
        return input.Length > MaxBytes ? input[..MaxBytes] : input;
    }

    private byte[] ChangeOnce(byte[] input, byte[] other) =>
        random.Next(12) switch
        {
            0 => Set(input, b => (byte)(b ^ (1 << random.Next(8)))),
            1 => Set(input, _ => (byte)random.Next(256)),
            2 => Cut(input),
            3 => input[..Place(input)],
            4 => input[Place(input)..],
            5 => Insert(input, Part(input)),
            6 => Insert(input, Part(other)),
            7 => [.. input.AsSpan(0, Place(input)), .. other.AsSpan(Place(other))],
            8 or 9 => Insert(input, tokens[random.Next(tokens.Count)]),
            10 => Overwrite(input, tokens[random.Next(tokens.Count)]),
            _ => Nest(input),
        };

    private byte[] Set(byte[] input, Func<byte, byte> change)
    {
        if (input.Length == 0)
            return [(byte)random.Next(256)];
        byte[] changed = [.. input];
        int at = random.Next(changed.Length);
        changed[at] = change(changed[at]);
        return changed;
    }

    private byte[] Cut(byte[] input)
    {
        (int from, int to) = Range(input);
        return [.. input.AsSpan(0, from), .. input.AsSpan(to)];
    }

    private byte[] Insert(byte[] input, byte[] piece)
    {
        int at = Place(input);
        return [.. input.AsSpan(0, at), .. piece, .. input.AsSpan(at)];
    }

    private byte[] Overwrite(byte[] input, byte[] piece)
    {
        int at = Place(input);
        int end = Math.Min(input.Length, at + piece.Length);
        return [.. input.AsSpan(0, at), .. piece, .. input.AsSpan(end)];
    }

    private byte[] Nest(byte[] input)
    {
        // Deep inputs are slow, so most are shallow.
        int depth = random.Next(20) == 0 ? random.Next(MaxNesting) : random.Next(8);
        bool isObject = random.Next(2) == 0;
        (int from, int to) = Range(input);
        var nested = new List<byte>(input.Length + depth * 6);
        nested.AddRange(input.AsSpan(0, from));
        for (int i = 0; i < depth; i++)
            nested.AddRange(isObject ? "{\"a\":"u8 : "["u8);
        nested.AddRange(input.AsSpan(from, to - from));
        for (int i = 0; i < depth; i++)
            nested.Add(isObject ? (byte)'}' : (byte)']');
        nested.AddRange(input.AsSpan(to));
        return [.. nested];
    }

    private byte[] Part(byte[] input)
    {
        (int from, int to) = Range(input);
        return input[from..to];
    }

    private (int From, int To) Range(byte[] input)
    {
        int a = Place(input);
        int b = random.Next(3) == 0 ? Place(input) : Math.Min(input.Length, a + random.Next(16));
        return (Math.Min(a, b), Math.Max(a, b));
    }

    private int Place(byte[] input) => random.Next(input.Length + 1);
}

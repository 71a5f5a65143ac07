using System.Diagnostics;

namespace Reprise.Fuzz;

/// <summary>Runs a target on changed inputs, and keeps those that make it behave in a new way to change them further.</summary>
/// <param name="target">The target.</param>
/// <param name="seed">The same seed gives the same inputs, as long as the target stays as it is.</param>
internal sealed class Fuzzer(FuzzTarget target, int seed)
{
    private const int MaxKept = 4000;
    private const int MaxKeptBytes = 16 * 1024;

    private readonly List<byte[]> _kept = [.. target.Seeds];
    private readonly HashSet<ulong> _behaviours = [];

    /// <summary>The number of inputs tried.</summary>
    public long Runs { get; private set; }

    /// <summary>The number of behaviours seen.</summary>
    public int Behaviours => _behaviours.Count;

    /// <summary>Tries inputs until the time or the number is over.</summary>
    /// <returns>The first input that breaks the target, with what happened; null when there was none.</returns>
    public FuzzFinding? Run(TimeSpan time, long maxRuns)
    {
        var random = new Random(seed);
        var mutator = new Mutator(random, target.Tokens);
        long start = Stopwatch.GetTimestamp();
        foreach (byte[] input in target.Seeds)
        {
            if (Try(input) is { } broken)
                return broken;
        }
        while (Runs < maxRuns && Stopwatch.GetElapsedTime(start) < time)
        {
            byte[] input = mutator.Change(_kept[random.Next(_kept.Count)], _kept[random.Next(_kept.Count)]);
            if (Try(input) is { } broken)
                return broken;
        }
        return null;
    }

    /// <summary>Runs the target on one input.</summary>
    public static ulong Replay(FuzzTarget target, byte[] input) => target.Run(input, new Random(Number(input)));

    private FuzzFinding? Try(byte[] input)
    {
        Runs++;
        try
        {
            ulong behaviour = Replay(target, input);
            if (_behaviours.Add(behaviour) && _kept.Count < MaxKept && input.Length <= MaxKeptBytes)
                _kept.Add(input);
            return null;
        }
        catch (Exception error)
        {
            return new FuzzFinding(input, error);
        }
    }

    private static int Number(byte[] input)
    {
        uint sum = 2166136261;
        foreach (byte b in input)
            sum = (sum ^ b) * 16777619;
        return (int)sum;
    }
}

/// <summary>An input that breaks a target.</summary>
/// <param name="Input">The input.</param>
/// <param name="Error">What happened.</param>
internal sealed record FuzzFinding(byte[] Input, Exception Error);

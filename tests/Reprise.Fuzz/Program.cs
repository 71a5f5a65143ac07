using System.Globalization;

namespace Reprise.Fuzz;

/// <summary>Runs one target, or an input that was saved.</summary>
internal static class Program
{
    private const string Usage = """
        Reprise.Fuzz TARGET [--seconds N] [--seed N]     tries changed inputs; saves the first that breaks the target
        Reprise.Fuzz TARGET --input FILE                 tries one input
        """;

    private static int Main(string[] args)
    {
        FuzzTarget? target = args.Length == 0 ? null : FuzzTargets.All.FirstOrDefault(t => t.Name == args[0]);
        if (target is null)
        {
            Console.Error.WriteLine(Usage);
            Console.Error.WriteLine($"Targets: {string.Join(' ', FuzzTargets.All.Select(t => t.Name))}");
            return 2;
        }
        if (Option(args, "--input") is { } file)
        {
            Fuzzer.Replay(target, File.ReadAllBytes(file));
            Console.WriteLine("The target holds.");
            return 0;
        }
        int seconds = int.Parse(Option(args, "--seconds") ?? "10", CultureInfo.InvariantCulture);
        int seed = int.Parse(
            Option(args, "--seed") ?? Random.Shared.Next().ToString(CultureInfo.InvariantCulture),
            CultureInfo.InvariantCulture
        );
        Console.WriteLine($"{target.Name}: seed {seed}, {seconds} s");
        var fuzzer = new Fuzzer(target, seed);
        FuzzFinding? finding = fuzzer.Run(TimeSpan.FromSeconds(seconds), long.MaxValue);
        Console.WriteLine($"{target.Name}: {fuzzer.Runs} inputs, {fuzzer.Behaviours} behaviours");
        if (finding is null)
            return 0;
        string saved = Path.Combine(Path.GetTempPath(), $"fuzz-{target.Name}-{seed}.bin");
        File.WriteAllBytes(saved, finding.Input);
        Console.WriteLine($"{target.Name}: broken by {saved}");
        Console.WriteLine(finding.Error);
        return 1;
    }

    private static string? Option(string[] args, string name)
    {
        int at = Array.IndexOf(args, name);
        return at > 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}

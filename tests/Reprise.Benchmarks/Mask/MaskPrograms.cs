using System.Text;
using Reprise.Benchmarks.Harness;
using Reprise.Benchmarks.Programs;
using Reprise.Benchmarks.Reporting;
using Reprise.Masking;
using Reprise.Masking.Scanning;

namespace Reprise.Benchmarks.Mask;

/// <summary>The program as people start it, against others that look for secrets or for text in the same file.</summary>
internal static class MaskPrograms
{
    private const string SecretlintVersion = "13.0.6";
    private const string Preset = "@secretlint/secretlint-rule-preset-recommend";

    /// <summary>secretlint finds something, or ripgrep nothing.</summary>
    private static readonly int[] _found = [0, 1];

    /// <param name="context">What all benchmarks share.</param>
    /// <param name="file">A transcript that all programs read.</param>
    /// <param name="longFile">A longer one that only some read.</param>
    public static ResultTable Measure(BenchmarkContext context, string file, string longFile)
    {
        long bytes = new FileInfo(file).Length;
        long longBytes = new FileInfo(longFile).Length;
        var table = new ResultTable(
            "Masking: programs from start to end",
            "command",
            "file",
            "time",
            "processor",
            "speed",
            "memory",
            "does"
        );
        RepriseProgram reprise = RepriseProgram.Publish(context.Workplace);
        int runs = context.Runs(5);
        int rules = MaskingRules.BuiltIn.Rows.Length;
        Add("reprise mask", reprise.Alone("mask", file), bytes, $"masks by {rules} rules");
        Add("reprise mask", reprise.Alone("mask", longFile), longBytes, $"masks by {rules} rules");
        Add("reprise mask --findings", reprise.Alone("mask", "--findings", file), bytes, "names the places of secrets");
        if (ChildProcess.Exists("rg"))
        {
            string patterns = WriteLiterals(context.Workplace.NewFolder());
            string[] arguments = ["--no-config", "--text", "--no-unicode", "--threads", "1", "-c", "-f", patterns];
            Add("rg -c", new Command("rg", [.. arguments, file]), bytes, "counts lines with a literal of those rules");
            Add(
                "rg -c --only-matching",
                new Command("rg", [.. arguments, "--count-matches", file]),
                bytes,
                "counts the literals"
            );
        }
        if (ChildProcess.Exists("npm"))
            Add("secretlint", Secretlint(context, file), bytes, "names the places of secrets, by its recommended rules");
        else
            table.Note("npm is not on this machine: secretlint is left out.");
        return table;

        void Add(string name, Command command, long size, string does)
        {
            List<ProcessCost> costs = [.. Enumerable.Range(0, runs).Select(_ => ChildProcess.Run(command, watchesMemory: true))];
            var time = new Sample(costs.Select(cost => cost.Elapsed));
            var processor = new Sample(costs.Select(cost => cost.Processor));
            table.Add(
                name,
                Figures.Size(size),
                Figures.Time(time),
                Figures.Time(processor.Median),
                Figures.Rate(size, time.Median),
                Figures.Size(costs.Max(cost => cost.PeakBytes)),
                does
            );
        }
    }

    private static string WriteLiterals(string folder)
    {
        string path = Path.Combine(folder, "literals.txt");
        IEnumerable<string> patterns = MaskingRules
            .BuiltIn.Rows.SelectMany(row => row.Literals)
            .Select(literal => (literal.AnyCase ? "(?i:" : "(?:") + Escape(literal) + ")")
            .Distinct(StringComparer.Ordinal);
        File.WriteAllLines(path, patterns);
        return path;
    }

    private static string Escape(Literal literal)
    {
        var escaped = new StringBuilder();
        foreach (byte b in literal.Bytes)
            escaped.Append(char.IsAsciiLetterOrDigit((char)b) ? $"{(char)b}" : $"\\x{b:x2}");
        return escaped.ToString();
    }

    private static Command Secretlint(BenchmarkContext context, string file)
    {
        string folder = context.Workplace.Keep(
            $"secretlint-{SecretlintVersion}",
            target =>
            {
                BenchmarkContext.Say("installing secretlint …");
                string[] packages = [$"secretlint@{SecretlintVersion}", $"{Preset}@{SecretlintVersion}"];
                ChildProcess.Run(
                    new Command("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", target, .. packages])
                );
                File.WriteAllText(Path.Combine(target, ".secretlintrc.json"), $$"""{"rules":[{"id":"{{Preset}}"}]}""");
            }
        );
        string program = Path.Combine(folder, "node_modules", ".bin", "secretlint");
        return new Command(program, "--secretlintrc", Path.Combine(folder, ".secretlintrc.json"), "--format", "json", file)
        {
            Accepts = _found,
        };
    }
}

using Reprise.Benchmarks.Harness;

namespace Reprise.Benchmarks.Data;

/// <summary>Runs the programs that write made-up data; each set is made once and kept.</summary>
internal sealed class SourceGenerator(Workplace workplace)
{
    /// <summary>Makes a home of Claude Code and Codex with sessions of about 200 KB.</summary>
    public string Home(int megabytes) => Home(megabytes, claude: megabytes * 7 / 2, codex: megabytes * 3 / 2);

    /// <summary>Makes a home with given numbers of sessions.</summary>
    public string Home(int megabytes, int claude, int codex) =>
        workplace.Keep(
            $"home-{megabytes}-{claude}-{codex}",
            folder =>
                Run(
                    "corpus/generate.py",
                    "--out",
                    folder,
                    "--total-mb",
                    $"{megabytes}",
                    "--claude-sessions",
                    $"{claude}",
                    "--codex",
                    $"{codex}",
                    "--gemini",
                    "0",
                    "--cursor",
                    "0",
                    "--opencode",
                    "0",
                    "--max-session-mb",
                    "100"
                )
        );

    /// <summary>Makes a home with sessions of one agent alone, of about 200 KB each.</summary>
    /// <param name="option">What the generator calls the agent, as in <c>--gemini</c>.</param>
    /// <param name="megabytes">Its size.</param>
    /// <param name="more">Further options.</param>
    public string HomeOf(string option, int megabytes, params string[] more)
    {
        string[] all = ["--claude-sessions", "--codex", "--gemini", "--cursor", "--opencode"];
        int sessions = Math.Max(1, megabytes * 5);
        IEnumerable<string> counts = all.SelectMany(name => new[] { name, name == option ? $"{sessions}" : "0" });
        return workplace.Keep(
            $"home{option}-{megabytes}{string.Concat(more)}",
            folder => Run("corpus/generate.py", ["--out", folder, "--total-mb", $"{megabytes}", .. counts, .. more])
        );
    }

    /// <summary>Makes a home with sessions of every agent that the generator knows.</summary>
    /// <param name="megabytes">Its size.</param>
    /// <param name="seed">What the random words come from.</param>
    public string HomeOfAll(int megabytes, int seed) =>
        workplace.Keep(
            $"home-all-{megabytes}-{seed}",
            folder => Run("corpus/generate.py", "--out", folder, "--total-mb", $"{megabytes}", "--seed", $"{seed}")
        );

    /// <summary>Makes a transcript with secrets and images as dense as in real work.</summary>
    /// <param name="megabytes">Its size.</param>
    /// <param name="secrets">The number of lines with secrets in a megabyte.</param>
    public string MaskingFile(int megabytes, int secrets = 2) =>
        Path.Combine(
            workplace.Keep(
                $"masking-{megabytes}-{secrets}",
                folder =>
                    Run(
                        "masking/truth/make_bench.py",
                        "--mb",
                        $"{megabytes}",
                        "--secrets-per-mb",
                        $"{secrets}",
                        "--out",
                        Path.Combine(folder, "bench.jsonl")
                    )
            ),
            "bench.jsonl"
        );

    private void Run(string program, params string[] arguments)
    {
        if (!ChildProcess.Exists("python3"))
            throw new BenchmarkException("python3 is needed to generate the sessions and is not there.");
        BenchmarkContext.Say($"generating with {program} …");
        ChildProcess.Run(new Command("python3", [workplace.Shared(program), .. arguments]));
    }
}

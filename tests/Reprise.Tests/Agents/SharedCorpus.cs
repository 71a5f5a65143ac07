using System.Diagnostics;
using Xunit;

namespace Reprise.Tests.Agents;

/// <summary>Finds the corpus of real sessions that lies beside the repository.</summary>
internal static class SharedCorpus
{
    private static readonly string? _root = Find();

    /// <summary>The folder of an agent's cases; skips the test where there is no corpus.</summary>
    public static string Of(string agent)
    {
        string? folder = _root is null ? null : Path.Combine(_root, "corpus", agent);
        if (folder is null || !Directory.Exists(folder))
            Assert.Skip("The corpus of real sessions is not beside the repository.");
        return CorpusLayout.Of(agent, folder!);
    }

    /// <summary>The folder of the cases of all agents, as they were published; skips the test where there is no corpus.</summary>
    public static string All
    {
        get
        {
            if (_root is null)
                Assert.Skip("The corpus of real sessions is not beside the repository.");
            return Path.Combine(_root!, "corpus");
        }
    }

    /// <summary>Says whether there is a corpus in which an agent has no case, so that nothing is to be tested with it.</summary>
    public static bool Lacks(string agent) => _root is not null && !Directory.Exists(Path.Combine(_root, "corpus", agent));

    /// <summary>The program that writes made-up homes; null where there is none.</summary>
    public static string? Generator => _root is null ? null : Path.Combine(_root, "corpus", "generate.py");

    /// <summary>Writes a made-up home with its truth; skips the test where that cannot be done.</summary>
    /// <param name="folder">Where it is written.</param>
    /// <param name="options">What is asked of the generator besides that it writes Claude Code and Codex alone.</param>
    public static void Generate(string folder, params string[] options)
    {
        string? generator = Generator;
        if (generator is null || !File.Exists(generator))
            Assert.Skip("The generator is not beside the repository.");
        string[] arguments = [generator!, "--out", folder, "--gemini", "0", "--cursor", "0", "--opencode", "0", .. options];
        try
        {
            using Process process = Process.Start(
                new ProcessStartInfo("python3", arguments) { RedirectStandardOutput = true, UseShellExecute = false }
            )!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new InvalidOperationException("The generator failed.");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("There is no python3.");
        }
    }

    private static string? Find()
    {
        string? folder = Environment.GetEnvironmentVariable("REPRISE_ROOT") ?? AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Reprise.slnx")))
            folder = Path.GetDirectoryName(folder);
        string? shared = folder is null ? null : Path.GetFullPath(Path.Combine(folder, "..", "shared"));
        return shared is not null && Directory.Exists(shared) ? shared : null;
    }
}

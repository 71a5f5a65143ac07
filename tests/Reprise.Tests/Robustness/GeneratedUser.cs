using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Reprise.Tests.Agents;
using Reprise.Tests.Capturing;
using Xunit;

namespace Reprise.Tests.Robustness;

/// <summary>A user with made-up sessions of both agents, and what is true of them.</summary>
internal sealed class GeneratedUser : IDisposable
{
    private readonly JsonDocument _manifest;

    /// <param name="seed">Another one gives other sessions.</param>
    /// <param name="isDamaged">Whether some files are unclean.</param>
    /// <param name="home">Where they are written; the user's folder is made there.</param>
    public GeneratedUser(int seed, bool isDamaged, CaptureHome home)
    {
        string? generator = SharedCorpus.Generator;
        if (generator is null || !File.Exists(generator))
            Assert.Skip("The generator is not beside the repository.");
        string[] arguments =
        [
            generator!,
            "--out",
            home.User,
            "--total-mb",
            "6",
            "--claude-sessions",
            "40",
            "--codex",
            "25",
            "--gemini",
            "0",
            "--cursor",
            "0",
            "--opencode",
            "0",
            "--max-session-mb",
            "1",
            "--seed",
            seed.ToString(CultureInfo.InvariantCulture),
            .. isDamaged ? ["--damage"] : Array.Empty<string>(),
        ];
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
        _manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(home.User, "manifest.json")));
    }

    /// <summary>The truth of every session.</summary>
    public IEnumerable<JsonElement> Sessions => _manifest.RootElement.GetProperty("sessions").EnumerateArray();

    public void Dispose() => _manifest.Dispose();
}

using System.Globalization;
using System.Text.Json;
using Reprise.Tests.Agents;
using Reprise.Tests.Capturing;

namespace Reprise.Tests.Robustness;

/// <summary>A user with made-up sessions of several agents, and what is true of them.</summary>
internal sealed class GeneratedUser : IDisposable
{
    private readonly JsonDocument _manifest;

    /// <param name="seed">Another one gives other sessions.</param>
    /// <param name="isDamaged">Whether some files are unclean.</param>
    /// <param name="home">Where they are written; the user's folder is made there.</param>
    /// <param name="counts">How many sessions of each agent, as options of the generator.</param>
    public GeneratedUser(int seed, bool isDamaged, CaptureHome home, params string[] counts)
    {
        SharedCorpus.Generate(
            home.User,
            [
                "--total-mb",
                "6",
                .. counts.Length > 0 ? counts : ["--claude-sessions", "40", "--codex", "25"],
                "--max-session-mb",
                "1",
                "--seed",
                seed.ToString(CultureInfo.InvariantCulture),
                .. isDamaged ? ["--damage"] : Array.Empty<string>(),
            ]
        );
        _manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(home.User, "manifest.json")));
    }

    /// <summary>The truth of every session.</summary>
    public IEnumerable<JsonElement> Sessions => _manifest.RootElement.GetProperty("sessions").EnumerateArray();

    public void Dispose() => _manifest.Dispose();
}

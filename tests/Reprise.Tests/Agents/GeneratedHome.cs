using System.Text.Json;

namespace Reprise.Tests.Agents;

/// <summary>A made-up home with its known truth, written once for all tests of a class.</summary>
public sealed class GeneratedHome : IDisposable
{
    private readonly string _path = Path.Combine(
        Path.GetTempPath(),
        $"reprise-generated-{Environment.ProcessId}-{Guid.NewGuid():N}"
    );
    private readonly string? _given = Environment.GetEnvironmentVariable("REPRISE_GENERATED_HOME");
    private JsonDocument? _manifest;

    public string Folder => _given ?? _path;

    /// <summary>The truth of all sessions of an agent; skips the test where the home cannot be made.</summary>
    internal List<JsonElement> Sessions(string tool)
    {
        lock (_path)
            _manifest ??= Make();
        return
        [
            .. _manifest.RootElement.GetProperty("sessions").EnumerateArray().Where(s => s.GetProperty("tool").ValueEquals(tool)),
        ];
    }

    public void Dispose()
    {
        _manifest?.Dispose();
        if (Directory.Exists(_path))
            Directory.Delete(_path, recursive: true);
    }

    private JsonDocument Make()
    {
        if (_given is null)
            Generate();
        return JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, "manifest.json")));
    }

    private void Generate() =>
        SharedCorpus.Generate(
            _path,
            "--total-mb",
            "20",
            "--claude-sessions",
            "60",
            "--codex",
            "40",
            "--gemini",
            "30",
            "--max-session-mb",
            "3",
            "--seed",
            "11"
        );
}

using Reprise.Archiving;
using Reprise.Files;
using Shouldly;

namespace Reprise.Tests.Robustness;

/// <summary>Remembers what an archive held, and holds it to that: every state stays, or is the beginning of one that is there.</summary>
internal sealed class KeptStates(RepriseHome home)
{
    private readonly Dictionary<(string Entry, string Path), List<byte[]>> _states = [];

    /// <summary>Remembers all states that are there now.</summary>
    public void Remember()
    {
        foreach ((string entry, string path, List<byte[]> states) in All())
            _states[(entry, path)] = states;
    }

    /// <summary>States that nothing remembered is gone.</summary>
    public void ShouldStillBeThere()
    {
        Dictionary<(string, string), List<byte[]>> now = All().ToDictionary(file => (file.Entry, file.Path), file => file.States);
        foreach (((string entry, string path), List<byte[]> states) in _states)
        {
            now.ShouldContainKey((entry, path));
            List<byte[]> there = now[(entry, path)];
            foreach (byte[] state in states)
                there
                    .Exists(other => other.AsSpan().StartsWith(state))
                    .ShouldBeTrue($"{entry} {path}: a state of {state.Length} bytes is lost");
        }
    }

    private IEnumerable<(string Entry, string Path, List<byte[]> States)> All()
    {
        var archive = new SessionArchive(home);
        using var natives = new NativeBytes(home);
        foreach (string name in archive.Names())
        {
            ArchiveEntry entry = archive.Open(name);
            foreach (ArchivedFile file in entry.Manifest.Files)
                yield return (name, file.Path, [.. file.Versions.Select(version => natives.Of(entry, version))]);
        }
    }
}

using System.Text;
using System.Text.Json;
using Reprise.Archiving;
using Reprise.Masking;
using Reprise.Reading;
using Reprise.Restoring;
using Reprise.Sealing;
using Reprise.Tests.Archiving;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Reading;

/// <summary>Many small files as one source: read, masked, and put back as the files they were.</summary>
public sealed class BundleTests : IDisposable
{
    private const string Name = "messages/s.jsonl";
    private static readonly DateTime _changed = new(2026, 3, 4, 5, 6, 7, 891, DateTimeKind.Utc);
    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void All_files_come_back_byte_for_byte_with_their_times_and_permissions()
    {
        string token = MadeUpToken.Of(9);
        Dictionary<string, byte[]> files = new(StringComparer.Ordinal)
        {
            ["a/1.json"] = Encoding.UTF8.GetBytes($"{{\n  \"text\": \"use {token}\\u2028\"\n}}"),
            ["a/2.json"] = [],
            ["b/no text"] = [0xFF, .. Encoding.ASCII.GetBytes($" {token} "), 0x00, 0x80],
            ["b/lines"] = "one\r\ntwo\nthree"u8.ToArray(),
        };
        ArchiveEntry entry = Capture(files);
        Encoding.UTF8.GetString(TestHome.Masked(entry, entry.Manifest.Files[0].Current)).ShouldNotContain(token);

        Directory.Delete(_home.Sources, recursive: true);
        RestoredSession restored = Restore(entry);
        restored.IsComplete.ShouldBeTrue();
        restored.Files.Select(file => file.Path).ShouldBe(files.Keys);
        int i = 0;
        foreach ((string path, byte[] content) in files)
        {
            string target = Path.Combine(_home.Sources, path);
            File.ReadAllBytes(target).ShouldBe(content, path);
            File.GetLastWriteTimeUtc(target).ShouldBe(_changed.AddTicks(i++));
            if (!OperatingSystem.IsWindows())
                File.GetUnixFileMode(target).ShouldBe(UnixFileMode.UserRead | UnixFileMode.GroupRead);
        }
        Restore(entry).Files.ShouldAllBe(file => file.Outcome == RestoreOutcome.Identical);
    }

    [Fact]
    public void A_path_that_leads_out_of_the_folder_is_refused()
    {
        ArchiveEntry entry = Capture(Files("a", "x"), place => "../" + place);
        Restore(entry).Files.ShouldHaveSingleItem().Outcome.ShouldBe(RestoreOutcome.Failed);
    }

    [Fact]
    public void Every_line_has_the_form_of_a_row()
    {
        SourceFile file = Source(Files("a/1.json", "{}"), place => place);
        string[] lines = Encoding.UTF8.GetString(BundleDump.Read(file.Bundle!)).TrimEnd('\n').Split('\n');
        lines[0].ShouldBe("""{"format":"reprise-files/1"}""");
        JsonElement line = JsonDocument.Parse(lines[1]).RootElement;
        line.GetProperty("table").GetString().ShouldBe("files");
        line.GetProperty("id").GetString().ShouldBe("a/1.json");
        line.GetProperty("row").GetProperty("data").GetString().ShouldBe("{}");
    }

    [Fact]
    public void A_file_that_went_in_between_is_told()
    {
        SourceFile file = Source(Files("a", "x"), place => place);
        File.Delete(Path.Combine(_home.Sources, "a"));
        Should.Throw<IOException>(() => SourceContent.Open(file));
    }

    private static Dictionary<string, byte[]> Files(string path, string content) =>
        new(StringComparer.Ordinal) { [path] = Encoding.UTF8.GetBytes(content) };

    private ArchiveEntry Capture(Dictionary<string, byte[]> files, Func<string, string>? name = null)
    {
        _home.Rows[Name] = Source(files, name ?? (place => place));
        return _home.Archive.Open(_home.Capture(null, Name).Name);
    }

    private SourceFile Source(Dictionary<string, byte[]> files, Func<string, string> name)
    {
        List<BundledFile> bundled = [];
        foreach ((string place, byte[] content) in files)
        {
            _home.Write(place, content);
            string path = Path.Combine(_home.Sources, place);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            File.SetLastWriteTimeUtc(path, _changed.AddTicks(bundled.Count));
            bundled.Add(new BundledFile(path, name(place), content.Length, _changed.AddTicks(bundled.Count)));
        }
        return new SourceFile
        {
            Path = Path.Combine(_home.Sources, Name),
            RelativePath = Name,
            Role = FileRole.Transcript,
            Shape = TextShape.JsonLines,
            Length = 0,
            LastWriteUtc = _changed,
            ChangeMark = 1,
            Bundle = new SourceBundle { Files = bundled },
        };
    }

    private RestoredSession Restore(ArchiveEntry entry)
    {
        using var vault = new VaultOpener(_home.Home);
        return new SessionRestorer(() => vault).Restore(entry, new RestoreOptions(), CancellationToken.None);
    }
}

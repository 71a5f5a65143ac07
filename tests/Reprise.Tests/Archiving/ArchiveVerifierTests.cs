using System.Text;
using Reprise.Archiving;
using Reprise.Sealing;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Archiving;

public sealed class ArchiveVerifierTests : IDisposable
{
    private readonly TestHome _home = new();
    private readonly string[] _names;

    public ArchiveVerifierTests()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 300; i++)
            text.Append($$"""{"n":{{i}},"text":"{{(i % 40 == 0 ? MadeUpToken.Of(i) : "nothing")}}"}""").Append('\n');
        _home.Write("session.jsonl", text.ToString());
        _home.Write("session/notes.txt", "notes");
        ArchiveEntry first = new TestCapture(_home).Run(null, "first-0001", "session.jsonl", "session/notes.txt");
        _home.Append("session.jsonl", $$"""{"text":"{{MadeUpToken.Of(7)}}"}""" + "\n");
        new TestCapture(_home).Run(first, "first-0001", "session.jsonl", "session/notes.txt");
        new TestCapture(_home).Run(null, "second-0002", "session.jsonl");
        _names = [.. _home.Archive.Names()];
    }

    [Fact]
    public void A_sound_archive_has_no_damage_and_nothing_to_note()
    {
        ArchiveReport report = Verify(deep: true);
        report.Damaged.ShouldBeEmpty();
        report.Notes.ShouldBeEmpty();
        report.Entries.ShouldBe(2);
        // Of the first session a manifest, two segments and a part; of the second one segment less; and three keys.
        report.Files.ShouldBe(10);
        report.Bytes.ShouldBe(Truth().Sum(path => new FileInfo(path).Length));
    }

    [Fact]
    public void A_byte_flipped_anywhere_is_found_and_its_file_named()
    {
        var random = new Random(17);
        foreach (string path in Truth())
        {
            byte[] content = File.ReadAllBytes(path);
            for (int i = 0; i < 40; i++)
            {
                byte[] flipped = [.. content];
                flipped[i < 2 ? i * (content.Length - 1) : random.Next(content.Length)] ^= (byte)(1 << random.Next(8));
                File.WriteAllBytes(path, flipped);
                ShouldName(path);
            }
            File.WriteAllBytes(path, content);
        }
        Verify(deep: true).Damaged.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_cut_short_or_extended_is_found_and_named()
    {
        foreach (string path in Truth())
        {
            byte[] content = File.ReadAllBytes(path);
            foreach (
                byte[] changed in (byte[][])
                    [content[..^1], content[..(content.Length / 2)], [], [.. content, 0], [.. content, (byte)'\n']]
            )
            {
                File.WriteAllBytes(path, changed);
                ShouldName(path);
            }
            File.WriteAllBytes(path, content);
        }
    }

    [Fact]
    public void A_missing_file_is_found_and_named()
    {
        foreach (string path in Truth())
        {
            byte[] content = File.ReadAllBytes(path);
            File.Delete(path);
            // Whoever only captures may keep the private key elsewhere.
            if (Path.GetFileName(path) == "vault.key")
                Verify().Notes.ShouldHaveSingleItem().File.ShouldBe("vault/vault.key");
            else
                ShouldName(path);
            File.WriteAllBytes(path, content);
        }
    }

    [Fact]
    public void A_lost_entry_is_found_by_what_it_left_in_the_vault_and_by_the_index()
    {
        Directory.Delete(Path.Combine(_home.Home.Archive, _names[0]), recursive: true);
        Verify().Damaged.ShouldHaveSingleItem().File.ShouldStartWith("vault/");
        Verify(expected: _names[0]).Damaged.ShouldContain(d => d.Entry == _names[0] && d.Problem == "is missing");
    }

    [Fact]
    public void A_damaged_entry_does_not_stop_the_check_of_the_others()
    {
        foreach (string name in _names)
        {
            string path = Directory.GetFiles(Path.Combine(_home.Home.Archive, name), "*.br")[0];
            File.WriteAllBytes(path, [1, 2, 3]);
        }
        Verify().Damaged.Select(d => d.Entry).Distinct(StringComparer.Ordinal).ShouldBe(_names);
    }

    [Fact]
    public void A_stray_file_is_noted_and_is_no_damage()
    {
        string stray = Path.Combine(_home.Home.Archive, _names[0], "0009-files.br");
        File.WriteAllText(stray, "left by a kill");
        ArchiveReport report = Verify(deep: true);
        report.Damaged.ShouldBeEmpty();
        report.Notes.ShouldHaveSingleItem().File.ShouldBe($"archive/{_names[0]}/0009-files.br");
    }

    [Fact]
    public void Originals_that_do_not_fit_are_found_by_the_deep_check()
    {
        ArchiveEntry entry = _home.Archive.Open(_names[0]);
        ArchivedFile file = entry.Manifest.Files[0];
        FileSlice[] slices = [.. file.Current.Slices.Select(s => s.Item is null ? s : s with { Item = s.Item + 1 })];
        ArchivedFile changed = file with { Versions = [file.Current with { Slices = slices }] };
        _home.Archive.Rewrite(entry, entry.Manifest with { Files = [changed, .. entry.Manifest.Files.Skip(1)] });
        Verify().Damaged.ShouldBeEmpty();
        Verify(deep: true).Damaged.ShouldHaveSingleItem().Problem.ShouldContain("session.jsonl");
    }

    public void Dispose() => _home.Dispose();

    private string[] Truth() =>
        [
            .. Directory.GetFiles(_home.Home.Archive, "*", SearchOption.AllDirectories),
            .. Directory.GetFiles(_home.Home.Vault, "*", SearchOption.AllDirectories),
        ];

    private void ShouldName(string path)
    {
        string file = Path.GetRelativePath(_home.Home.Folder, path).Replace('\\', '/');
        Verify().Damaged.ShouldContain(d => d.File == file, file);
    }

    private ArchiveReport Verify(bool deep = false, params string[] expected)
    {
        using VaultOpener? vault = deep ? new VaultOpener(_home.Home) : null;
        return new ArchiveVerifier(_home.Home, _home.Archive).Verify(
            expected,
            vault,
            null,
            TestContext.Current.CancellationToken
        );
    }
}

using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Archiving;
using Reprise.Tests.Agents;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Archiving;

/// <summary>Whatever happens to a session's files, each state that was captured comes back.</summary>
public sealed class ArchiveRoundTripTests
{
    private const int Tokens = 20;
    private static readonly string[] Files =
    [
        "session.jsonl",
        "session/subagents/agent-1.jsonl",
        "session/doc.json",
        "session/notes.txt",
    ];

    [Fact]
    public void Every_captured_state_comes_back_whatever_happens_to_the_files()
    {
        Arbitrary<int[]> steps = Gen.Choose(0, int.MaxValue).ArrayOf(12).ToArbitrary();
        Prop.ForAll(steps, Replay).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public void Large_files_come_back()
    {
        using var home = new TestHome();
        var text = new StringBuilder();
        for (int i = 0; text.Length < 9_500_000; i++)
            text.Append($$"""{"n":{{i}},"text":"line {{i * 7919}} of many {{(i % 5000 == 0 ? MadeUpToken.Of(i) : "")}}"}""")
                .Append('\n');
        home.Write("session.jsonl", text.ToString());
        ArchiveEntry entry = home.Capture(null, "session.jsonl");
        entry.Manifest.Segments.Count.ShouldBeGreaterThan(1);
        home.Original(entry, entry.Manifest.Files[0].Current)
            .ShouldBe(File.ReadAllBytes(Path.Combine(home.Sources, "session.jsonl")));
    }

    [Theory]
    [InlineData("claude-code")]
    [InlineData("codex")]
    public void Every_file_of_the_corpus_comes_back(string agent)
    {
        string corpus = SharedCorpus.Of(agent);
        using var home = new TestHome();
        string[] paths = Directory.GetFiles(corpus, "*", SearchOption.AllDirectories);
        string[] files = [.. paths.Select(path => Path.GetRelativePath(corpus, path).Replace('\\', '/'))];
        for (int i = 0; i < files.Length; i++)
            home.Write(files[i], File.ReadAllBytes(paths[i]));
        ArchiveEntry entry = home.Archive.Open(home.Capture(null, files).Name);
        entry.Manifest.Files.Count.ShouldBe(files.Length);
        foreach (ArchivedFile file in entry.Manifest.Files)
            home.Original(entry, file.Current).ShouldBe(File.ReadAllBytes(Path.Combine(corpus, file.Path)), file.Path);
    }

    [Fact]
    public void A_settled_transcript_opens_with_a_stock_decompressor()
    {
        using var home = new TestHome();
        ArchiveEntry? entry = null;
        string torn = "";
        for (int i = 0; i < 40; i++)
        {
            string line = $$"""{"n":{{i}},"key":"{{MadeUpToken.Of(i)}}"}""" + "\n";
            home.Write(
                "session.jsonl",
                (entry is null ? "" : Text(home)[..^torn.Length]) + line + (torn = i % 3 == 0 ? "{\"torn\":" : "")
            );
            entry = home.Capture(entry, "session.jsonl");
        }
        ArchivedFile file = entry.ShouldNotBeNull().Manifest.Files[0];
        file.Versions.Count.ShouldBe(1);
        Decompress(home, entry).ShouldBe(TestHome.Masked(entry, file.Current));
    }

    private static string Text(TestHome home) => File.ReadAllText(Path.Combine(home.Sources, "session.jsonl"));

    private static byte[] Decompress(TestHome home, ArchiveEntry entry)
    {
        var bytes = new MemoryStream();
        string folder = Path.Combine(home.Home.Archive, entry.Name);
        foreach (string path in Directory.GetFiles(folder, "*-transcript.jsonl.br").Order(StringComparer.Ordinal))
        {
            using var stream = new BrotliStream(File.OpenRead(path), CompressionMode.Decompress);
            stream.CopyTo(bytes);
        }
        return bytes.ToArray();
    }

    private static void Replay(int[] steps)
    {
        using var home = new TestHome();
        var states = new Dictionary<string, List<byte[]>>(StringComparer.Ordinal);
        ArchiveEntry? entry = null;
        foreach (string file in Files)
            home.Write(file, "");
        foreach (int step in steps)
        {
            var random = new Random(step);
            foreach (string file in Files)
                Change(home, file, random);
            entry = home.Archive.Open(home.Capture(entry, Files).Name);
            foreach (string file in Files)
                Compare(home, entry, file, states);
        }
        HomeContent.Find(home.Home, "the text beside").ShouldNotBeEmpty();
        HomeContent.FindAny(home.Home, [.. Enumerable.Range(0, Tokens).Select(MadeUpToken.Of)]).ShouldBeEmpty();
        new ArchiveVerifier(home.Home, home.Archive)
            .Verify([], null, null, TestContext.Current.CancellationToken)
            .Damaged.ShouldBeEmpty();
    }

    private static void Change(TestHome home, string file, Random random)
    {
        string path = Path.Combine(home.Sources, file);
        byte[] content = File.ReadAllBytes(path);
        switch (random.Next(8))
        {
            case 0:
                break;
            case 1:
                File.SetLastWriteTimeUtc(path, TestHome.Now.UtcDateTime.AddSeconds(random.Next(100_000)));
                break;
            case 2:
                home.Write(file, content[..random.Next(content.Length + 1)]);
                break;
            case 3:
                home.Write(file, Content(random));
                break;
            default:
                home.Write(file, [.. content, .. Content(random)]);
                break;
        }
    }

    private static byte[] Content(Random random)
    {
        var text = new StringBuilder();
        for (int lines = random.Next(6); lines >= 0; lines--)
        {
            string secret = random.Next(3) == 0 ? MadeUpToken.Of(random.Next(Tokens)) : "the text beside";
            text.Append($$"""{"text":"{{new string('x', random.Next(400))}} é {{secret}} ","n":{{random.Next()}}}""");
            text.Append(
                lines > 0 || random.Next(4) > 0 ? "\n"
                : random.Next(2) == 0 ? ""
                : "{\"torn"
            );
        }
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // The current state is the file; and what was the current state before has either become its beginning, or a state of its own.
    private static void Compare(TestHome home, ArchiveEntry entry, string file, Dictionary<string, List<byte[]>> states)
    {
        byte[] now = File.ReadAllBytes(Path.Combine(home.Sources, file));
        ArchivedFile archived = entry.Manifest.Files.Single(f => f.Path == file);
        if (!states.TryGetValue(file, out List<byte[]>? known))
            states[file] = known = [now];
        else if (archived.Versions.Count > known.Count)
            known.Add(now);
        else
        {
            now.AsSpan().StartsWith(Lines(known[^1])).ShouldBeTrue();
            known[^1] = now;
        }
        archived.Versions.Count.ShouldBe(known.Count);
        for (int i = 0; i < known.Count; i++)
            home.Original(entry, archived.Versions[i]).ShouldBe(known[i]);
        archived.Current.LastWriteUtc.ShouldBe(File.GetLastWriteTimeUtc(Path.Combine(home.Sources, file)));
    }

    private static ReadOnlySpan<byte> Lines(byte[] content) => content.AsSpan(0, content.AsSpan().LastIndexOf((byte)'\n') + 1);
}

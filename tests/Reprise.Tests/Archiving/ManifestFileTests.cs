using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Reprise.Archiving;
using Reprise.Files;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Archiving;

public sealed class ManifestFileTests
{
    /// <summary>A manifest with all members as the first release wrote it, here broken into lines.</summary>
    private const string FirstRelease = """
        {"format":1,"id":"00112233445566ff","agent":"claude-code","nativeId":"10000000-0000-4000-8000-000000000000","copy":2,"root":"/home/user/.claude","revision":7,"createdAt":"2026-01-02T03:04:05.1234567+00:00","updatedAt":"2026-01-02T03:04:06+02:00","title":"Gr\u00F6\u00DFe \u003Cb\u003E\u0022x\u0022\u003C/b\u003E \u0026 \u0027y\u0027 \uD83D\uDE00\n","deletedAt":"2026-02-03T04:05:06.7+00:00","rules":"1-abc\u002Bd"
        ,"files":[{"path":"projects/a b/x.jsonl","role":"Transcript","shape":"JsonLines","versions":[
        {"capturedAt":"2026-01-01T00:00:00+00:00","lastWriteUtc":"2025-12-31T23:59:59.5Z","length":120,"edges":"e0","slices":[{"segment":1,"offset":0,"length":120,"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}]},
        {"capturedAt":"2026-01-02T00:00:00+00:00","lastWriteUtc":"2026-01-01T23:59:59Z","mode":384,"length":169,"sourceLength":180,"edges":"e1","slices":[{"segment":1,"offset":0,"length":120,"sha256":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"},
        {"segment":1,"offset":120,"length":31,"originalLength":40,"original":"00000000000000000000000000000000","part":1,"item":0},
        {"segment":2,"offset":5000000000,"length":7,"originalLength":9,"original":"11111111111111111111111111111111","part":1,"item":3,"isTail":true}]
        ,"findings":[{"kind":"github-pat","fingerprint":"abcdefghijkl","count":2}],"tailFindings":[{"kind":"github-pat","fingerprint":"abcdefghijkl","count":1}]}]},
        {"path":"b.txt","role":"ToolResult","shape":"Text","versions":[
        {"capturedAt":"2026-01-02T00:00:00+00:00","lastWriteUtc":"2026-01-01T00:00:00Z","mode":420,"length":0,"edges":"","slices":[]
        ,"findings":[]}]}]
        ,"segments":[{"number":1,"name":"0001-transcript.jsonl.br","length":90,"rawLength":151,"sha256":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},{"number":2,"name":"0002-files.br","length":8,"rawLength":7,"sha256":"cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc"}]
        ,"vaultParts":[{"number":1,"firstBox":1,"boxes":2,"items":4,"length":300,"sha256":"dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd"}]
        ,"checksum":"78ba1851c12e820dc037121794a31f99076c2a99ca6c865d7b185957f67f23a5"}
        """;

    private static readonly string Known = FirstRelease.Replace("\n", "", StringComparison.Ordinal) + "\n";

    [Fact]
    public void A_manifest_is_read_as_it_was_written()
    {
        Prop.ForAll(
                Gen.Choose(0, int.MaxValue).ToArbitrary(),
                seed =>
                {
                    ArchiveManifest manifest = RandomManifest.Of(seed);
                    Read(ManifestFile.Format(manifest)).ShouldBeEquivalentTo(manifest);
                }
            )
            .Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void What_the_first_release_wrote_is_read_and_written_the_same()
    {
        ArchiveManifest manifest = Read(Encoding.UTF8.GetBytes(Known));
        Encoding.UTF8.GetString(ManifestFile.Format(manifest)).ShouldBe(Known);
        manifest.Title.ShouldBe("Größe <b>\"x\"</b> & 'y' 😀\n");
        manifest.UpdatedAt.ShouldBe(new DateTimeOffset(2026, 1, 2, 3, 4, 6, TimeSpan.FromHours(2)));
        FileVersion version = manifest.Files[0].Current;
        version.LastWriteUtc.Kind.ShouldBe(DateTimeKind.Utc);
        version.SourceLength.ShouldBe(180);
        version
            .Slices[2]
            .ShouldBe(
                new FileSlice
                {
                    Segment = 2,
                    Offset = 5_000_000_000,
                    Length = 7,
                    OriginalLength = 9,
                    Original = new string('1', 32),
                    Part = 1,
                    Item = 3,
                    IsTail = true,
                }
            );
        manifest.VaultParts.ShouldHaveSingleItem().Items.ShouldBe(4);
    }

    [Fact]
    public void A_length_that_was_not_written_apart_goes_with_the_other()
    {
        ArchiveManifest manifest = Read(Encoding.UTF8.GetBytes(Known));
        (manifest.Files[0].Versions[0] with { Length = 500 }).SourceLength.ShouldBe(500);
        (manifest.Files[0].Versions[0].Slices[0] with { Length = 500 }).OriginalLength.ShouldBe(500);
    }

    [Fact]
    public void Members_that_nobody_knows_and_another_order_do_not_matter()
    {
        ArchiveManifest manifest = Read(
            Changed("{\"format\":1,", "{\"later\":[{\"a\":[null,{}]}],\"rules\":\"r\",\"f\\u006frmat\":1,")
        );
        manifest.Id.ShouldBe("00112233445566ff");
        manifest.Files.Count.ShouldBe(2);
        Read(Changed("{\"number\":2,", "{\"number\":2,\"codec\":{\"name\":\"x\"},")).Segments[1].Number.ShouldBe(2);
    }

    [Theory]
    [InlineData("\"agent\":\"claude-code\",", "")]
    [InlineData("\"agent\":\"claude-code\"", "\"agent\":null")]
    [InlineData("\"agent\":\"claude-code\"", "\"agent\":7")]
    [InlineData("\"agent\":\"claude-code\"", "\"agent\":\"\\ud800\"")]
    [InlineData("{\"format\":1,", "{")]
    [InlineData("{\"format\":1,", "[\"format\",1,")]
    [InlineData("\"id\":\"00112233445566ff\"", "\"id\":\"../2233445566ff/\"")]
    [InlineData("\"copy\":2", "\"copy\":2.5")]
    [InlineData("\"copy\":2", "\"copy\":3000000000")]
    [InlineData("\"copy\":2", "\"copy\":\"2\"")]
    [InlineData("2026-01-02T03:04:05.1234567+00:00", "yesterday")]
    [InlineData("2025-12-31T23:59:59.5Z", "2025-13-31T23:59:59.5Z")]
    [InlineData("\"role\":\"Transcript\"", "\"role\":\"Diary\"")]
    [InlineData("\"role\":\"Transcript\",", "")]
    [InlineData("\"shape\":\"Text\"", "\"shape\":9")]
    [InlineData("\"offset\":120,", "")]
    [InlineData("\"isTail\":true", "\"isTail\":null")]
    [InlineData("\"slices\":[]", "\"slices\":null")]
    [InlineData("\"slices\":[]", "\"slices\":[null]")]
    [InlineData("\"slices\":[]", "\"slices\":[[]]")]
    [InlineData("\"count\":1}", "\"count\":1")]
    [InlineData("\"name\":\"0002-files.br\"", "\"name\":\"../0002-files.br\"")]
    [InlineData("\"firstBox\":1", "\"firstBox\":{}")]
    [InlineData("\"length\":300", "\"length\":300}],\"more\":[{\"a\":1")]
    public void What_is_no_manifest_is_damaged_whatever_its_checksum_says(string from, string to)
    {
        Should.Throw<RepriseException>(() => Read(Changed(from, to))).Kind.ShouldBe("damaged");
    }

    [Fact]
    public void Nesting_without_end_is_damaged()
    {
        string deep = new string('[', 100_000);
        Should
            .Throw<RepriseException>(() => Read(Changed("{\"format\":1,", $"{{\"format\":1,\"x\":{deep},")))
            .Kind.ShouldBe("damaged");
    }

    [Fact]
    public void A_file_without_a_version_is_damaged()
    {
        int start = Known.IndexOf("{\"path\":\"b.txt\"", StringComparison.Ordinal);
        string file = Known[start..Known.IndexOf("],\"segments\"", StringComparison.Ordinal)];
        byte[] changed = Changed(file, "{\"path\":\"b.txt\",\"role\":\"Other\",\"shape\":\"Text\",\"versions\":[]}");
        Should.Throw<RepriseException>(() => Read(changed)).Kind.ShouldBe("damaged");
    }

    [Fact]
    public void A_newer_format_is_told_from_damage_whatever_else_it_holds()
    {
        RepriseException error = Should.Throw<RepriseException>(() =>
            Read(Changed("{\"format\":1,\"id\"", "{\"format\":2,\"name\""))
        );
        error.Kind.ShouldBe("format");
        error.Message.ShouldContain("format 2");
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(1, 0)]
    [InlineData(1, 40)]
    public void A_checksum_that_does_not_fit_is_damage(int change, int length)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Known);
        bytes[40] ^= (byte)change;
        Should.Throw<RepriseException>(() => Read(bytes[..^length])).Kind.ShouldBe("damaged");
    }

    /// <summary>Replaces a piece and gives the checksum that fits.</summary>
    private static byte[] Changed(string from, string to)
    {
        Known.ShouldContain(from);
        return WithChecksum(Known.Replace(from, to, StringComparison.Ordinal));
    }

    private static byte[] WithChecksum(string text)
    {
        string body = text[..text.LastIndexOf(",\"checksum\"", StringComparison.Ordinal)];
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(body));
        return Encoding.UTF8.GetBytes($"{body},\"checksum\":\"{Convert.ToHexStringLower(hash)}\"}}\n");
    }

    private static ArchiveManifest Read(byte[] bytes)
    {
        string path = Path.Combine(Path.GetTempPath(), $"reprise-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllBytes(path, bytes);
            return ManifestFile.Read(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}

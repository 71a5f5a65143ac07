using System.Security.Cryptography;
using System.Text;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Masking;
using Reprise.Reading;

namespace Reprise.Fuzz.Targets;

/// <summary>The manifest file: whatever it holds, it is read or found to be damaged.</summary>
/// <param name="isForged">Whether most inputs get a true checksum, as a program would give that wrote nonsense with intent.</param>
internal sealed class ManifestTarget(bool isForged) : FuzzTarget
{
    private const string ChecksumMember = ",\"checksum\":\"";
    private readonly string _path = Path.Combine(
        Path.GetTempPath(),
        $"reprise-fuzz-{Environment.ProcessId}-{Guid.NewGuid():N}.json"
    );

    public override string Name => isForged ? "forged-manifest" : "manifest";

    public override IReadOnlyList<byte[]> Seeds { get; } = [ManifestFile.Format(Example())];

    public override ulong Run(byte[] input, Random choice)
    {
        byte[] content = isForged && choice.Next(4) > 0 ? WithChecksum(input) : input;
        try
        {
            File.WriteAllBytes(_path, content);
            ArchiveManifest manifest = ManifestFile.Read(_path);
            string format = Encoding.UTF8.GetString(ManifestFile.Format(manifest));
            File.WriteAllText(_path, format);
            string again = Encoding.UTF8.GetString(ManifestFile.Format(ManifestFile.Read(_path)));
            Require(again == format, "What is written is not what is read.");
            _ = manifest.Key.ToString();
            return 1 + (ulong)Math.Min(manifest.Files.Count, 4) + (ulong)Math.Min(manifest.Segments.Count, 4) * 8;
        }
        catch (RepriseException error)
        {
            return (ulong)error.Kind.Length * 64;
        }
        finally
        {
            File.Delete(_path);
        }
    }

    private static byte[] WithChecksum(byte[] input)
    {
        int end = input.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(ChecksumMember));
        byte[] body = end < 0 ? input : input[..end];
        string checksum = Convert.ToHexStringLower(SHA256.HashData(body));
        return [.. body, .. Encoding.ASCII.GetBytes($"{ChecksumMember}{checksum}\"}}\n")];
    }

    private static ArchiveManifest Example()
    {
        DateTimeOffset now = DateTimeOffset.UnixEpoch.AddYears(56);
        var slice = new FileSlice
        {
            Segment = 1,
            Offset = 0,
            Length = 10,
            OriginalLength = 8,
            Sha256 = new string('a', 64),
            Original = "k",
            Part = 1,
            Item = 0,
        };
        var version = new FileVersion
        {
            CapturedAt = now,
            LastWriteUtc = now.UtcDateTime,
            Mode = 384,
            Length = 8,
            SourceLength = 9,
            Edges = "e",
            Slices = [slice],
            Findings = [new ArchivedFinding("github-pat", "abcdefghijkl", 1)],
        };
        return new ArchiveManifest
        {
            Id = "0011223344556677",
            Agent = "claude-code",
            NativeId = "10000000-0000-4000-8000-000000000000",
            Root = "/home/user/.claude",
            CreatedAt = now,
            UpdatedAt = now,
            Title = "A title",
            Rules = "1",
            Files =
            [
                new ArchivedFile
                {
                    Path = "projects/x.jsonl",
                    Role = FileRole.Transcript,
                    Shape = TextShape.JsonLines,
                    Versions = [version],
                },
            ],
            Segments =
            [
                new ArchivedSegment
                {
                    Number = 1,
                    Name = "0001-transcript.jsonl.br",
                    Length = 5,
                    RawLength = 10,
                    Sha256 = new string('b', 64),
                },
            ],
            VaultParts =
            [
                new ArchivedPart
                {
                    Number = 1,
                    FirstBox = 1,
                    Boxes = 1,
                    Items = 1,
                    Length = 20,
                    Sha256 = new string('c', 64),
                },
            ],
        };
    }
}

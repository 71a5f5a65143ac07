using System.IO.Compression;
using System.Security.Cryptography;
using Reprise.Archiving;
using Reprise.Files;
using Reprise.Sealing;
using Shouldly;

namespace Reprise.Tests.Robustness;

/// <summary>What must hold of an archive at any moment, and how its native bytes compare with what the agents have.</summary>
internal static class ArchiveCheck
{
    /// <summary>Opens every entry and every segment, slice and sealed part in it, and compares all checksums.</summary>
    public static void Holds(RepriseHome home)
    {
        var archive = new SessionArchive(home);
        using var natives = new NativeBytes(home);
        ArchiveReport report = new ArchiveVerifier(home, archive).Verify(
            [],
            natives.Vault,
            progress: null,
            CancellationToken.None
        );
        report.Damaged.ShouldBeEmpty();
        // Once more by other means, so that a fault of the check is found as well.
        foreach (string name in archive.Names())
        {
            ArchiveEntry entry = archive.Open(name);
            foreach (ArchivedSegment segment in entry.Manifest.Segments)
                CheckSegment(Path.Combine(entry.Folder, segment.Name), segment);
            foreach (FileVersion version in entry.Manifest.Files.SelectMany(file => file.Versions))
            {
                version.Slices.Sum(slice => slice.OriginalLength).ShouldBe(version.Length, name);
                CheckSlices(entry, version);
                natives.Of(entry, version).LongLength.ShouldBe(version.Length, name);
            }
        }
    }

    /// <summary>Compares the current state of every archived file with the native file, where that is there.</summary>
    /// <param name="home">The home.</param>
    /// <param name="isWaitingAllowed">Whether a torn last line may be missing.</param>
    /// <returns>The number of files that were compared.</returns>
    public static int EqualsSources(RepriseHome home, bool isWaitingAllowed = false)
    {
        var archive = new SessionArchive(home);
        using var natives = new NativeBytes(home);
        int compared = 0;
        foreach (string name in archive.Names())
        {
            ArchiveEntry entry = archive.Open(name);
            foreach (ArchivedFile file in entry.Manifest.Files)
            {
                string path = Path.Combine(entry.Manifest.Root, file.Path);
                if (!File.Exists(path))
                    continue;
                byte[] source = File.ReadAllBytes(path);
                byte[] native = natives.Of(entry, file.Current);
                bool isEqual = isWaitingAllowed ? source.AsSpan().StartsWith(native) : source.AsSpan().SequenceEqual(native);
                isEqual.ShouldBeTrue(
                    $"{path}: {source.Length} bytes, archived {native.Length} in {file.Versions.Count} state(s)"
                );
                compared++;
            }
        }
        return compared;
    }

    private static void CheckSegment(string path, ArchivedSegment segment)
    {
        byte[] bytes = File.ReadAllBytes(path);
        Convert.ToHexStringLower(SHA256.HashData(bytes)).ShouldBe(segment.Sha256, path);
        byte[] raw = new byte[segment.RawLength];
        BrotliDecoder.TryDecompress(bytes, raw, out int written).ShouldBeTrue(path);
        written.ShouldBe((int)segment.RawLength, path);
    }

    private static void CheckSlices(ArchiveEntry entry, FileVersion version)
    {
        int i = 0;
        foreach (MaskedBlock block in entry.Read(version))
        {
            FileSlice slice = version.Slices[i++];
            block.Bytes.Length.ShouldBe(slice.Length, entry.Name);
            if (slice.Sha256 is not null)
                Convert.ToHexStringLower(SHA256.HashData(block.Bytes)).ShouldBe(slice.Sha256, entry.Name);
        }
        i.ShouldBe(version.Slices.Count, entry.Name);
    }
}

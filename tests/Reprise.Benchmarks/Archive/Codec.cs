using System.IO.Compression;

namespace Reprise.Benchmarks.Archive;

/// <summary>A way to compress a segment that fits in memory.</summary>
/// <param name="Name">What is shown.</param>
/// <param name="Compress">Compresses into a target that is large enough and returns the length.</param>
/// <param name="Decompress">Undoes it and returns the length.</param>
internal sealed record Codec(string Name, Codec.Transform Compress, Codec.Transform Decompress)
{
    public delegate int Transform(ReadOnlySpan<byte> source, byte[] target);

    private const int BrotliWindow = 22;

    /// <summary>What gzip -6 is: zlib's default level.</summary>
    public static Codec Gzip { get; } =
        new(
            "gzip -6",
            (source, target) =>
            {
                using var output = new MemoryStream(target);
                using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
                    gzip.Write(source);
                return (int)output.Position;
            },
            (source, target) =>
            {
                using var gzip = new GZipStream(new MemoryStream(source.ToArray()), CompressionMode.Decompress);
                return gzip.ReadAtLeast(target, target.Length, throwOnEndOfStream: false);
            }
        );

    public static Codec Brotli(int quality) =>
        new(
            $"brotli {quality}",
            (source, target) =>
                BrotliEncoder.TryCompress(source, target, out int size, quality, BrotliWindow)
                    ? size
                    : throw new InvalidOperationException("Brotli needs more room than there is."),
            (source, target) =>
                BrotliDecoder.TryDecompress(source, target, out int size)
                    ? size
                    : throw new InvalidOperationException("Brotli cannot read what it wrote.")
        );

    public static Codec Zstd(int level) =>
        new(
            $"zstd -{level}",
            (source, target) => ZstdLibrary.Compress(source, target, level),
            (source, target) => ZstdLibrary.Decompress(source, target)
        );
}

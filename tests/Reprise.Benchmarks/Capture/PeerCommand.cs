using Reprise.Benchmarks.Data;
using Reprise.Benchmarks.Harness;

namespace Reprise.Benchmarks.Capture;

/// <summary>A common tool that does a part of what a capture does, on the same files.</summary>
/// <param name="Name">What is shown.</param>
/// <param name="Program">What must be on the machine.</param>
/// <param name="Command">What is run.</param>
internal sealed record PeerCommand(string Name, string Program, Command Command)
{
    /// <summary>Whether it prints the number of bytes it compressed the files to.</summary>
    public bool Compresses { get; init; }

    /// <summary>Whether one run is enough because it takes longer than all the rest.</summary>
    public bool IsSlow { get; init; }

    /// <summary>The tools, each over the files of a home, one file after the other.</summary>
    public static IReadOnlyList<PeerCommand> Over(UserHome home) =>
        [
            new("wc -l", "wc", Command.Shell("xargs -0 wc -l < \"$1\"", home.FileList)),
            // xargs gives 123 when rg found nothing in one of its lists of files.
            new(
                "rg -c WORD",
                "rg",
                Command.Shell("xargs -0 rg -c --no-messages harbour < \"$1\"", home.FileList) with
                {
                    Accepts = [0, 123],
                }
            ),
            new("zstd -3, each file", "zstd", Sizes("zstd -3 -q -c", home)) { Compresses = true },
            new("gzip -6, each file", "gzip", Sizes("gzip -6 -c", home)) { Compresses = true, IsSlow = true },
            new("zstd -9, each file", "zstd", Sizes("zstd -9 -q -c", home)) { Compresses = true, IsSlow = true },
        ];

    private static Command Sizes(string compressor, UserHome home) =>
        Command.Shell($"xargs -0 {compressor} < \"$1\" | wc -c", home.FileList);
}

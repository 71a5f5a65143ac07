using Reprise.Zstandard;

namespace Reprise.Fuzz.Targets;

/// <summary>Compressed values: a frame is decoded within its limit or refused, and what was decoded comes back from a frame of it.</summary>
internal sealed class ZstandardTarget : FuzzTarget
{
    private const int MaxBytes = 1 << 20;

    // csharpier-ignore
    private static readonly string[] Frames =
    [
        "KLUv/SQlKQEAbGluZSAwIG9mIHRoZSBsaXN0IG9mIHBlYXJzLCAwIHBsdW1zCkEfqrA=",
        "KLUv/QBYTQYA8gkbGKAlaQP2Z2vtk3/uAsCh7O7eKXEbe9NqBYR3/reefP+EjvSrl/nnohN96fLrOm28jUpVW8kVr4alrEuabc/pOv50VKussjO6uuPR2ewUQmEMjoECwzBkAA6CgGIYojCHozCmCByGKAyZQiiMTqhBkPj6fwaAM0rnEZwQiFwifKcP2vdReqzUjD3wpGEWC3KRIBNR8oMjVDhpeFy8kqiRXCGxPqI6cm3EymgWiZGqLBqiCIhcbmIqAeLvVQnJFjbKKuYfAmMV",
        "KLUv/WS8AU0IAMKKEAngGQ57b5kYoOpXWSJgu4nxFwlD9vZTRiJXNmXILLRSHmAKiQAU6lXHgfbOF0AoPUgCWygCDzVq3A2a6mQxa7W8Km+oMaor4mzMATACYpBz5wEQoEetBuEBFm2DWhGQIBBv2mhEQ0U3MEcOGRUjA4SlryUhwgAqaiRVxxtXCCncnfjSo4PabvBlUYcI6PxHNlCpYD79ob5AtcwThwTVDgp8G9YHgNqAyROTgorCD/IitJQ34o4NwUs6xlMoBSeFJDr9/VeJl79ScjmYKLkwDsMGp5fonmT1nA0gwRPZnixRLG0JuD6kYg1K8PhBEXDgtCrky9KPZStjYR6jgJJf4AiJOU2JhSoQnzz1",
    ];

    public override string Name => "zstandard";

    // Of zstd 1.5.4: a line, forty lines, and letters that only a table of codes makes shorter.
    public override IReadOnlyList<byte[]> Seeds { get; } = [.. Frames.Select(Convert.FromBase64String)];

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        [0x28, 0xb5, 0x2f, 0xfd],
        [0x50, 0x2a, 0x4d, 0x18],
        [0],
        [0xff],
        [0xfc],
        [1, 0, 0],
        [0x7f, 0xff, 0xff],
        [0x20],
        [0x60],
    ];

    public override ulong Run(byte[] input, Random choice)
    {
        if (!ZstdFrame.TryDecode(input, MaxBytes, out byte[] content))
            return 0;
        Require(content.Length <= MaxBytes, "More was decoded than is allowed.");
        byte[] frame = ZstdFrame.Of(content);
        Require(ZstdFrame.TryDecode(frame, content.Length, out byte[] again), "A frame that was made is refused.");
        Require(again.AsSpan().SequenceEqual(content), "A frame that was made holds something else.");
        return 1 + (ulong)Math.Min(content.Length, 4096);
    }
}

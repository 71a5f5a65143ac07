using System.Diagnostics;
using Reprise.Zstandard;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Zstandard;

/// <summary>Frames that zstd 1.5.4 made, and frames that nobody made.</summary>
public sealed class ZstdFrameTests
{
    private const int Enough = 1 << 24;

    // name | kind of content | its count | frame
    private static readonly string[][] _vectors =
    [
        .. File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Reprise.Tests", "Zstandard", "vectors.txt"))
            .Select(line => line.Split('|')),
    ];

    public static TheoryData<string> Names => [.. _vectors.Select(vector => vector[0])];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_zstd_compressed_is_what_comes_out(string name)
    {
        string[] vector = _vectors.Single(vector => vector[0] == name);
        byte[] frame = Convert.FromBase64String(vector[3]);
        byte[] content = ZstdContent.Of(vector[1], int.Parse(vector[2]));
        ZstdFrame.IsFrame(frame).ShouldBeTrue();
        ZstdFrame.TryDecode(frame, Enough, out byte[] decoded).ShouldBeTrue();
        decoded.AsSpan().SequenceEqual(content).ShouldBeTrue();

        // No more than is allowed, and not a byte less.
        ZstdFrame.TryDecode(frame, content.Length, out _).ShouldBeTrue();
        if (content.Length > 0)
            ZstdFrame.TryDecode(frame, content.Length - 1, out decoded).ShouldBeFalse();
    }

    [Fact]
    public void A_cut_frame_is_none()
    {
        foreach (string[] vector in _vectors.Where(vector => vector[1] != "lines twice"))
        {
            byte[] frame = Convert.FromBase64String(vector[3]);
            for (int length = 1; length < frame.Length; length++)
                ZstdFrame.TryDecode(frame.AsSpan(0, length), Enough, out byte[] _).ShouldBeFalse($"{vector[0]} {length}");
        }
    }

    [Fact]
    public void A_damaged_frame_does_no_harm()
    {
        var random = new Random(11);
        int different = 0;
        foreach (string[] vector in _vectors)
        {
            byte[] frame = Convert.FromBase64String(vector[3]);
            byte[] content = ZstdContent.Of(vector[1], int.Parse(vector[2]));
            for (int i = 0; i < 1500; i++)
            {
                byte[] damaged = [.. frame];
                for (int change = random.Next(1, 4); change > 0; change--)
                    damaged[random.Next(4, damaged.Length)] ^= (byte)(1 << random.Next(8));
                if (!ZstdFrame.TryDecode(damaged, 1 << 20, out byte[] decoded) || !decoded.AsSpan().SequenceEqual(content))
                    different++;
                decoded.Length.ShouldBeLessThanOrEqualTo(1 << 20);
            }
        }
        different.ShouldBeGreaterThan(_vectors.Length * 1000);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("28b52ffd", "only a magic")]
    [InlineData("28b52ffd20", "no content size")]
    [InlineData("28b52ffd210105010000", "a dictionary")]
    [InlineData("28b52ffd2800010000", "a reserved bit")]
    [InlineData("28b52ffd2000070000", "a reserved kind of block")]
    [InlineData("28b52ffd2000050000", "a compressed block without bytes")]
    [InlineData("28b52ffd20002d00001340000100", "treeless literals without a table")]
    [InlineData("28b52ffd20001d00000001fc", "repeated tables that were not there")]
    [InlineData("502a4d18ffffffff00", "a frame to be skipped that is longer than all")]
    [InlineData("00000000000000", "other bytes")]
    public void What_is_no_frame_is_none(string hex, string what)
    {
        byte[] frame = Convert.FromHexString(hex);
        if (frame.Length > 0)
            ZstdFrame.TryDecode(frame, Enough, out _).ShouldBeFalse(what);
        else
            ZstdFrame.IsFrame(frame).ShouldBeFalse();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(ZstdFrame.MaxBlockBytes)]
    [InlineData(ZstdFrame.MaxBlockBytes + 1)]
    [InlineData(5 * ZstdFrame.MaxBlockBytes)]
    public void A_frame_of_content_as_it_is_gives_the_content(int length)
    {
        byte[] content = ZstdContent.Of("noise", length);
        byte[] frame = ZstdFrame.Of(content);
        frame.Length.ShouldBeLessThan(length + 64);
        ZstdFrame.TryDecode(frame, length, out byte[] decoded).ShouldBeTrue();
        decoded.ShouldBe(content);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("-3")]
    [InlineData("--fast=5")]
    [InlineData("-12")]
    [InlineData("-19 --long=27")]
    [InlineData("--ultra -22 --no-check")]
    public void The_zstd_of_this_machine_and_this_one_understand_each_other(string options)
    {
        string? zstd = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, "zstd"))
            .FirstOrDefault(File.Exists);
        Assert.SkipUnless(zstd is not null, "there is no zstd on this machine");
        string folder = Directory.CreateTempSubdirectory("reprise-zstd-").FullName;
        var random = new Random(3);
        foreach (int size in new[] { 1, 7, 100, 3000, 140_000, 900_000 })
        {
            byte[] content = Text(random, size);
            string path = Path.Combine(folder, "content");
            File.WriteAllBytes(path, content);
            Run(zstd, [.. options.Split(' '), "-q", "-f", "-o", path + ".zst", path]);
            ZstdFrame.TryDecode(File.ReadAllBytes(path + ".zst"), Enough, out byte[] decoded).ShouldBeTrue($"{size}");
            decoded.AsSpan().SequenceEqual(content).ShouldBeTrue($"{size}");
            File.WriteAllBytes(path + ".zst", ZstdFrame.Of(content));
            Run(zstd, ["-d", "-q", "-f", "-o", path, path + ".zst"]);
            File.ReadAllBytes(path).AsSpan().SequenceEqual(content).ShouldBeTrue();
        }
        Directory.Delete(folder, recursive: true);
    }

    // Words that come again, numbers that do not, and now and then what is no text.
    private static byte[] Text(Random random, int size)
    {
        byte[][] words = [.. Enumerable.Range(0, 300).Select(_ => Letters(random, random.Next(2, 12)))];
        using var text = new MemoryStream();
        while (text.Length < size)
        {
            text.Write(words[(int)(words.Length * Math.Pow(random.NextDouble(), 3))]);
            text.Write(" "u8);
            if (random.Next(20) == 0)
                text.Write(Letters(random, random.Next(100)));
            if (random.Next(5000) == 0)
                text.Write(new byte[random.Next(5000)]);
            if (random.Next(9000) == 0)
                text.Write(ZstdContent.Of("noise", 3000));
        }
        return text.ToArray()[..size];
    }

    private static byte[] Letters(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (byte)('a' + (int)(26 * Math.Pow(random.NextDouble(), 2))))];

    private static void Run(string program, string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments))!;
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
    }
}

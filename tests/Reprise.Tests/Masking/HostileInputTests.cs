using System.Diagnostics;
using System.Text;
using Reprise.Masking;
using Shouldly;
using Xunit;

namespace Reprise.Tests.Masking;

public sealed class HostileInputTests
{
    private const int Megabyte = 1024 * 1024;

    // A guard against what would take for ever, not a measurement: a quadratic rule takes hours.
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(4);

    [Theory]
    [InlineData("ghp_ghp_ghp_")]
    [InlineData("password=password=")]
    [InlineData("password=\\u0061\\u0062")]
    [InlineData("\"")]
    [InlineData("\\")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    [InlineData("-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.")]
    [InlineData("token: \"")]
    [InlineData("://a:b@")]
    [InlineData("cookie: sid=a;")]
    [InlineData("curl -u a:b ")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("sk-proj-sk-ant-")]
    [InlineData("{\"key\":")]
    [InlineData("[[[[{\"a\":[")]
    [InlineData("[masked:github-pat:")]
    [InlineData("\\u0022secret\\u0022:\\u0022")]
    [InlineData("LS0tLS1CRUdJTi")]
    [InlineData("Bearer ")]
    [InlineData("secret secret_key token_")]
    public void A_megabyte_of_anything_is_masked_in_linear_time(string unit)
    {
        byte[] piece = Encoding.UTF8.GetBytes(unit);
        byte[] text = new byte[Megabyte / piece.Length * piece.Length];
        for (int i = 0; i < text.Length; i++)
            text[i] = piece[i % piece.Length];
        foreach (TextShape shape in Enum.GetValues<TextShape>())
        {
            long start = Stopwatch.GetTimestamp();
            (_, long length) = MaskedResult.Measure(text, 1, shape);
            length.ShouldBe(text.Length);
            Stopwatch.GetElapsedTime(start).ShouldBeLessThan(_limit, shape.ToString());
        }
    }

    [Fact]
    public void Random_bytes_come_out_as_they_are()
    {
        byte[] text = new byte[4 * Megabyte];
        new Random(1).NextBytes(text);
        foreach (TextShape shape in Enum.GetValues<TextShape>())
            MaskedResult.Of(text, shape).Bytes.ShouldBe(text);
    }

    [Fact]
    public void Bytes_near_the_shapes_never_throw()
    {
        string[] parts =
        [
            "ghp_",
            "\\",
            "\"",
            "password",
            "=",
            ":",
            "{",
            "}",
            "[",
            "]",
            "\n",
            "\0",
            "\u00e9",
            "eyJ",
            "-----BEGIN ",
            "PRIVATE KEY-----",
            "\\u00",
            "\\ud83d",
            "%3D",
            "\u001b[",
            "m",
            "a1B2c3D4e5F6g7H8",
            "://",
            "@",
            "token",
            " ",
            "'",
            ",",
            "[masked:x:",
            "AKIA",
            "Authorization",
            "Basic",
            "Cookie",
            "curl -u ",
        ];
        var random = new Random(8);
        for (int round = 0; round < 3000; round++)
        {
            var text = new StringBuilder();
            for (int i = 0; i < 60; i++)
                text.Append(parts[random.Next(parts.Length)]);
            byte[] bytes = Encoding.UTF8.GetBytes(text.ToString());
            if (round % 2 == 0)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(128, 256);
            foreach (TextShape shape in Enum.GetValues<TextShape>())
            {
                MaskedResult masked = MaskedResult.Of(bytes, shape);
                Unmask(masked).ShouldBe(bytes);
                MaskedResult.Of(bytes, shape, null, 7).Bytes.ShouldBe(masked.Bytes);
            }
        }
    }

    [Fact]
    public void A_line_of_a_hundred_megabytes_needs_no_more_memory_than_a_short_one()
    {
        byte[] piece = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat("\\nconst token = await getToken(password); // key: \\\"value\\\"", 2000))
        );
        MaskedResult.Measure(piece, 2, TextShape.JsonLines);
        long before = GC.GetAllocatedBytesForCurrentThread();
        int times = 100 * Megabyte / piece.Length;
        (_, long length) = MaskedResult.Measure([.. "{\"a\":\""u8, .. piece], times, TextShape.JsonLines);
        length.ShouldBeGreaterThan(99 * Megabyte);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8 * Megabyte);
    }

    private static byte[] Unmask(MaskedResult masked)
    {
        List<byte> bytes = [];
        ReadOnlySpan<byte> text = masked.Bytes;
        int at = 0;
        long position = 0;
        for (int i = 0; i < masked.Findings.Count; i++)
        {
            int clear = (int)(masked.Findings[i].Start - position);
            bytes.AddRange(text.Slice(at, clear));
            bytes.AddRange(masked.Raw[i]);
            at += clear + $"[masked:{masked.Findings[i].Kind}:{masked.Findings[i].Fingerprint}]".Length;
            position = masked.Findings[i].Start + masked.Findings[i].Length;
        }
        bytes.AddRange(text[at..]);
        return [.. bytes];
    }
}

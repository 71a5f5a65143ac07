using System.Text;
using Reprise.Tests.Capturing;

namespace Reprise.Tests.Robustness;

/// <summary>Content of a session's file with something wrong in it.</summary>
/// <param name="Name">What is wrong.</param>
/// <param name="Change">Makes the content of three good pieces, each of some lines.</param>
/// <param name="ClaudeMessages">The messages left of six, three prompts and three answers; below 0 when any number is right.</param>
/// <param name="CodexMessages">The same for a Codex session.</param>
/// <param name="Damaged">The records that count as damaged; below 0 when any number is right.</param>
internal sealed record BadContent(
    string Name,
    Func<string[], byte[]> Change,
    long ClaudeMessages,
    long CodexMessages,
    long Damaged
)
{
    private const string DeepLine = "{\"type\":\"user\",\"payload\":{},\"message\":";

    public static IReadOnlyList<BadContent> All { get; } =
    [
        new("an empty file", _ => [], 0, 0, 0),
        new("no newline at the end", s => Utf8(Join(s)[..^1]), 6, 6, 0),
        new("only line ends", _ => Utf8(new string('\n', 5000)), 0, 0, 0),
        new("CRLF", s => Utf8(Join(s).ReplaceLineEndings("\r\n")), 6, 6, 0),
        new("a byte order mark", s => Utf8("\uFEFF" + Join(s)), 6, 6, 0),
        new("a byte order mark alone", _ => Utf8("\uFEFF"), 0, 0, 0),
        new("invalid UTF-8 in a text", s => Replace(s, "go on", [0xFF, 0xFE, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xE2, 0x82]), 6, 6, 0),
        new("invalid UTF-8 as a line", s => [.. Utf8(s[0]), 0xFF, 0xFE, 0xFD, (byte)'\n', .. Utf8(s[1] + s[2])], 6, 6, 1),
        new("a block of NULs", s => [.. Utf8(s[0]), .. new byte[4096], (byte)'\n', .. Utf8(s[1] + s[2])], 6, 6, 1),
        new("NULs before a record", s => [.. Utf8(s[0]), .. new byte[512], .. Utf8(s[1] + s[2])], 6, 6, 0),
        new("NULs at the end", s => [.. Utf8(Join(s)), .. new byte[4096]], 6, 6, -1),
        new("a NUL in a text", s => Replace(s, "go on", [0]), -1, -1, -1),
        new("an escaped NUL in a text", s => Replace(s, "go on", Utf8("a\\u0000b")), 6, 6, 0),
        new("a torn line in the middle", s => Utf8(s[0] + s[1][..80] + "\n" + s[2]), 4, 4, 1),
        new("a torn last line", s => Utf8(s[0] + s[1] + s[2][..^60]), -1, -1, -1),
        new("two records on one line", s => Utf8(s[0] + s[1].Replace("\n", "", StringComparison.Ordinal) + "\n" + s[2]), 4, 4, 1),
        new(
            "deep nesting",
            s => Utf8(s[0] + DeepLine + new string('[', 10_000) + new string(']', 10_000) + "}\n" + s[1] + s[2]),
            6,
            6,
            1
        ),
        new(
            "deep nesting that is not closed",
            s => Utf8(s[0] + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "\n" + s[1] + s[2]),
            6,
            6,
            1
        ),
        new("values that are no objects", s => Utf8(s[0] + "null\n[]\n\"text\"\n17\n{}\n[{}]\n" + s[1] + s[2]), 6, 6, 5),
        new("a binary file", _ => Noise(100_000), 0, 0, -1),
        new("duplicate keys", s => Utf8(s[0] + BadRecords.DuplicateKeys + s[1] + s[2]), -1, -1, 0),
        new("numbers out of range", s => Utf8(s[0] + BadRecords.HugeNumbers + s[1] + s[2]), -1, -1, 0),
        new("absurd dates", s => Utf8(s[0] + BadRecords.AbsurdDates + s[1] + s[2]), -1, -1, 0),
        new("lone surrogates", s => Replace(s, "go on", Utf8("\\ud800 \\udc00 \\ud83d\\u0041 \\uDFFF")), 6, 6, 0),
        new("cyclic parents", s => Utf8(s[0] + BadRecords.CyclicParents + s[1] + s[2]), -1, -1, 0),
        new("duplicate ids", s => Utf8(Join(s) + Join(s)), 6, -1, 0),
        new("wrong types", s => Utf8(s[0] + BadRecords.WrongTypes + s[1] + s[2]), -1, -1, 0),
        new("endless names", s => Utf8(s[0] + BadRecords.EndlessNames + s[1] + s[2]), -1, -1, 0),
        new("control characters in names", s => Utf8(s[0] + BadRecords.ControlCharacters + s[1] + s[2]), -1, -1, 0),
        new("100,000 tiny records", s => Utf8(Join(s) + string.Concat(Enumerable.Repeat("{\"a\":1}\n", 100_000))), 6, 6, 0),
    ];

    public byte[] Claude(string id) =>
        Change([.. Enumerable.Range(0, 3).Select(turn => CaptureHome.ClaudeTurn(id, turn, "go on"))]);

    public byte[] Codex(string id)
    {
        string[] turns =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(turn => HealthySessions.CodexTurn(turn).Replace("request", "go on", StringComparison.Ordinal)),
        ];
        turns[0] = HealthySessions.CodexLines(id, 0) + turns[0];
        return Change(turns);
    }

    private static byte[] Noise(int length)
    {
        byte[] bytes = new byte[length];
        new Random(5).NextBytes(bytes);
        return bytes;
    }

    private static string Join(string[] pieces) => string.Concat(pieces);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Replace(string[] pieces, string text, byte[] by)
    {
        string[] rest = Join(pieces).Split(text);
        return [.. rest.SelectMany((part, i) => i == 0 ? Utf8(part) : [.. by, .. Utf8(part)])];
    }
}

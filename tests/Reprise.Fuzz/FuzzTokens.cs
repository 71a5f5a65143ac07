using System.Text;

namespace Reprise.Fuzz;

/// <summary>Pieces of input that are more likely to matter than chance bytes.</summary>
internal static class FuzzTokens
{
    public static IReadOnlyList<byte[]> Json { get; } =
    [
        .. Of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\n",
            "\r\n",
            "\\\"",
            "\\\\",
            "\\n",
            "\\u0000",
            "\\u0041",
            "\\ud83d\\ude00",
            "\\ud800",
            "\\udc00",
            "\\uD83D",
            "\\u",
            "\\x",
            "null",
            "true",
            "false",
            "0",
            "-0",
            "-1",
            "1e999",
            "1e-999",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "1.5",
            "1e18",
            "123456789012345678901234567890",
            "\uFEFF",
            "\0",
            " ",
            "\t",
            "\"\"",
            "{}",
            "[]",
            "\"a\":",
            "é",
            "漢",
            "😀",
            "\u2028"
        ),
        [0xFF],
        [0xC0, 0x80],
        [0xED, 0xA0, 0x80],
        [0xF4, 0x90, 0x80, 0x80],
        [0xE2, 0x82],
    ];

    public static byte[][] Of(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];
}

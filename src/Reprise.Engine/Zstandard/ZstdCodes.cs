namespace Reprise.Zstandard;

/// <summary>What codes of lengths and offsets stand for, and how often they come where nothing else is said. RFC 8878, sections 3.1.1.3.2 and 3.1.1.3.2.2.</summary>
internal static class ZstdCodes
{
    /// <summary>Codes below stand for themselves.</summary>
    private const int FirstLiteral = 16;
    private const int FirstMatch = 32;

    /// <summary>No match is shorter.</summary>
    private const int MinMatch = 3;

    public static readonly ZstdCodeTable LiteralLengths = new(
        MaxLog: 9,
        MaxSymbol: 35,
        // csharpier-ignore
        new FseTable(
            6,
            [4, 3, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 2, 1, 1, 1, 1, 1, -1, -1, -1, -1]
        )
    );

    public static readonly ZstdCodeTable MatchLengths = new(
        MaxLog: 9,
        MaxSymbol: 52,
        // csharpier-ignore
        new FseTable(
            6,
            [
                1,
                4,
                3,
                2,
                2,
                2,
                2,
                2,
                2,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                1,
                -1,
                -1,
                -1,
                -1,
                -1,
                -1,
                -1,
            ]
        )
    );

    public static readonly ZstdCodeTable Offsets = new(
        MaxLog: 8,
        MaxSymbol: 31,
        // csharpier-ignore
        new FseTable(5, [1, 1, 1, 1, 1, 1, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, -1, -1, -1, -1, -1])
    );

    private static ReadOnlySpan<byte> LiteralBits => [1, 1, 1, 1, 2, 2, 3, 3, 4, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    // csharpier-ignore
    private static ReadOnlySpan<int> LiteralBases =>
    [
        16, 18, 20, 22, 24, 28, 32, 40, 48, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768, 65536,
    ];

    private static ReadOnlySpan<byte> MatchBits => [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16];

    // csharpier-ignore
    private static ReadOnlySpan<int> MatchBases =>
    [
        35, 37, 39, 41, 43, 47, 51, 59, 67, 83, 99, 131, 259, 515, 1027, 2051, 4099, 8195, 16387, 32771, 65539,
    ];

    /// <summary>Reads the rest of a number of literals.</summary>
    public static int LiteralLength(int code, ref BackwardBits bits) =>
        code < FirstLiteral ? code : LiteralBases[code - FirstLiteral] + (int)bits.Read(LiteralBits[code - FirstLiteral]);

    /// <summary>Reads the rest of a match's length.</summary>
    public static int MatchLength(int code, ref BackwardBits bits) =>
        code < FirstMatch ? code + MinMatch : MatchBases[code - FirstMatch] + (int)bits.Read(MatchBits[code - FirstMatch]);
}

/// <summary>What tables of one kind of code may look like.</summary>
/// <param name="MaxLog">The logarithm of the largest number of states.</param>
/// <param name="MaxSymbol">The last code.</param>
/// <param name="Predefined">The table where nothing else is said.</param>
internal sealed record ZstdCodeTable(int MaxLog, int MaxSymbol, FseTable Predefined);

using Reprise.Fuzz.Oracle;

namespace Reprise.Fuzz.Targets;

/// <summary>The masker and the oracle agree on every line that is a JSON document.</summary>
internal sealed class OracleTarget : FuzzTarget
{
    // Spelled in pieces, so that the repository holds nothing that looks like a token.
    private static readonly string[] _made =
    [
        "gh" + "p_" + "q7Zt3VbN8mKw2RxY5cHj9LfPd4SgTa1EuQoi",
        "gl" + "pat-" + "q7Zt3VbN8-Kw2RxY5_Hj",
        "AI" + "za" + "q7Zt3VbN8mKw2RxY5cHj9LfPd4SgTa1EuQo",
        "AK" + "IA" + "Q7ZT3VBN2MKW5RXY",
        "np" + "m_" + "q7Zt3VbN8mKw2RxY5cHj9LfPd4SgTa1EuQoi",
        "SG" + ".q7Zt3VbN8mKw2RxY5cHj9L.fPd4SgTa1EuQoiW6vM3nBz7XyC8kLjH2gFdS5aTqRwe",
        "sk-" + "ant-api03-" + "q7Zt3VbN8mKw2RxY5cHj9LfPd4SgTa1EuQoiW6vM3nBz7XyC8kLjH2gFdS5aTqRweq7Zt3VbN8mKw2RxY5cHj9LfPd4SgAA",
    ];

    public override string Name => "masker-oracle";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of([
            .. _made,
            "\\\\n",
            "\\\\\\\"",
            "\\u006",
            "\\\\u0067hp_",
            "-",
            "_",
            ".",
            "/",
            "=",
            "+",
            " ",
            "A",
            "a",
            "7",
            "%3D",
            "\\u001b[31m",
            "'",
            "\"token\":\"",
            "\\\"token\\\":\\\"",
        ]),
    ];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of([
            .. _made.Select(token => $$"""{"a":"use {{token}} now","n":[1,"{{token}}"]}"""),
            .. _made.Select(token => $$"""{"b":"{\"c\":\"x\\n{{token}}\\n\",\"d\":\"{\\\"e\\\":\\\"{{token}}\\\"}\"}"}"""),
            .. _made.Select(token => $$"""{"s":"\u{{(int)token[0]:x4}}{{token[1..]}} \u00e9","{{token}}":0}"""),
        ]);

    public override ulong Run(byte[] input, Random choice)
    {
        ulong found = 0;
        foreach (Range range in MemoryExtensions.Split(input.AsSpan(), (byte)'\n'))
        {
            byte[] line = input[range];
            string? difference = OracleComparison.Difference(line);
            Require(difference is null, difference ?? "");
            foreach (OracleFinding finding in OracleMasker.Find(line) ?? [])
                found |= 1UL << (finding.Kind.Length % 31) | (ulong)Math.Min(finding.End - finding.Start, 127) << 32;
        }
        return found;
    }
}

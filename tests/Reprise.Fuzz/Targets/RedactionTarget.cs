using System.Text;
using System.Text.Json;
using Reprise.Redacting;

namespace Reprise.Fuzz.Targets;

/// <summary>Redaction of records: what is JSON stays JSON of the same shape, what is hidden is gone, and twice is once.</summary>
internal sealed class RedactionTarget : FuzzTarget
{
    private const string Hidden = "nightjar";
    private readonly JsonRedactor _json = new();

    public override string Name => "redaction";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of(
            Hidden,
            "night",
            "jar",
            "\\u006eightjar",
            "[redacted:x]",
            "[masked:jwt:k7q2m4xw73fa]",
            "[redacted:",
            "\\\\",
            "<a>",
            "</a>"
        ),
    ];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            """{"type":"user","nightjar":1,"message":{"content":"the nightjar \"sings\" \\n [masked:jwt:k7q2m4xw73fa]"},"n":42}""",
            """plain nightjar text with \\"night\\u006aar\\" in it""",
            """["<a>x</a>", "{\"a\":\"{\\\"b\\\":\\\"nightjar\\\"}\"}"]"""
        );

    public override ulong Run(byte[] input, Random choice)
    {
        RedactionRule[] rules = Rules();
        var redactor = new TextRedactor();
        bool isJson = _json.Redact(input, text => redactor.Redact(text, rules, null), out byte[]? redacted);
        string text = Encoding.UTF8.GetString(input);
        string plain = redactor.Redact(text, rules, null) ?? text;
        Require(!plain.Contains(Hidden, StringComparison.OrdinalIgnoreCase), "What is hidden is still there.");
        Require(redactor.Redact(plain, rules, null) is null, "Redacting twice is not redacting once.");
        if (!isJson || redacted is null)
            return isJson ? 1UL : 2UL;
        Require(CountTokens(redacted) == CountTokens(input), "The JSON has another shape.");
        return 10 + (ulong)Math.Min(redacted.Length / 16, 200);
    }

    private static RedactionRule[] Rules()
    {
        Redaction Rule(RedactionKind kind, params string[] texts) =>
            new()
            {
                Id = "r",
                Kind = kind,
                Label = "x",
                Texts = texts,
                CreatedBy = "u",
                CreatedAt = DateTimeOffset.UnixEpoch,
                ChangedBy = "u",
                ChangedAt = DateTimeOffset.UnixEpoch,
                Version = "1",
            };
        Redaction[] rules =
        [
            Rule(RedactionKind.Literal, Hidden),
            Rule(RedactionKind.Regex, @"sings?\W+"),
            Rule(RedactionKind.Marker, "<a>", "</a>"),
        ];
        return [.. rules.Select(rule => new RedactionRule(rule, RuleMatcher.Create(rule)))];
    }

    private static int CountTokens(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1024, AllowMultipleValues = true });
        int count = 0;
        while (reader.Read())
            count++;
        return count;
    }
}

using System.Text;
using System.Text.Json;
using Reprise.Masking;

namespace Reprise.Fuzz.Targets;

/// <summary>
/// The masker: however the bytes come in, the same comes out; put back together it is the input; JSON stays JSON of the same
/// structure; and what was masked is not masked again.
/// </summary>
internal sealed class MaskerTarget : FuzzTarget
{
    private static readonly Fingerprinter _fingerprinter = new("a made-up key of 32 bytes, no more"u8);

    private static readonly MaskingRules _personal = MaskingRules.Create(
        new MaskingOptions
        {
            PersonalData = new PersonalData
            {
                EmailAddresses = true,
                PhoneNumbers = true,
                CardNumbers = true,
                IpAddresses = true,
                UserNames = ["nora"],
                HostNames = ["tulip-7"],
            },
        }
    );

    // Spelled in two pieces, so that the repository holds nothing that looks like a token.
    private static readonly string _token = "gh" + "p_" + "0123456789abcdefghijABCDEFGHIJ" + "0a1b2c";

    public override string Name => "masker";

    public override IReadOnlyList<byte[]> Tokens { get; } =
    [
        .. FuzzTokens.Json,
        .. FuzzTokens.Of(
            _token,
            "np" + "m_" + "q7Zt3VbN8mKw2RxY5cHj9LfPd4SgTa1EuQoi",
            "nora",
            "jane@corp.de",
            "+49 151 23456789",
            "4539578763621486",
            "84.116.2.9",
            "ghp_",
            "[masked:github-pat:abcdefghijkl]",
            "[masked:",
            "password=",
            "\"password\":\"",
            "Authorization: Bearer ",
            "https://user:secret@host/",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "AKIA",
            "eyJ",
            "\\\\n",
            "\\\\\\\"",
            "api_key",
            "=",
            "Tr0ub4dor&3xyz"
        ),
    ];

    public override IReadOnlyList<byte[]> Seeds { get; } =
        FuzzTokens.Of(
            $$"""{"a":"use {{_token}} now","b":"{\"c\":\"{{_token}}\"}","{{_token}}":1}""",
            $"export TOKEN={_token}\npassword = \"hunter2hunter2\"\n",
            """{"headers":"Authorization: Bearer abcdefghijklmnopqrstuvwxyz0123456789","url":"https://user:pass1234word@host.example/x"}""",
            "{\"k\":\"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\\n-----END PRIVATE KEY-----\\n\"}\n{\"z\":0}"
        );

    public override ulong Run(byte[] input, Random choice)
    {
        TextShape shape = (TextShape)choice.Next(3);
        MaskingRules rules = choice.Next(4) == 0 ? _personal : MaskingRules.BuiltIn;
        Output whole = Mask(input, rules, shape, input.Length, choice);
        Output pieces = Mask(input, rules, shape, 1 + choice.Next(32), choice);
        Require(pieces.Bytes.AsSpan().SequenceEqual(whole.Bytes), "Other pieces give another output.");
        Require(whole.Original.AsSpan().SequenceEqual(input), "What was masked does not give the input back.");
        Output again = Mask(whole.Bytes, rules, shape, whole.Bytes.Length, choice);
        Require(again.Bytes.AsSpan().SequenceEqual(whole.Bytes), "Masking twice is not masking once.");
        if (shape == TextShape.Json)
            CompareStructure(input, whole.Bytes);
        else if (shape == TextShape.JsonLines)
            CompareLines(input, whole.Bytes);
        return ((ulong)shape << 40)
            + (ulong)Math.Min(whole.Kinds.Count, 8) * 1_000_003
            + whole.Kinds.Aggregate(0UL, (sum, kind) => sum ^ Hash(kind)) % 1_000_000;
    }

    private static ulong Hash(string text) => text.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211);

    private static void CompareLines(byte[] input, byte[] output)
    {
        int from = 0;
        int masked = 0;
        while (from < input.Length)
        {
            int end = input.AsSpan(from).IndexOf((byte)'\n');
            int maskedEnd = output.AsSpan(masked).IndexOf((byte)'\n');
            // A secret of a line that is no JSON may hold the line end; then the lines cannot be told apart any more.
            if (end < 0 != maskedEnd < 0)
                return;
            byte[] line = end < 0 ? input[from..] : input[from..(from + end)];
            byte[] maskedLine = maskedEnd < 0 ? output[masked..] : output[masked..(masked + maskedEnd)];
            CompareStructure(line, maskedLine);
            if (end < 0)
                return;
            from += end + 1;
            masked += maskedEnd + 1;
        }
    }

    private static void CompareStructure(byte[] input, byte[] output)
    {
        using JsonDocument? before = Parse(input);
        if (before is null)
            return;
        using JsonDocument? after = Parse(output);
        Require(after is not null, "JSON is no JSON any more.");
        if (after is not null)
            Compare(before.RootElement, after.RootElement);
    }

    private static void Compare(JsonElement before, JsonElement after)
    {
        Require(before.ValueKind == after.ValueKind, "A value is of another kind.");
        switch (before.ValueKind)
        {
            case JsonValueKind.Object:
                JsonProperty[] left = [.. before.EnumerateObject()];
                JsonProperty[] right = [.. after.EnumerateObject()];
                Require(left.Length == right.Length, "An object has other members.");
                for (int i = 0; i < left.Length; i++)
                    Compare(left[i].Value, right[i].Value);
                break;
            case JsonValueKind.Array:
                Require(before.GetArrayLength() == after.GetArrayLength(), "An array has other elements.");
                for (int i = 0; i < before.GetArrayLength(); i++)
                    Compare(before[i], after[i]);
                break;
            case JsonValueKind.Number:
                Require(before.GetRawText() == after.GetRawText(), "A number was changed.");
                break;
        }
    }

    private static JsonDocument? Parse(byte[] text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 512 });
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Output Mask(byte[] input, MaskingRules rules, TextShape shape, int maxPiece, Random choice)
    {
        var output = new Output();
        var masker = new StreamMasker(rules, _fingerprinter, shape);
        for (int at = 0; at < input.Length; )
        {
            int length = Math.Min(input.Length - at, maxPiece == input.Length ? maxPiece : 1 + choice.Next(maxPiece));
            masker.Write(input.AsSpan(at, length), output);
            at += length;
        }
        masker.Complete(output);
        return output;
    }

    private sealed class Output : MaskedOutput
    {
        private readonly List<byte> _bytes = [];
        private readonly List<byte> _original = [];

        public HashSet<string> Kinds { get; } = new(StringComparer.Ordinal);

        public byte[] Bytes => [.. _bytes];

        public byte[] Original => [.. _original];

        public override void Clear(ReadOnlySpan<byte> bytes)
        {
            _bytes.AddRange(bytes);
            _original.AddRange(bytes);
        }

        public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder)
        {
            Require(finding.Start == _original.Count, "A finding is not where it says.");
            Require(finding.Length == raw.Length, "A finding is not as long as it says.");
            Kinds.Add(finding.Kind);
            _bytes.AddRange(placeholder);
            _original.AddRange(raw);
        }
    }
}

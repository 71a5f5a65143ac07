using System.Buffers;
using System.Buffers.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds signed and encrypted JSON tokens: dotted base64url parts, the first of which is a JSON object that names an algorithm.</summary>
internal sealed class JwtVerifier : Verifier
{
    private const int MaxHeader = 2048;
    private const int MinPart = 8;

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) => after < data.Length && Edge.MayBeLeft(data, at);

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (!Edge.IsLeft(view, at, strict: false))
            return;
        Span<byte> text = stackalloc byte[MaxHeader];
        int end = view.RunEnd(at, Alphabet.UrlSafe, out int length);
        if (length is < 16 or > MaxHeader || view.Peek(end) != '.')
            return;
        int n = view.Copy(at, end, text);
        if (n <= 0 || !Decode(text, n, out int decoded) || !HasAlgorithm(text[..decoded]))
            return;
        bool unsigned = text[..decoded].IndexOf("\"none\""u8) >= 0;
        int parts = 1;
        int last = 0;
        bool tutorial = false;
        while (parts < 5 && view.Peek(end) == '.')
        {
            int start = view.Next(end, out _);
            int next = view.RunEnd(start, Alphabet.UrlSafe, out length);
            if (length < MinPart && !(parts >= 1 && length == 0 && view.Peek(next) == '.'))
                break;
            if (parts == 1)
                tutorial = IsTutorial(view, start, next);
            (end, last) = (next, length);
            parts++;
        }
        if (parts < 2 || tutorial || (unsigned && parts == 2) || (parts >= 3 && last < MinPart))
            return;
        regions.Add(view, new Region(at, end, rule.Kind, parts >= 3 ? Grade.Certain : rule.Grade));
    }

    private static bool HasAlgorithm(ReadOnlySpan<byte> json) =>
        json.Length > 8
        && json.TrimStart(" \r\n\t"u8).StartsWith("{"u8)
        && (json.IndexOf("\"alg\""u8) > 0 || json.IndexOf("\"enc\""u8) > 0);

    private static bool IsTutorial(in View view, int start, int end)
    {
        Span<byte> text = stackalloc byte[256];
        int n = view.Copy(start, end, text);
        return n > 0 && Decode(text, n, out int length) && text[..length].IndexOf("\"John Doe\""u8) > 0;
    }

    private static bool Decode(Span<byte> text, int length, out int decoded)
    {
        Span<byte> copy = stackalloc byte[MaxHeader];
        text[..length].CopyTo(copy);
        return Base64Url.DecodeFromUtf8(copy[..length], text, out _, out decoded) == OperationStatus.Done;
    }
}

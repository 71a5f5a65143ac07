using System.Buffers;
using System.Buffers.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds signed tokens that were encoded in base64 once more, by the JSON object that two decodings bring to light.</summary>
internal sealed class EncodedJwtVerifier : Verifier
{
    private const int MinLength = 80;
    private const int MaxRun = 16_000;
    private const int Sample = 2048;

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) => Edge.MayBeLeft(data, at);

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (!Edge.IsLeft(view, at, strict: false))
            return;
        int end = view.RunEnd(at, Armour.Payload, MaxRun, out int length);
        Span<byte> text = stackalloc byte[Sample];
        int n = view.CopyAscii(at, end, text);
        if (length < MinLength || n < MinLength)
            return;
        Span<byte> token = stackalloc byte[Sample];
        if (Base64.DecodeFromUtf8(text[..(n & ~3)], token, out _, out int decoded) != OperationStatus.Done)
            return;
        int dot = token[..decoded].IndexOf((byte)'.');
        if (
            dot < 16
            || Base64Url.DecodeFromUtf8(token[..dot], text, out _, out int header) != OperationStatus.Done
            || !text[..header].TrimStart(" \r\n\t"u8).StartsWith("{"u8)
            || text[..header].IndexOf("\"alg\""u8) < 0
        )
            return;
        regions.Add(view, new Region(at, end, rule.Kind, rule.Grade));
    }
}

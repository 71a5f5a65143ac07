using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the token that stands shortly after an account id where the service is named nearby.</summary>
internal sealed class TwilioVerifier : Verifier
{
    private const int Around = 400;
    private const int MaxGap = 60;
    private const int HexLength = 32;

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int end = Math.Min(view.High, after + Around);
        for (int p = Math.Max(view.Low, at - Around); p < end; )
        {
            int found = view.Bytes(p, end).IndexOf("AC"u8);
            if (found < 0)
                return;
            p += found + 2;
            int id = view.RunEnd(p, Alphabet.Hex, out int length);
            if (length == HexLength && TokenAfter(view, id) is { } token)
                regions.Add(view, new Region(token.Start, token.End, rule.Kind, rule.Grade));
        }
    }

    private static (int Start, int End)? TokenAfter(in View view, int at)
    {
        Span<byte> text = stackalloc byte[HexLength];
        int limit = Math.Min(view.High, at + MaxGap);
        for (int p = at; p < limit; )
        {
            int end = view.RunEnd(p, Alphabet.Alphanumeric, out int length);
            if (length == HexLength && view.Copy(p, end, text) == HexLength && Values.IsHex(text) && Randomness.IsRandom(text))
                return (p, end);
            p = end < view.High ? view.Next(end, out _) : limit;
        }
        return null;
    }
}

using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the secret access key that stands shortly after its key id, whatever joins them.</summary>
internal sealed class AwsPairVerifier : Verifier
{
    private const int IdLength = 16;
    private const int SecretLength = 40;
    private const int MaxGap = 120;

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) => Edge.MayBeLeft(data, at);

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int end = view.RunEnd(after, Alphabet.Named('Q'), out int length);
        if (length != IdLength)
            return;
        Span<byte> text = stackalloc byte[SecretLength];
        int limit = Math.Min(view.High, end + MaxGap);
        while (end < limit)
        {
            int start = end;
            end = view.RunEnd(start, Alphabet.Base64, out length);
            if (
                length == SecretLength
                && view.Copy(start, end, text) == SecretLength
                && !Values.IsHex(text)
                && Randomness.Classes(text) >= 3
                && Randomness.IsRandom(text)
                && !Placeholder.Is(text)
            )
            {
                regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
                return;
            }
            if (end < view.High)
                end = view.Next(end, out _);
        }
    }
}

using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the rest of a private key whose begin was cut away: lines of base64 before the mark of its end.</summary>
internal sealed class PemTailVerifier : Verifier
{
    private const int MaxBack = 4000;
    private const int MinLine = 48;

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (!PemLabel.Read(view, after, out _, out string kind))
            return;
        int low = Math.Max(view.Low, at - MaxBack);
        // With its begin the whole key is found from there.
        if (view.LastIndexOf(low, at, "-BEGIN "u8) >= 0 || view.LastIndexOf(low, at, "- BEGIN "u8) >= 0)
            return;
        (int start, int end) = LastLines(view, low, at);
        if (start >= 0)
            regions.Add(view, new Region(start, end, kind, rule.Grade, Form.Armour));
    }

    // The last stretch of lines that nothing but marks of viewers separates from the end.
    private static (int Start, int End) LastLines(in View view, int from, int at)
    {
        (int start, int end) = (-1, -1);
        int p = from;
        while (p < at)
        {
            int line = Math.Min(at, Armour.SkipNoise(view, p));
            if (line >= at)
                break;
            int next = Math.Min(at, view.RunEnd(line, Armour.Payload, out int length));
            bool last = start >= 0 && length > 0 && Armour.SkipNoise(view, next) >= at;
            if (length >= MinLine || last)
                (start, end) = (start < 0 ? line : start, next);
            else
                start = -1;
            p = Math.Max(next, start < 0 ? view.Next(next, out _) : next);
        }
        return (start, end);
    }
}

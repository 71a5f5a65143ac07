using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the private lines of a PuTTY key file, whose number stands before them.</summary>
internal sealed class PuttyVerifier : Verifier
{
    private const int MaxLines = 120;
    private const int MinPayload = 20;

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        reader.SkipBlanks();
        int lines = 0;
        while (reader.Peek is >= '0' and <= '9' && lines <= MaxLines)
            lines = lines * 10 + reader.Take() - '0';
        if (lines is 0 or > MaxLines)
            return;
        (int start, int end, int payload) = (-1, -1, 0);
        for (int i = 0; i < lines; i++)
        {
            int from = Armour.SkipNoise(view, reader.At);
            int to = view.RunEnd(from, Armour.Payload, out int length);
            if (length == 0)
                break;
            (start, end, payload) = (start < 0 ? from : start, to, payload + length);
            reader.At = to;
        }
        if (payload >= MinPayload)
            regions.Add(view, new Region(start, end, rule.Kind, rule.Grade, Form.Armour));
    }
}

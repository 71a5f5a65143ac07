using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds private keys in armour, on one line or many.</summary>
internal sealed class PemVerifier : Verifier
{
    private const int MinPayload = 40;

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (!PemLabel.Read(view, after, out int start, out string kind))
            return;
        ArmourBody body = Armour.Read(view, start, headers: true);
        if (body.Payload >= MinPayload && body.End > 0)
            regions.Add(view, new Region(at, body.End, kind, rule.Grade, Form.Armour));
        else if (body.Payload == 0 && view.Place == Place.Value && body.Next >= view.High - 2)
            PemLines.Add(view, kind, rule, regions);
    }
}

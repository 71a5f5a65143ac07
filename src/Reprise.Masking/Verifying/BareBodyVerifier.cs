using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds key files in base64 without marks around them, by how they begin.</summary>
/// <param name="before">The number of characters before the literal.</param>
/// <param name="minPayload">The number of characters of the shortest one.</param>
internal sealed class BareBodyVerifier(int before, int minPayload) : Verifier
{
    public override string Identity => $"body:{before}:{minPayload}";

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) => before > 0 || Edge.MayBeLeft(data, at);

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int start = view.RunStart(at, Armour.Payload, before * 6 + 8);
        for (int excess = view.Length(start, at) - before; excess > 0; excess--)
            start = view.Next(start, out _);
        if (view.Length(start, at) != before || !Edge.IsLeft(view, start, strict: false))
            return;
        ArmourBody body = Armour.Read(view, start, headers: false);
        if (body.Payload >= minPayload)
            regions.Add(view, new Region(start, body.End, rule.Kind, rule.Grade, Form.Armour));
    }
}

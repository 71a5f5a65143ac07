using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Leaves placeholders that stand in the source already as they are, so that masking twice is masking once.</summary>
internal sealed class ExistingVerifier : Verifier
{
    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int length = Existing.LengthOf(view.Bytes(at, view.High));
        if (length > 0)
            regions.Cover(at - 1, at + length);
    }
}

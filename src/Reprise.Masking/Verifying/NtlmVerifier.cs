using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the two hashes of a password in a line of a Windows account dump: <c>user:id:hash:hash:::</c></summary>
internal sealed class NtlmVerifier : Verifier
{
    private const int HashLength = 32;
    private const int Length = HashLength * 2 + 1;

    public override bool Glance(ReadOnlySpan<byte> data, int at, int after) =>
        at > Length && data[at - HashLength - 1] == ':' && data[at - Length - 1] == ':';

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int start = at - Length;
        if (start <= view.Low)
            return;
        ReadOnlySpan<byte> hashes = view.Bytes(start, at);
        if (Values.IsHex(hashes[..HashLength]) && Values.IsHex(hashes[(HashLength + 1)..]) && view[start - 1] == ':')
            regions.Add(view, new Region(start, at, rule.Kind, rule.Grade));
    }
}

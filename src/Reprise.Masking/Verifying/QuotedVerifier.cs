using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds the quoted word behind a literal that always takes a password.</summary>
internal sealed class QuotedVerifier : Verifier
{
    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        var reader = new Reader(view, after);
        reader.SkipBlanks();
        if (reader.TryTake("password "u8) || reader.TryTake("-string "u8) || reader.TryTake("("u8))
            reader.SkipBlanks();
        Value value = Value.Read(view, reader.At, ValueForm.Code);
        Span<byte> text = stackalloc byte[256];
        int n = view.CopyFolded(value.Start, value.End, text);
        if (value.Quoted && n > 0 && Values.IsPassword(text[..n]))
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }
}

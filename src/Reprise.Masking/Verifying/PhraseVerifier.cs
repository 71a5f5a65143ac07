using System.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds passwords behind names of several words or with letters outside ASCII: <c>le mot de passe est …</c></summary>
internal sealed class PhraseVerifier : Verifier
{
    private const int MaxRest = 3;

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        int end = WordEnd(view, after);
        if (!Separator.Find(view, at, end, flag: false, NameStrength.Password, out Binding binding))
            return;
        Value value = Value.Read(view, binding.Value, binding.IsProse ? binding.Form : ValueForm.Prose);
        Span<byte> text = stackalloc byte[256];
        int n2 = view.CopyFolded(value.Start, value.End, text);
        if (
            n2 > 0
            && Prose.IsPlausible(text[..n2], NameStrength.Password, binding.IsSaid || value.Quoted || !binding.IsProse)
            && Values.IsPassword(text[..n2])
        )
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }

    // The letters outside ASCII that the word goes on with, and one more: contraseña, 密码是
    private static int WordEnd(in View view, int after)
    {
        int end = after;
        bool other = false;
        for (int n = 0; n < MaxRest && end < view.High; n++)
        {
            int next = view.NextRune(end, out Rune rune);
            if (!Rune.IsLetter(rune) || (rune.IsAscii && !other))
                break;
            end = next;
            other = !rune.IsAscii;
        }
        return end;
    }
}

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
        int end = WordEnd(view, after, out bool said);
        if (!Separator.Find(view, at, end, flag: false, NameStrength.Password, out Binding binding))
            return;
        Value value = Value.Read(view, binding.Value, binding.IsProse ? binding.Form : ValueForm.Prose);
        Span<byte> text = stackalloc byte[256];
        int length = view.CopyFolded(value.Start, value.End, text);
        if (
            length > 0
            && (
                !binding.IsProse
                || Prose.IsPlausible(text[..length], NameStrength.Password, said || binding.IsSaid || value.Quoted, value.Quoted)
            )
            && Values.IsPassword(text[..length])
        )
            regions.Add(view, new Region(value.Start, value.End, rule.Kind, rule.Grade));
    }

    // The letters outside ASCII that the word goes on with, and one more: contraseña, 密码是
    private static int WordEnd(in View view, int after, out bool said)
    {
        int end = after;
        said = false;
        bool other = false;
        for (int n = 0; n < MaxRest && end < view.High; n++)
        {
            int next = view.NextRune(end, out Rune rune);
            if (!Rune.IsLetter(rune) || (rune.IsAscii && !other))
                break;
            end = next;
            other = !rune.IsAscii;
            // "is", as a word that is written together with the one before.
            said = rune.Value is '是' or '為' or 'は' or '는' or '은';
        }
        return end;
    }
}

using System.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Personal;

/// <summary>Finds a name of the user or of a machine where it is a word of its own.</summary>
/// <param name="text">The name.</param>
/// <param name="offset">Where in it the literal stands that was found.</param>
internal sealed class NameVerifier(SpelledText text, int offset) : Verifier
{
    public override string Identity => $"name:{Encoding.UTF8.GetString(text.Bytes)}:{offset}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (
            text.TryFind(view, at, after, offset, out int start, out int end)
            && Edge.IsLeft(view, start, strict: false)
            && !Alphabet.Alphanumeric.Contains(view.Peek(end))
        )
            regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
    }
}

using System.Text;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Finds a text that a user named, however JSON spells it.</summary>
/// <param name="text">The text.</param>
/// <param name="offset">The number of its bytes before the part that is looked for.</param>
internal sealed class UserLiteralVerifier(SpelledText text, int offset) : Verifier
{
    public override string Identity => $"literal:{Encoding.UTF8.GetString(text.Bytes)}:{offset}:{text.IgnoresCase}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        if (text.TryFind(view, at, after, offset, out int start, out int end))
            regions.Add(view, new Region(start, end, rule.Kind, rule.Grade));
    }
}

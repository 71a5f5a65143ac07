using System.Text.RegularExpressions;
using Reprise.Masking.Reading;
using Reprise.Masking.Rules;
using Reprise.Masking.Scanning;

namespace Reprise.Masking.Verifying;

/// <summary>Tries a user's pattern on the line around a literal that every match must hold.</summary>
internal sealed class UserPatternVerifier(Regex regex) : Verifier
{
    private const int Before = 1024;
    private const int After = 4096;

    [ThreadStatic]
    private static DecodedText? _text;

    public override string Identity => $"pattern:{regex.Options}:{regex}";

    public override void Verify(in View view, int at, int after, Rule rule, RegionList regions)
    {
        DecodedText text = _text ??= new DecodedText();
        view.DecodeLine(text, at, after, Before, After);
        foreach (ValueMatch match in regex.EnumerateMatches(text.Text))
        {
            int from = text.Position(match.Index);
            int to = text.Position(match.Index + match.Length);
            if (match.Length > 0 && from <= at && to >= after)
                regions.Add(view, new Region(from, to, rule.Kind, rule.Grade));
        }
        text.Clear();
    }
}

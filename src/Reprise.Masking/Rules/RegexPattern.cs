using System.Text.RegularExpressions;
using Reprise.Masking.Reading;

namespace Reprise.Masking.Rules;

/// <summary>A user's pattern that holds no literal to look for.</summary>
internal sealed class RegexPattern(string kind, Regex regex) : TextPattern
{
    public override string Kind => kind;

    public override Grade Grade => Grade.Strong;

    public override string Identity => $"{kind}|{regex.Options}|{regex}";

    public override bool TryFind(in Passage passage, int from, out TextMatch match)
    {
        foreach (ValueMatch found in regex.EnumerateMatches(passage.Text, from))
        {
            match = new TextMatch(found.Index, found.Index + found.Length);
            passage.Sight.Begin(match.Start, match.End);
            if (found.Length > 0)
                return true;
        }
        match = default;
        return false;
    }
}

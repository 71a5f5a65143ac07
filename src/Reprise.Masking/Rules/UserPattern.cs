using System.Text.RegularExpressions;

namespace Reprise.Masking.Rules;

/// <summary>A user's pattern that holds no literal to look for: it is tried on every string or line.</summary>
internal sealed record UserPattern(string Kind, Regex Regex)
{
    public string Identity => $"{Kind}|{Regex.Options}|{Regex}";
}

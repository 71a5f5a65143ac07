using System.Text.RegularExpressions;

namespace Reprise.Fuzz.Oracle;

/// <summary>A token that the oracle found, in raw bytes.</summary>
internal readonly record struct OracleFinding(int Start, int End, string Kind, string Value);

/// <summary>
/// Finds a handful of kinds in a JSON document slowly and in the plainest way: every string is decoded in full, looked at with a
/// regular expression, and where it is itself a document, its strings are decoded in turn.
/// </summary>
internal static partial class OracleMasker
{
    private const int MaxDepth = 6;
    private const int MinDistinct = 10;

    /// <summary>Returns what it finds, in order; null when the bytes are no JSON document.</summary>
    public static IReadOnlyList<OracleFinding>? Find(ReadOnlySpan<byte> document)
    {
        var text = MappedText.Of(document);
        IReadOnlyList<MappedText> strings = text.Strings();
        if (strings.Count == 0)
            return null;
        HashSet<OracleFinding> found = [];
        foreach (MappedText part in strings)
            Look(part, found, 0);
        return [.. found.OrderBy(finding => finding.Start).ThenBy(finding => finding.End)];
    }

    /// <summary>Tells whether a value is so much like chance that no rule about examples can hold for it.</summary>
    public static bool IsPlain(string value) =>
        value.Distinct().Count() >= MinDistinct
        && value[MinDistinct..].Any(char.IsAsciiDigit)
        && !Made().IsMatch(value)
        && !Counts(value);

    private static void Look(MappedText text, HashSet<OracleFinding> found, int depth)
    {
        string characters = text.Latin;
        foreach (OracleFamily family in OracleFamilies.All)
        {
            foreach (Match match in family.Whole.Matches(characters))
            {
                (int start, int end) = text.Raw(match.Index, match.Index + match.Length);
                found.Add(new OracleFinding(start, end, family.Kind, match.Value));
            }
        }
        if (depth == MaxDepth)
            return;
        foreach (MappedText part in text.Strings())
            Look(part, found, depth + 1);
    }

    // Characters that repeat or count up, or a word that examples are made of.
    private static bool Counts(string value)
    {
        int run = 1;
        for (int i = 1; i < value.Length; i++)
        {
            run = value[i] - value[i - 1] is 0 or 1 || (value[i] == '0' && value[i - 1] == '9') ? run + 1 : 1;
            if (run >= 4)
                return true;
        }
        return false;
    }

    [GeneratedRegex(
        "example|your|change|place|dummy|redact|insert|replace|xxx|mask|hidden|fake|sample|secure|real|000|todo|test|demo",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant
    )]
    private static partial Regex Made();
}

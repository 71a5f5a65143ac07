namespace Reprise.Masking.Rules;

/// <summary>Finds a text that stands in every match of a regular expression.</summary>
/// <remarks>It understands little on purpose: in doubt there is none, and the pattern is tried everywhere.</remarks>
internal static class RequiredLiteral
{
    private const int MinLength = 3;

    /// <summary>Returns the longest such text of letters, digits, dashes and underscores, or null.</summary>
    public static string? Of(string pattern)
    {
        if (
            pattern.Contains('|', StringComparison.Ordinal)
            || pattern.Contains("(?", StringComparison.Ordinal)
            || pattern.Contains('#', StringComparison.Ordinal)
        )
            return null;
        string best = "";
        string run = "";
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (IsPlain(c))
            {
                run += c;
                continue;
            }
            // An optional character is not required, a repeated one is.
            if (run.Length > 0 && (c is '*' or '?' || (c == '{' && i + 1 < pattern.Length && pattern[i + 1] is '0' or ',')))
                run = run[..^1];
            if (run.Length > best.Length)
                best = run;
            run = "";
            i = c switch
            {
                '\\' => i + 1,
                '[' => EndOfClass(pattern, i),
                '(' => EndOfGroup(pattern, i),
                '{' => Math.Max(i, pattern.IndexOf('}', i)),
                _ => i,
            };
        }
        best = run.Length > best.Length ? run : best;
        return best.Length >= MinLength ? best : null;
    }

    private static bool IsPlain(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '_';

    private static int EndOfClass(string pattern, int at)
    {
        int i = at + 1;
        if (i < pattern.Length && pattern[i] == '^')
            i++;
        for (i++; i < pattern.Length && pattern[i] != ']'; i++)
            i += pattern[i] == '\\' ? 1 : 0;
        return i;
    }

    private static int EndOfGroup(string pattern, int at)
    {
        int depth = 0;
        for (int i = at; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
                i++;
            else if (pattern[i] == '[')
                i = EndOfClass(pattern, i);
            else if (pattern[i] == '(')
                depth++;
            else if (pattern[i] == ')' && --depth == 0)
                return i;
        }
        return pattern.Length;
    }
}

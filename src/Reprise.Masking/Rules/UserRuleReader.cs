using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Reprise.Masking.Reading;
using Reprise.Masking.Scanning;
using Reprise.Masking.Verifying;

namespace Reprise.Masking.Rules;

/// <summary>Turns the rules of a user into rows.</summary>
internal static class UserRuleReader
{
    private const int MinLiteral = SpelledText.MinAnchor;
    private const int MaxLiteral = 512;
    private const int MaxKind = 64;
    private static readonly SearchValues<char> KindCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>Reads one rule.</summary>
    /// <exception cref="MaskingRuleException">It cannot be used.</exception>
    public static void Read(UserRule rule, int number, List<Rule> rows, List<TextPattern> patterns)
    {
        string name = $"Masking rule {number} ({rule.Kind})";
        if (rule.Kind.Length is 0 or > MaxKind || rule.Kind.AsSpan().ContainsAnyExcept(KindCharacters))
            throw new MaskingRuleException(
                $"Masking rule {number}: a kind has 1 to {MaxKind} lower-case letters, digits, dashes, dots or underscores."
            );
        if (rule.Literal is null == rule.Pattern is null)
            throw new MaskingRuleException($"{name}: give either a pattern or a literal.");
        if (rule.Literal is not null)
            ReadLiteral(rule, rule.Literal, name, rows);
        else
            ReadPattern(rule, rule.Pattern ?? "", name, rows, patterns);
    }

    private static void ReadLiteral(UserRule rule, string literal, string name, List<Rule> rows)
    {
        if (literal.Trim().Length < MinLiteral)
            throw new MaskingRuleException($"{name}: a literal has at least {MinLiteral} characters that are not blank.");
        var text = new SpelledText(Encoding.UTF8.GetBytes(literal), rule.IgnoreCase);
        if (text.Bytes.Length > MaxLiteral)
            throw new MaskingRuleException($"{name}: a literal has at most {MaxLiteral} bytes.");
        foreach ((Literal anchor, int offset) in text.Anchors())
            rows.Add(Row(rule.Kind, anchor, new UserLiteralVerifier(text, offset)));
    }

    private static void ReadPattern(UserRule rule, string pattern, string name, List<Rule> rows, List<TextPattern> patterns)
    {
        if (pattern.Length == 0)
            throw new MaskingRuleException($"{name}: the pattern is empty.");
        Regex regex;
        try
        {
            // Linear in the input whatever the pattern: a rule cannot make the masker hang.
            regex = rule.IgnoreCase
                ? new Regex(
                    pattern,
                    RegexOptions.NonBacktracking
                        | RegexOptions.CultureInvariant
                        | RegexOptions.Multiline
                        | RegexOptions.IgnoreCase
                )
                : new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.Multiline);
        }
        catch (NotSupportedException error)
        {
            throw new MaskingRuleException(
                $"{name}: the pattern uses look-around, back-references or atomic groups, which are not supported.",
                error
            );
        }
        catch (ArgumentException error)
        {
            throw new MaskingRuleException($"{name}: the pattern is not a valid regular expression: {error.Message}", error);
        }
        if (regex.IsMatch(""))
            throw new MaskingRuleException($"{name}: the pattern matches the empty text.");
        string? required = RequiredLiteral.Of(pattern);
        if (required is null)
            patterns.Add(new RegexPattern(rule.Kind, regex));
        else
            rows.Add(Row(rule.Kind, new Literal(required, rule.IgnoreCase), new UserPatternVerifier(regex)));
    }

    private static Rule Row(string kind, Literal anchor, Verifier verifier) =>
        new()
        {
            Kind = kind,
            Literals = [anchor],
            Verifier = verifier,
            Example = "",
            Counter = "",
            Source = "the user",
        };
}

using System.Text.RegularExpressions;

namespace Reprise.Fuzz.Oracle;

/// <summary>A kind of token, as an expression that anybody can read.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Whole">The token with what must stand around it.</param>
/// <param name="Shape">The token alone.</param>
internal sealed record OracleFamily(string Kind, Regex Whole, Regex Shape);

/// <summary>The kinds that the oracle knows.</summary>
internal static class OracleFamilies
{
    // What is the end of an escape that is not undone at this depth, or of a colour code, is no part of a word.
    private const string Ends =
        @"(?<=\\[nrtbfev0])|(?<=\\u[0-9A-Fa-f]{4})|(?<=\\x[0-9A-Fa-f]{2})|(?<=%[0-9A-Fa-f]{2})|(?<=\[[0-9;]*[mKJHGABCDhl])";

    // No letter or figure before.
    private const string Left = $"(?:(?<![A-Za-z0-9])|{Ends})";

    // No dash, underscore or dot either, but for dashes that begin a line of a list or of a patch.
    private const string Strict = $"(?:(?<![A-Za-z0-9_.-])|(?<=(?:^|[^A-Za-z0-9_.-]|{Ends})-{{1,3}})|{Ends})";

    private const string Word = "(?![A-Za-z0-9])";

    // Dashes right behind belong to a patch or a sentence.
    private const string Url = "(?![_-]{0,3}[A-Za-z0-9]|[_-]{4})";

    public static IReadOnlyList<OracleFamily> All { get; } =
    [
        Of("github-pat", Left, "ghp_[A-Za-z0-9]{36}", Word),
        Of("gitlab-pat", Left, "glpat-[A-Za-z0-9_-]{20}", Url),
        Of("google-api-key", Left, "AIza[A-Za-z0-9_-]{35}", Url),
        Of("anthropic-api-key", Left, "sk-ant-api03-[A-Za-z0-9_-]{95}", Url),
        Of("aws-access-key-id", Strict, "(?:AKIA|ASIA)[A-Z2-7]{16}", Word),
        Of("npm-token", Strict, "npm_[A-Za-z0-9]{36}", Word),
        Of("sendgrid-key", Strict, @"SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}", Url),
    ];

    private static OracleFamily Of(string kind, string left, string token, string right) =>
        new(
            kind,
            new Regex(left + token + right, RegexOptions.CultureInvariant),
            new Regex($"^{token}$", RegexOptions.CultureInvariant)
        );
}

using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using Reprise.Cli.Terminal;

namespace Reprise.Cli.Commands.Report;

/// <summary>Writes texts into HTML so that nothing in them is markup.</summary>
internal static partial class HtmlText
{
    private static readonly SearchValues<char> _special = SearchValues.Create("&<>\"'`");

    /// <summary>Returns a text for an element or an attribute in quotation marks, on one line.</summary>
    public static string Line(string text) => Escape(SafeText.Line(text));

    /// <summary>Returns a text with its lines, for an element that keeps them; placeholders are made visible.</summary>
    public static string Block(string text) => Mark(Escape(SafeText.Block(text)));

    /// <summary>Returns a text on one line; placeholders are made visible.</summary>
    public static string MarkedLine(string text) => Mark(Line(text));

    private static string Escape(string text)
    {
        int first = text.AsSpan().IndexOfAny(_special);
        if (first < 0)
            return text;
        var escaped = new StringBuilder(text, 0, first, text.Length + 32);
        foreach (char c in text.AsSpan(first))
        {
            string? entity = c switch
            {
                '&' => "&amp;",
                '<' => "&lt;",
                '>' => "&gt;",
                '"' => "&quot;",
                '\'' => "&#39;",
                '`' => "&#96;",
                _ => null,
            };
            if (entity is null)
                escaped.Append(c);
            else
                escaped.Append(entity);
        }
        return escaped.ToString();
    }

    private static string Mark(string escaped) =>
        escaped.Contains("ed:", StringComparison.Ordinal) ? Placeholder().Replace(escaped, "<mark>$0</mark>") : escaped;

    [GeneratedRegex(
        @"\[(?:redacted:[a-z0-9-]{1,40}|masked:[a-z0-9_.-]{1,80}:[a-z2-7]{12})\]",
        RegexOptions.CultureInvariant,
        matchTimeoutMilliseconds: 10_000
    )]
    private static partial Regex Placeholder();
}

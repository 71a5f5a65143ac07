using Reprise.Redacting;

namespace Reprise.Tests.Redacting;

/// <summary>Makes redactions without a journal.</summary>
internal static class MadeUpRule
{
    private static int _count;

    public static Redaction Literal(params string[] texts) => Of(RedactionKind.Literal, texts);

    public static Redaction Pattern(string pattern) => Of(RedactionKind.Regex, pattern);

    public static Redaction Marker(string start, string end) => Of(RedactionKind.Marker, start, end);

    public static Redaction Of(RedactionKind kind, params string[] texts)
    {
        string id = $"{Interlocked.Increment(ref _count):x8}";
        return new Redaction
        {
            Id = id,
            Kind = kind,
            Label = "x",
            Texts = texts,
            CreatedBy = "ana",
            CreatedAt = DateTimeOffset.UnixEpoch,
            ChangedBy = "ana",
            ChangedAt = DateTimeOffset.UnixEpoch,
            Version = id,
        };
    }

    /// <summary>Redacts a text with rules alone.</summary>
    public static string Redact(string text, params Redaction[] rules) =>
        new TextRedactor().Redact(text, [.. rules.Select(rule => new RedactionRule(rule, RuleMatcher.Create(rule)))], null)
        ?? text;
}

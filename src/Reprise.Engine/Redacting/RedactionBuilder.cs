using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Reprise.Files;
using Reprise.Masking;
using Reprise.Protocol;
using Reprise.Reading;
using Reprise.Sealing;

namespace Reprise.Redacting;

/// <summary>Makes new redactions of what a person typed, and refuses what could not be used.</summary>
/// <param name="masker">Masks the texts: what is hidden is looked for in masked content.</param>
/// <param name="author">Who makes it.</param>
/// <param name="now">The time.</param>
public sealed class RedactionBuilder(SourceMasker masker, string author, DateTimeOffset now)
{
    /// <summary>The fewest characters of a text that is hidden.</summary>
    public const int MinLength = 2;

    /// <summary>The most characters of a text or an expression.</summary>
    public const int MaxLength = 4096;

    private const int IdBytes = 4;

    // A pattern that takes longer for this much text would make every search wait.
    private const int TrialLength = 64 * 1024;
    private static readonly TimeSpan _trialPatience = TimeSpan.FromMilliseconds(500);

    /// <summary>Makes a redaction of a text.</summary>
    /// <exception cref="RepriseException">It is too short or too long (<c>usage</c>).</exception>
    public Redaction Literal(string text, bool isWholeWord) =>
        New(RedactionKind.Literal, [Checked(text)]) with
        {
            IsWholeWord = isWholeWord,
        };

    /// <summary>Makes a redaction of what an expression matches.</summary>
    /// <exception cref="RepriseException">The expression cannot be used (<c>usage</c>).</exception>
    public Redaction Pattern(string pattern, bool matchesCase)
    {
        if (pattern.Length is 0 or > MaxLength)
            throw Usage($"A pattern has 1 to {MaxLength} characters.");
        if (HoldsToken(pattern))
            throw Usage(
                "The pattern holds a secret.",
                "Secrets are masked already. To hide its placeholder too, give that as a text."
            );
        Regex regex;
        try
        {
            regex = RuleMatcher.Compile(pattern, matchesCase);
        }
        catch (ArgumentException error)
        {
            throw Usage(
                $"The pattern cannot be used: {error.Message.Split('\n')[0]}",
                "Patterns are .NET regular expressions without look-around and back-references, so that they take linear time.",
                error
            );
        }
        Try(regex);
        return New(RedactionKind.Regex, [pattern]);
    }

    /// <summary>Makes a redaction of what stands between two texts, these included.</summary>
    /// <exception cref="RepriseException">One is too short or too long (<c>usage</c>).</exception>
    public Redaction Marker(string start, string end) => New(RedactionKind.Marker, [Checked(start), Checked(end)]);

    /// <summary>Makes a redaction of a session, a message, or texts in it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="message">The native id of the message; null for the whole session.</param>
    /// <param name="texts">The texts; none to hide all of it.</param>
    /// <exception cref="RepriseException">A text is too short or too long (<c>usage</c>).</exception>
    public Redaction Manual(SessionKey session, string? message, IReadOnlyList<string> texts) =>
        New(RedactionKind.Manual, [.. texts.Select(Checked)]) with
        {
            Session = session,
            Message = message,
        };

    /// <summary>Returns a reason in which what a redaction hides is hidden too.</summary>
    public static string? ReasonFor(Redaction redaction, string? reason) =>
        reason is null || redaction.Texts is not { Count: > 0 }
            ? reason
            : new TextRedactor().Redact(reason, [new RedactionRule(redaction, RuleMatcher.Create(redaction))], null) ?? reason;

    private Redaction New(RedactionKind kind, string[] texts) =>
        new()
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes)),
            Kind = kind,
            Label = RedactionLabel.Usual(kind),
            Texts = texts,
            Order = now.ToUnixTimeMilliseconds(),
            CreatedBy = author,
            CreatedAt = now,
            ChangedBy = author,
            ChangedAt = now,
            Version = "",
        };

    private string Checked(string text)
    {
        string masked = Mask(text);
        if (masked.Trim().Length < MinLength)
            throw Usage($"A text to hide has at least {MinLength} characters that are not blank.");
        if (masked.Length > MaxLength)
            throw Usage($"A text to hide has at most {MaxLength} characters.");
        if (PlaceholderParts.IsRedaction(masked))
            throw Usage("That is a placeholder of a redaction: what stands there is hidden already.");
        return masked;
    }

    private string Mask(string text) => masker.Mask(new SourceText(text)).Value;

    // A pattern looks like a password to rules that only go by surroundings: what has the shape of a token counts.
    private bool HoldsToken(string text)
    {
        var grades = new Grades();
        StreamMasker stream = masker.Borrow(TextShape.Text, known: null);
        stream.Write(Encoding.UTF8.GetBytes(text), grades);
        stream.Complete(grades);
        masker.GiveBack(TextShape.Text, stream);
        return grades.Surest <= Grade.Strong;
    }

    private static void Try(Regex regex)
    {
        var text = new StringBuilder(TrialLength);
        for (int i = 0; text.Length < TrialLength; i++)
            text.Append(i % 3 == 0 ? "aaaaaaaaaaaaaaaa" : "The quick fox 0123456789 /a/b-c_d.e@f{}\"\\ ");
        long start = Stopwatch.GetTimestamp();
        try
        {
            if (regex.IsMatch(""))
                throw Usage("The pattern matches the empty text.");
            regex.Count(text.ToString());
        }
        catch (RegexMatchTimeoutException error)
        {
            throw TooSlow(error);
        }
        if (Stopwatch.GetElapsedTime(start) > _trialPatience)
            throw TooSlow(null);
    }

    private static RepriseException TooSlow(Exception? inner) =>
        Usage("The pattern takes too long.", "Large counts such as {1,1000} and many alternatives make it slow.", inner);

    private sealed class Grades : MaskedOutput
    {
        public Grade Surest { get; private set; } = Grade.Weak;

        public override void Clear(ReadOnlySpan<byte> bytes) { }

        public override void Masked(in Finding finding, ReadOnlySpan<byte> raw, ReadOnlySpan<byte> placeholder) =>
            Surest = finding.Grade < Surest ? finding.Grade : Surest;
    }

    private static RepriseException Usage(string message, string? hint = null, Exception? inner = null) =>
        new("usage", message, hint, inner);
}

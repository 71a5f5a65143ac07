using Reprise.Redacting;
using Reprise.Searching;

namespace Reprise.Reporting;

/// <summary>Makes the texts of one session fit for a report. For one thread at a time.</summary>
/// <remarks>
/// What is not shown, such as a colour or a mark without width, may stand in the middle of a word that a redaction hides: the word
/// is only there once it is gone. So texts are redacted again after that.
/// </remarks>
/// <param name="redactor">Redacts the session; null when nothing of it is hidden.</param>
internal sealed class ReportText(SessionRedactor? redactor)
{
    /// <summary>What follows belongs to a message.</summary>
    public void BeginMessage(string? id) => redactor?.BeginMessage(id);

    /// <summary>Returns a text with its lines, without what acts on a screen or is not seen.</summary>
    public string Block(string text, RedactionField field) => Hide(PlainText.Visible(text), field);

    /// <summary>Returns a text on one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="field">Where it stands.</param>
    /// <param name="max">The longest line, in characters; what is left out is a sign for it.</param>
    public string Line(string text, RedactionField field, int max)
    {
        string line = Hide(Join(PlainText.Visible(text)), field);
        return line.Length <= max ? line : line[..CutAt(line, max)] + "…";
    }

    /// <summary>Returns where a text can be cut without cutting through a character.</summary>
    public static int CutAt(string text, int max) =>
        max < text.Length && max > 0 && char.IsHighSurrogate(text[max - 1]) ? max - 1 : Math.Min(max, text.Length);

    private string Hide(string text, RedactionField field) => redactor?.Redact(text, field) ?? text;

    private static string Join(string text)
    {
        text = text.Trim();
        if (text.AsSpan().IndexOfAny('\n', '\t') < 0 && !text.Contains("  ", StringComparison.Ordinal))
            return text;
        return string.Join(' ', text.Split([' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }
}

using System.Text;

namespace Reprise.Normalizing;

/// <summary>Makes a short title from a prompt, or from a title that an agent or a person gave.</summary>
/// <remarks>A native title comes first where there is one; that is for the caller to decide.</remarks>
public static class TitleText
{
    /// <summary>The longest title in characters.</summary>
    public const int MaxLength = 80;

    private const int MinSentenceLength = 10;
    private const int MinLength = 3;
    private const string RequestMark = "## My request for Codex:";

    private static readonly string[] _unusableStarts =
    [
        "#",
        "<",
        "[",
        "(",
        "---",
        "```",
        "~~~",
        "IMPORTANT:",
        "Note:",
        "WARNING:",
        "Set ",
        "Co-Authored-By",
        "CLAUDE.md",
        "README.md",
        "Implement the following plan:",
        "You are ",
    ];

    /// <summary>Takes the first usable line of a prompt.</summary>
    /// <returns>Null when no line is usable.</returns>
    public static string? FromPrompt(ReadOnlySpan<byte> utf8) => FromPrompt(Encoding.UTF8.GetString(utf8));

    /// <inheritdoc cref="FromPrompt(ReadOnlySpan{byte})"/>
    public static string? FromPrompt(string prompt)
    {
        // An editor puts its context before what the person wrote, and says where that begins.
        int mark = prompt.IndexOf(RequestMark, StringComparison.Ordinal);
        ReadOnlySpan<char> text = mark < 0 ? prompt : prompt.AsSpan(mark + RequestMark.Length);
        bool inFence = false;
        foreach (ReadOnlySpan<char> raw in WithoutFrontMatter(text.TrimStart()).EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.Trim();
            if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal))
            {
                inFence = !inFence;
                continue;
            }
            if (inFence || line.IsEmpty)
                continue;
            string collapsed = Collapse(line);
            if (IsUsable(collapsed))
                return Shorten(Sentence(collapsed));
        }
        return null;
    }

    /// <summary>Takes a title that an agent or a person gave: one line of it, as long as other titles.</summary>
    /// <returns>Null when nothing is left.</returns>
    public static string? FromGiven(string title) => Clean(title) is { } clean ? Shorten(clean) : null;

    /// <summary>Puts a title that was given on one line of any length: white space and control characters become single spaces.</summary>
    /// <returns>Null when nothing is left.</returns>
    public static string? Clean(string title)
    {
        string collapsed = Collapse(title);
        return collapsed.Length == 0 ? null : collapsed;
    }

    /// <summary>Cuts a line that is longer than a title, where possible after a word.</summary>
    public static string Shorten(string line)
    {
        if (line.Length <= MaxLength)
            return line;
        int cut = MaxLength - 1;
        int space = line.LastIndexOf(' ', cut);
        if (space > MaxLength / 2)
            cut = space;
        else if (char.IsHighSurrogate(line[cut - 1]))
            cut--;
        return line[..cut].TrimEnd() + "…";
    }

    private static bool IsUsable(string line)
    {
        if (line.Length < MinLength)
            return false;
        foreach (string start in _unusableStarts)
        {
            if (line.StartsWith(start, StringComparison.Ordinal))
                return false;
        }
        bool namesPersona =
            line.StartsWith("Load ", StringComparison.Ordinal) || line.StartsWith("Using ", StringComparison.Ordinal);
        return !(namesPersona && line.Contains("persona", StringComparison.OrdinalIgnoreCase));
    }

    private static ReadOnlySpan<char> WithoutFrontMatter(ReadOnlySpan<char> text)
    {
        if (!text.StartsWith("---\n", StringComparison.Ordinal) && !text.StartsWith("---\r\n", StringComparison.Ordinal))
            return text;
        int end = text[3..].IndexOf("\n---", StringComparison.Ordinal);
        return end < 0 ? text : text[(3 + end + 4)..];
    }

    private static string Collapse(ReadOnlySpan<char> text)
    {
        var result = new StringBuilder(Math.Min(text.Length, 4 * MaxLength));
        bool pending = false;
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                pending = result.Length > 0;
                continue;
            }
            if (pending)
                result.Append(' ');
            pending = false;
            result.Append(c);
        }
        return result.ToString();
    }

    private static string Sentence(string line)
    {
        for (int i = MinSentenceLength - 1; i < line.Length; i++)
        {
            bool isWide = line[i] is '。' or '！' or '？';
            bool isEnd = line[i] is '.' or '!' or '?' && (i + 1 == line.Length || line[i + 1] == ' ');
            if (isEnd || isWide)
                return line[i] is '.' or '。' && (i == 0 || line[i - 1] != '.') ? line[..i] : line[..(i + 1)];
        }
        return line;
    }
}

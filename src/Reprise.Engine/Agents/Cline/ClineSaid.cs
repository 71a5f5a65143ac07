using System.Text;

namespace Reprise.Agents.Cline;

/// <summary>
/// Finds what a person typed in what the program sends: it stands between marks, also within the result of a tool that the person
/// approved with a remark.
/// </summary>
internal static class ClineSaid
{
    private static readonly byte[] _surroundings = "<environment_details>"u8.ToArray();

    // Source: FORMAT.md. Older releases have a mark for each occasion.
    private static readonly (byte[] Start, byte[] End)[] _marks =
    [
        .. new[] { "task", "user_message", "feedback", "answer" }.Select(name =>
            (Encoding.ASCII.GetBytes($"<{name}>\n"), Encoding.ASCII.GetBytes($"\n</{name}>"))
        ),
    ];

    /// <summary>Whether a text, as it is spelled in JSON, begins with a mark or with the surroundings of a task.</summary>
    public static bool BeginsWithMark(ReadOnlySpan<byte> spelled)
    {
        foreach ((byte[] start, _) in _marks)
        {
            if (spelled.StartsWith(start.AsSpan(0, start.Length - 1)))
                return true;
        }
        return spelled.StartsWith(_surroundings);
    }

    /// <summary>Whether a text tells the model of the surroundings.</summary>
    public static bool IsSurroundings(ReadOnlySpan<byte> text) => text.StartsWith(_surroundings);

    /// <summary>Finds what a person typed.</summary>
    /// <param name="text">A text that the model was given.</param>
    /// <param name="rest">What the program put behind it; all of the text where it begins otherwise.</param>
    /// <returns>Empty when nobody typed anything in it.</returns>
    public static ReadOnlySpan<byte> In(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> rest)
    {
        rest = default;
        if (text.StartsWith("<user_input "u8) || text.StartsWith("<user_command "u8) || text.StartsWith("<mode_notice>"u8))
            return InInput(text);
        foreach ((byte[] start, byte[] end) in _marks)
        {
            ReadOnlySpan<byte> said = Between(text, start, end, out rest);
            if (!said.IsEmpty)
                return said;
        }
        rest = text;
        return default;
    }

    // A file that is read may hold the same marks; the program's own follow a sentence of its own.
    private static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> text, byte[] start, byte[] end, out ReadOnlySpan<byte> rest)
    {
        rest = text;
        for (int from = 0; text[from..].IndexOf(start) is var found and >= 0; from += found + start.Length)
        {
            int at = from + found;
            if (at > 0 && !text[..at].EndsWith(":\n"u8) && !text[..at].EndsWith(" again.\n"u8))
                continue;
            ReadOnlySpan<byte> inside = text[(at + start.Length)..];
            int length = inside.IndexOf(end);
            if (at == 0)
                rest = length < 0 ? default : inside[(length + end.Length)..];
            return (length < 0 ? inside : inside[..length]).Trim(" \t\r\n"u8);
        }
        return default;
    }

    // <mode_notice>…</mode_notice><user_input mode="act">…</user_input>
    private static ReadOnlySpan<byte> InInput(ReadOnlySpan<byte> text)
    {
        int at = text.IndexOf("<user_input "u8);
        at = at < 0 ? text.IndexOf("<user_command "u8) : at;
        int open = at < 0 ? -1 : text[at..].IndexOf((byte)'>');
        if (open < 0)
            return default;
        ReadOnlySpan<byte> inside = text[(at + open + 1)..];
        int end = inside.IndexOf("</user_input>"u8);
        end = end < 0 ? inside.IndexOf("</user_command>"u8) : end;
        return (end < 0 ? inside : inside[..end]).Trim(" \t\r\n"u8);
    }
}

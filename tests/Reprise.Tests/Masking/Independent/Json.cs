using System.Globalization;
using System.Text;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Writes strings as the JSON writers of different languages do; marks stay as they are.</summary>
internal static class Json
{
    /// <summary>Writes a string as JavaScript and most agents do.</summary>
    public static string Quote(string text) => Quote(text, "", asciiOnly: false);

    /// <summary>Writes a string as a writer drawn by the dice does.</summary>
    public static string Quote(Dice dice, string text) =>
        dice.Next(6) switch
        {
            0 => Quote(text, "/", asciiOnly: false),
            1 => Quote(text, "<>&", asciiOnly: false),
            2 => Quote(text, "<>&='", asciiOnly: false),
            3 => Quote(text, "+<>&'\"`", asciiOnly: true),
            4 => Quote(text, "", asciiOnly: true),
            _ => Quote(text),
        };

    private static string Quote(string text, string alsoEscaped, bool asciiOnly)
    {
        var json = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (Mark.IsMark(c))
                json.Append(c);
            else if (c == '/' && alsoEscaped == "/")
                json.Append("\\/");
            else if (alsoEscaped.Contains(c, StringComparison.Ordinal) || c > 126 && asciiOnly)
                json.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                json.Append(Escape(c));
        }
        return json.Append('"').ToString();
    }

    private static string Escape(char c) =>
        c switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            < ' ' => $"\\u{(int)c:x4}",
            _ => c.ToString(),
        };
}

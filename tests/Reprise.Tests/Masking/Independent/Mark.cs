using System.Text;
using System.Text.RegularExpressions;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Marks secrets in a text by characters for private use, which every carrier leaves as they are.</summary>
internal static partial class Mark
{
    private const char SecretStart = '\uE000';
    private const char AllowedStart = '\uE001';
    private const char End = '\uE002';
    private const char FirstKind = '\uE100';

    private static readonly Lock _lock = new();
    private static readonly List<string> _kinds = [];

    /// <summary>Marks what must be masked.</summary>
    public static string Secret(string kind, string value) => $"{SecretStart}{KindCharacter(kind)}{value}{End}";

    /// <summary>Marks what may be masked or not.</summary>
    public static string Allowed(string value) => $"{AllowedStart}{value}{End}";

    public static bool IsMark(char c) => c is >= SecretStart and <= End || c >= FirstKind && c < '\uF8FF';

    /// <summary>Splits a text into lines; of a secret of several lines the base64 of each is a secret, the rest may be masked.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        string open = "";
        foreach (string line in text.Split('\n'))
        {
            int start = line.LastIndexOf(SecretStart);
            int end = line.LastIndexOf(End);
            bool closes = open.Length > 0 && end >= 0 && start < 0;
            bool opens = start > end;
            if (open.Length > 0 && !closes)
                yield return Body(open, line);
            else if (closes)
                yield return Body(open, line[..end]) + line[(end + 1)..];
            else if (opens)
                yield return line[..start] + Body(line.Substring(start, 2), line[(start + 2)..]);
            else
                yield return line;
            open =
                opens ? line.Substring(start, 2)
                : closes ? ""
                : open;
        }
    }

    private static string Body(string open, string line)
    {
        Match run = Payload().Match(line);
        if (!run.Success || line.Contains(": ", StringComparison.Ordinal))
            return AllowedStart + line + End;
        return line[..run.Index] + open + run.Value + End + line[(run.Index + run.Length)..];
    }

    [GeneratedRegex("[A-Za-z0-9+/]{12,}=*|(?<=^[^A-Za-z]*)[A-Za-z0-9+/]{4,}={0,2}$")]
    private static partial Regex Payload();

    /// <summary>Takes the marks out of a text.</summary>
    public static IndependentCase Take(IndependentCase raw, string text)
    {
        var bytes = new List<byte>();
        List<SecretSpan> secrets = [];
        List<(int, int)> allowed = [];
        var clear = new StringBuilder();
        int start = 0;
        string? kind = null;
        for (int i = 0; i < text.Length; i++)
        {
            if (!IsMark(text[i]))
            {
                clear.Append(text[i]);
                continue;
            }
            bytes.AddRange(Encoding.UTF8.GetBytes(clear.ToString()));
            clear.Clear();
            if (text[i] == End && kind is not null)
                secrets.Add(new SecretSpan(kind, start, bytes.Count));
            else if (text[i] == End)
                allowed.Add((start, bytes.Count));
            else
                (start, kind) = (bytes.Count, text[i] == SecretStart ? _kinds[text[++i] - FirstKind] : null);
        }
        bytes.AddRange(Encoding.UTF8.GetBytes(clear.ToString()));
        return raw with { Bytes = [.. bytes], Secrets = [.. secrets.Where(s => s.End > s.Start)], Allowed = allowed };
    }

    private static char KindCharacter(string kind)
    {
        lock (_lock)
        {
            int index = _kinds.IndexOf(kind);
            if (index < 0)
            {
                index = _kinds.Count;
                _kinds.Add(kind);
            }
            return (char)(FirstKind + index);
        }
    }
}

using System.Text;

namespace Reprise.Tests.Masking.Independent;

/// <summary>Marks secrets in a text by characters for private use, which every carrier leaves as they are.</summary>
internal static class Mark
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

    /// <summary>Splits a text into lines; a secret of several lines becomes one secret a line.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        string open = "";
        foreach (string line in text.Split('\n'))
        {
            string before = open;
            for (int i = 0; i < line.Length; i++)
            {
                if (line[i] == SecretStart)
                    open = line.Substring(i, 2);
                else if (line[i] == AllowedStart)
                    open = line.Substring(i, 1);
                else if (line[i] == End)
                    open = "";
            }
            yield return before + line + (open.Length > 0 ? End : "");
        }
    }

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

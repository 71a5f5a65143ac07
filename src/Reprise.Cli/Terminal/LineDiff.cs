namespace Reprise.Cli.Terminal;

/// <summary>Compares two texts line by line.</summary>
internal static class LineDiff
{
    /// <summary>Texts with more lines are compared as a whole between the first and the last line that differ.</summary>
    private const int MaxLines = 2000;

    private const int LongLine = 160;
    private const int Around = 60;

    /// <summary>Lists the lines that differ, those of the first text with a minus and those of the second with a plus.</summary>
    public static IEnumerable<(char Sign, string Line)> Of(string before, string after)
    {
        string[] a = before.TrimEnd().Split('\n');
        string[] b = after.TrimEnd().Split('\n');
        int start = 0;
        while (start < Math.Min(a.Length, b.Length) && a[start] == b[start])
            start++;
        int end = 0;
        while (end < Math.Min(a.Length, b.Length) - start && a[^(end + 1)] == b[^(end + 1)])
            end++;
        return Changes(a[start..^end], b[start..^end]);
    }

    /// <summary>Cuts what is the same out of two long lines, but for a little around what differs.</summary>
    public static (string Before, string After) Shorten(string before, string after)
    {
        int start = 0;
        while (start < Math.Min(before.Length, after.Length) && before[start] == after[start])
            start++;
        int end = 0;
        while (end < Math.Min(before.Length, after.Length) - start && before[^(end + 1)] == after[^(end + 1)])
            end++;
        return (Cut(before, start, end), Cut(after, start, end));
    }

    private static string Cut(string line, int start, int end)
    {
        int from = line.Length > LongLine && start > Around ? start - Around : 0;
        int to = line.Length > LongLine && end > Around ? line.Length - end + Around : line.Length;
        // Half a character is none.
        if (from > 0 && char.IsLowSurrogate(line[from]))
            from--;
        if (to < line.Length && char.IsLowSurrogate(line[to]))
            to++;
        return $"{(from > 0 ? "…" : "")}{line[from..to]}{(to < line.Length ? "…" : "")}";
    }

    private static List<(char Sign, string Line)> Changes(string[] a, string[] b)
    {
        if (a.Length > MaxLines || b.Length > MaxLines)
            return [.. a.Select(line => ('-', line)), .. b.Select(line => ('+', line))];
        List<(char Sign, string Line)> changes = [];
        List<string> removed = [];
        List<string> added = [];
        int[,] common = Common(a, b);
        int i = 0;
        int j = 0;
        while (i < a.Length || j < b.Length)
        {
            if (i < a.Length && j < b.Length && a[i] == b[j])
            {
                Flush();
                i++;
                j++;
            }
            else if (j >= b.Length || (i < a.Length && common[i + 1, j] >= common[i, j + 1]))
                removed.Add(a[i++]);
            else
                added.Add(b[j++]);
        }
        Flush();
        return changes;

        // A line that stayed one line is shown with what became of it.
        void Flush()
        {
            for (int k = 0; k < Math.Max(removed.Count, added.Count); k++)
            {
                bool isPair = k < removed.Count && k < added.Count;
                (string before, string after) = isPair ? Shorten(removed[k], added[k]) : ("", "");
                if (k < removed.Count)
                    changes.Add(('-', isPair ? before : removed[k]));
                if (k < added.Count)
                    changes.Add(('+', isPair ? after : added[k]));
            }
            removed.Clear();
            added.Clear();
        }
    }

    /// <summary>Counts the lines that the rests of both texts have in common.</summary>
    private static int[,] Common(string[] a, string[] b)
    {
        int[,] common = new int[a.Length + 1, b.Length + 1];
        for (int i = a.Length - 1; i >= 0; i--)
        {
            for (int j = b.Length - 1; j >= 0; j--)
                common[i, j] = a[i] == b[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }
        return common;
    }
}

namespace Reprise.Searching;

/// <summary>Finds a text that everything contains that a regular expression fits.</summary>
internal static class RequiredText
{
    /// <summary>Finds the longest such text.</summary>
    /// <returns>Null when there is none, or none that can be told without understanding the whole expression.</returns>
    public static string? Of(string pattern)
    {
        string best = "";
        var run = new System.Text.StringBuilder();
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            switch (c)
            {
                case '|':
                    return null;
                case '\\':
                    if (++i >= pattern.Length)
                        return null;
                    if (!char.IsLetterOrDigit(pattern[i]))
                    {
                        run.Append(pattern[i]);
                        break;
                    }
                    if (!SkipClass(pattern, ref i))
                        return null;
                    End(run, ref best);
                    break;
                case '{' when EndOfQuantifier(pattern, i) is var end:
                    // A brace that is no quantifier stands for itself.
                    if (end < 0)
                    {
                        run.Append(c);
                        break;
                    }
                    i = end;
                    EndOptional(run, ref best);
                    break;
                case '*' or '?':
                    EndOptional(run, ref best);
                    break;
                case '[':
                    End(run, ref best);
                    i = EndOfSet(pattern, i);
                    break;
                case '(':
                    End(run, ref best);
                    i = EndOfGroup(pattern, i);
                    if (i < 0)
                        return null;
                    break;
                case '.' or '^' or '$' or '+' or ')':
                    End(run, ref best);
                    break;
                default:
                    run.Append(c);
                    break;
            }
        }
        End(run, ref best);
        return best.Length == 0 ? null : best;
    }

    /// <summary>Ends a run whose last character may be missing.</summary>
    private static void EndOptional(System.Text.StringBuilder run, ref string best)
    {
        if (run.Length > 0)
            run.Length--;
        End(run, ref best);
    }

    /// <summary>Finds the end of <c>{2}</c>, <c>{2,}</c> or <c>{2,3}</c>; -1 when it is none of them.</summary>
    private static int EndOfQuantifier(string pattern, int i)
    {
        int start = ++i;
        while (i < pattern.Length && char.IsAsciiDigit(pattern[i]))
            i++;
        if (i == start)
            return -1;
        if (i < pattern.Length && pattern[i] == ',')
            i++;
        while (i < pattern.Length && char.IsAsciiDigit(pattern[i]))
            i++;
        return i < pattern.Length && pattern[i] == '}' ? i : -1;
    }

    private static void End(System.Text.StringBuilder run, ref string best)
    {
        if (run.Length > best.Length)
            best = run.ToString();
        run.Clear();
    }

    /// <summary>Skips a class of characters; an escape that is followed by more than its letter is not understood.</summary>
    private static bool SkipClass(string pattern, ref int i)
    {
        if (pattern[i] is 'd' or 'D' or 'w' or 'W' or 's' or 'S' or 'b' or 'B' or 'A' or 'z' or 'Z' or 'n' or 'r' or 't')
            return true;
        if (pattern[i] is not ('p' or 'P'))
            return false;
        i = pattern.IndexOf('}', i);
        return i >= 0;
    }

    private static int EndOfSet(string pattern, int i)
    {
        int depth = 0;
        for (int start = i; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
                i++;
            // A set may be taken away from a set.
            else if (pattern[i] == '[' && (i == start || pattern[i - 1] == '-'))
                depth++;
            else if (pattern[i] == ']' && i > start + 1 && !(i == start + 2 && pattern[i - 1] == '^') && --depth == 0)
                return i;
        }
        return pattern.Length;
    }

    // What is in a group may be an alternative; options in a group may hold beyond it.
    private static int EndOfGroup(string pattern, int i)
    {
        int depth = 0;
        for (; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
                i++;
            else if (pattern[i] == '[')
                i = EndOfSet(pattern, i);
            else if (pattern[i] == ')' && --depth == 0)
                return i;
            else if (pattern[i] == '(')
            {
                depth++;
                if (
                    pattern.AsSpan(i).StartsWith("(?")
                    && (i + 2 >= pattern.Length || pattern[i + 2] is not (':' or '=' or '!' or '<' or '>'))
                )
                    return -1;
            }
        }
        return -1;
    }
}

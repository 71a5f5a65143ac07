namespace Reprise.Cli;

/// <summary>Finds what somebody probably meant to type.</summary>
internal static class Nearest
{
    /// <summary>Returns the candidate with the fewest changes; null when none is near.</summary>
    public static string? To(string word, IEnumerable<string> candidates)
    {
        string? best = null;
        // Two changes at most, and never more than half of the word: further away a suggestion is only noise.
        int limit = Math.Min(2, word.TrimStart('-').Length / 2);
        int bestDistance = limit + 1;
        foreach (string candidate in candidates)
        {
            int distance = Distance(word, candidate);
            if (distance >= bestDistance)
                continue;
            best = candidate;
            bestDistance = distance;
        }
        return best ?? (word.Length >= 3 ? candidates.FirstOrDefault(c => c.StartsWith(word, StringComparison.Ordinal)) : null);
    }

    /// <summary>Counts insertions, deletions, replacements and swaps of neighbours.</summary>
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            cost[0, j] = j;
        for (int i = 1; i <= a.Length; i++)
        for (int j = 1; j <= b.Length; j++)
        {
            int replace = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            cost[i, j] = Math.Min(Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1, replace);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
        }
        return cost[a.Length, b.Length];
    }
}

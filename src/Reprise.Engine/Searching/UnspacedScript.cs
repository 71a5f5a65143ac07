namespace Reprise.Searching;

/// <summary>Knows scripts that put no spaces between words: the full text takes a whole run of them for one word.</summary>
internal static class UnspacedScript
{
    /// <summary>Whether a query looks for words of such a script.</summary>
    public static bool IsIn(QueryNode query) =>
        query switch
        {
            QueryNode.Words words => words.Text.Any(Is),
            QueryNode.All all => all.Parts.Any(IsIn),
            QueryNode.Any any => any.Parts.Any(IsIn),
            QueryNode.Without without => IsIn(without.Wanted) || IsIn(without.Unwanted),
            _ => false,
        };

    // Thai to Myanmar, Khmer, Japanese syllables, Han with its extensions (as surrogates), and their compatibility forms.
    private static bool Is(char c) =>
        c
            is (>= '\u0e00' and <= '\u109f')
                or (>= '\u1780' and <= '\u17ff')
                or (>= '\u3005' and <= '\u30ff')
                or (>= '\u31f0' and <= '\u31ff')
                or (>= '\u3400' and <= '\u9fff')
                or (>= '\uf900' and <= '\ufaff')
                or (>= '\ud840' and <= '\ud8bf')
                or (>= '\uff66' and <= '\uff9f');
}

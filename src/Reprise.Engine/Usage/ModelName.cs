namespace Reprise.Usage;

/// <summary>Finds out under which names a model may stand in a price list.</summary>
/// <remarks>
/// A name is first looked up as it is; what is taken off afterwards never makes one model into another:
/// <c>claude-opus-5-9</c> is not <c>claude-opus-5</c>.
/// </remarks>
public static class ModelName
{
    /// <summary>What Claude Code writes for answers that no model gave.</summary>
    public const string Synthetic = "<synthetic>";

    /// <summary>The end of names that ask for a faster, dearer answer of the model before it.</summary>
    public const string FastEnding = "-fast";

    private const string Claude = "claude-";

    private static readonly string[] Regions = ["us-gov.", "us.", "eu.", "apac.", "global.", "jp.", "au.", "ca."];

    private static readonly string[] Makers =
    [
        "anthropic.",
        "openai.",
        "meta.",
        "amazon.",
        "mistral.",
        "cohere.",
        "deepseek.",
        "qwen.",
        "moonshot.",
        "moonshotai.",
        "zai.",
        "minimax.",
        "google.",
    ];

    // Ways to ask one model: how long it thinks is counted in its tokens, and which day's alias it is changes no price.
    private static readonly string[] Endings =
    [
        "-latest",
        "-preview",
        "-thinking",
        "-none",
        "-minimal",
        "-low",
        "-medium",
        "-high",
        "-xhigh",
        ":thinking",
    ];

    /// <summary>The names to look up, the name as it is first, all in lower case; none for an empty name.</summary>
    public static IReadOnlyList<string> FormsOf(string model)
    {
        string name = model.Trim().ToLowerInvariant();
        if (name.Length == 0)
            return [];
        List<string> forms = [name];
        if (name == Synthetic)
            return forms;
        // The path before a name is no part of it. A slash at the end leaves nothing.
        name = Add(forms, name[(name.LastIndexOf('/') + 1)..]);
        name = Add(forms, WithoutBedrock(name));
        name = Add(forms, WithoutBracket(name));
        name = Add(forms, WithoutAt(name));
        if (name.StartsWith(Claude, StringComparison.Ordinal))
            name = Add(forms, name.Replace('.', '-'));
        for (string shorter = WithoutEnding(name); shorter != name; shorter = WithoutEnding(name))
            name = Add(forms, shorter);
        Add(forms, VersionLast(name));
        return forms;
    }

    /// <summary>Counts what stands before a model's own name in the names of Amazon Bedrock, such as <c>us.anthropic.</c>.</summary>
    internal static int BedrockStart(string name)
    {
        int start = Array.Find(Regions, region => name.StartsWith(region, StringComparison.Ordinal))?.Length ?? 0;
        string rest = name[start..];
        return Array.Find(Makers, maker => rest.StartsWith(maker, StringComparison.Ordinal)) is { } found
            ? start + found.Length
            : 0;
    }

    private static string Add(List<string> forms, string name)
    {
        if (name.Length == 0)
            return forms[^1];
        if (!forms.Contains(name))
            forms.Add(name);
        return name;
    }

    private static string WithoutBedrock(string name)
    {
        int start = BedrockStart(name);
        if (start == 0)
            return name;
        name = name[start..];
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && IsDigits(name.AsSpan(colon + 1)))
            name = name[..colon];
        int version = name.LastIndexOf("-v", StringComparison.Ordinal);
        return version > 0 && IsDigits(name.AsSpan(version + 2)) ? name[..version] : name;
    }

    // Claude Code's [1m] asks for a longer context.
    private static string WithoutBracket(string name)
    {
        int bracket = name.IndexOf('[', StringComparison.Ordinal);
        return bracket > 0 && name[^1] == ']' ? name[..bracket] : name;
    }

    private static string WithoutAt(string name)
    {
        int at = name.LastIndexOf('@');
        return at > 0 && (IsDigits(name.AsSpan(at + 1)) || name.AsSpan(at + 1) is "latest" or "default") ? name[..at] : name;
    }

    private static string WithoutEnding(string name)
    {
        int date = DateStart(name);
        if (date > 0)
            return name[..date];
        // Only where the ending is known to be a way to ask: kimi-k2-thinking is another model than kimi-k2.
        if (!TakesEndings(name))
            return name;
        foreach (string ending in Endings)
        {
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                return name[..^ending.Length];
        }
        return name;
    }

    private static bool TakesEndings(string name) =>
        name.StartsWith(Claude, StringComparison.Ordinal)
        || name.StartsWith("gpt-", StringComparison.Ordinal)
        || name.StartsWith("codex-", StringComparison.Ordinal)
        || name.StartsWith("gemini-", StringComparison.Ordinal)
        || name is ['o', >= '1' and <= '9', '-', ..]
        || name.EndsWith("-latest", StringComparison.Ordinal);

    /// <summary>Finds a date at the end: -20250929, -2025-09-29, and Gemini's -preview-09-2025 and -preview-06-05.</summary>
    private static int DateStart(string name)
    {
        ReadOnlySpan<char> text = name;
        if (text.Length > 9 && text[^9] == '-' && text[^8..].StartsWith("20") && IsDigits(text[^8..]))
            return text.Length - 9;
        if (text.Length > 11 && text[^11] == '-' && text[^10..].StartsWith("20") && IsPattern(text[^10..], "0000-00-00"))
            return text.Length - 11;
        const string Preview = "-preview";
        int preview = name.LastIndexOf(Preview + "-", StringComparison.Ordinal);
        if (preview <= 0)
            return 0;
        ReadOnlySpan<char> rest = text[(preview + Preview.Length)..];
        return IsPattern(rest, "-00-00") || IsPattern(rest, "-00-0000") ? preview + Preview.Length : 0;
    }

    // Cursor writes claude-4-5-sonnet. The older models, such as claude-3-5-sonnet, are called so by everybody.
    private static string VersionLast(string name)
    {
        if (!name.StartsWith(Claude, StringComparison.Ordinal))
            return name;
        string[] parts = name[Claude.Length..].Split('-');
        int digits = Array.FindIndex(parts, part => !IsDigits(part));
        bool isReversed = digits is 1 or 2 && parts.Length == digits + 1 && parts[0] is [>= '4' and <= '9'];
        return isReversed ? $"{Claude}{parts[^1]}-{string.Join('-', parts[..digits])}" : name;
    }

    private static bool IsPattern(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern)
    {
        if (text.Length != pattern.Length)
            return false;
        for (int i = 0; i < text.Length; i++)
        {
            if (pattern[i] == '0' ? !char.IsAsciiDigit(text[i]) : text[i] != pattern[i])
                return false;
        }
        return true;
    }

    private static bool IsDigits(ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}

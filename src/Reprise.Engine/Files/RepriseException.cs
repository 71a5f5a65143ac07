namespace Reprise.Files;

/// <summary>An error that the user can cure: it says what is wrong and what to do.</summary>
/// <param name="kind">A short stable word for scripts, such as <c>config</c> or <c>locked</c>.</param>
/// <param name="message">What is wrong, as a sentence without content of any session.</param>
/// <param name="hint">What to do about it; null when there is nothing to say.</param>
public sealed class RepriseException(string kind, string message, string? hint = null, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>A short stable word for scripts.</summary>
    public string Kind { get; } = kind;

    /// <summary>What to do about it; null when there is nothing to say.</summary>
    public string? Hint { get; } = hint;
}

namespace Reprise.Searching;

/// <summary>Finds what a query looks for in the text of a message. For one thread at a time.</summary>
internal abstract class MessageMatcher : IDisposable
{
    /// <summary>Matches a message.</summary>
    /// <returns>Null when it does not fit.</returns>
    public abstract MatchedText? Match(string text, string tools);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the matcher holds.</summary>
    protected virtual void Dispose(bool disposing) { }
}

/// <summary>The part of a message that a query fits.</summary>
/// <param name="Text">The part.</param>
/// <param name="Matches">Where it fits, in the order of the text and without overlap.</param>
internal sealed record MatchedText(string Text, IReadOnlyList<TextSpan> Matches);

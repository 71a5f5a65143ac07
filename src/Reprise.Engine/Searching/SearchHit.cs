using Reprise.Indexing;
using Reprise.Protocol;

namespace Reprise.Searching;

/// <summary>A message that a query fits.</summary>
public sealed record SearchHit
{
    public required IndexedSession Session { get; init; }

    /// <summary>The native id of the message; null when it has none.</summary>
    public string? MessageId { get; init; }
    public required MessageRole Role { get; init; }
    public required MessageKind Kind { get; init; }

    /// <summary>When it was written, UTC; null when unknown.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The subagent that speaks or is spoken to; null in the main thread.</summary>
    public string? Subagent { get; init; }

    /// <summary>The text around the first match; empty when the archive could not be read.</summary>
    public required Snippet Snippet { get; init; }

    /// <summary>How well it fits, the higher the better; 0 where hits are not ranked but given newest first.</summary>
    public required double Rank { get; init; }
}

/// <summary>A piece of a message for people to read: masked, without control characters.</summary>
/// <param name="Text">The text.</param>
/// <param name="Matches">Where it fits, in the order of the text and without overlap.</param>
public sealed record Snippet(string Text, IReadOnlyList<TextSpan> Matches);

/// <summary>A run of UTF-16 characters.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
}

/// <summary>A session that could not be searched to its end.</summary>
/// <param name="Session">The session.</param>
/// <param name="Reason">Why, without content.</param>
public sealed record SearchProblem(SessionKey Session, string Reason);

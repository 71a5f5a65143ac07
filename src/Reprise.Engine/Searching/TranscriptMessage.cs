using Reprise.Protocol;

namespace Reprise.Searching;

/// <summary>A message of a transcript.</summary>
public sealed record TranscriptMessage
{
    /// <summary>The native id; null when it has none.</summary>
    public string? Id { get; init; }
    public required MessageRole Role { get; init; }
    public required MessageKind Kind { get; init; }

    /// <summary>When it was written, UTC; null when unknown.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The subagent that speaks or is spoken to; null in the main thread.</summary>
    public string? Subagent { get; init; }

    /// <summary>The model that answered; null where none did.</summary>
    public string? Model { get; init; }

    /// <summary>What was said, in order.</summary>
    public required IReadOnlyList<TranscriptPart> Parts { get; init; }
}

/// <summary>A part of a message. Its text is masked and has no control characters but line ends and tabs.</summary>
public abstract record TranscriptPart
{
    private TranscriptPart() { }

    /// <summary>What was hidden in it, also beyond where it was cut; null when nothing was.</summary>
    public IReadOnlyList<HiddenParts>? Hidden { get; init; }

    /// <summary>Text that a person or the model wrote.</summary>
    public sealed record Text(string Value) : TranscriptPart;

    /// <summary>The model's thinking.</summary>
    public sealed record Thinking(string Value) : TranscriptPart;

    /// <summary>A call of a tool.</summary>
    /// <param name="CallId">What joins it to its result; null when there is nothing.</param>
    /// <param name="Name">The tool.</param>
    /// <param name="Input">The start of its input.</param>
    /// <param name="OmittedBytes">The bytes of the input that are left out.</param>
    public sealed record ToolCall(string? CallId, string Name, string Input, int OmittedBytes) : TranscriptPart;

    /// <summary>The result of a call of a tool.</summary>
    /// <param name="CallId">The call; null when it is not told.</param>
    /// <param name="IsError">Whether the tool failed.</param>
    /// <param name="Output">The start of its output.</param>
    /// <param name="OmittedBytes">The bytes of the output that are left out.</param>
    public sealed record ToolResult(string? CallId, bool IsError, string Output, int OmittedBytes) : TranscriptPart;
}

/// <summary>How many parts of a text a redaction has hidden.</summary>
/// <param name="Redaction">The id of the redaction.</param>
/// <param name="Parts">From 1 on.</param>
public readonly record struct HiddenParts(string Redaction, int Parts);

namespace Reprise.Protocol;

/// <summary>Who speaks in a message.</summary>
public enum MessageRole : byte
{
    User,
    Assistant,
    System,
    Tool,
}

/// <summary>What a message is for the reader of a session; only the first two are counted as messages.</summary>
public enum MessageKind : byte
{
    /// <summary>A text that a person typed in the main thread.</summary>
    Prompt,

    /// <summary>One answer of the model: one API response, however many records it spans.</summary>
    Answer,

    /// <summary>The result of a tool call.</summary>
    ToolResult,

    /// <summary>A text that the agent put in by itself: reminders, command output, instructions.</summary>
    Meta,

    /// <summary>The summary that stands for earlier messages after a compaction.</summary>
    Summary,

    /// <summary>A notice of the agent: an error, an interrupt, a change of state.</summary>
    Notice,
}

/// <summary>What is known of a message before its content.</summary>
public readonly ref struct MessageHead
{
    /// <summary>The native id that stays the same when the record is read again or copied; empty when there is none.</summary>
    public ReadOnlySpan<byte> Key { get; init; }

    /// <summary>Who speaks.</summary>
    public MessageRole Role { get; init; }

    /// <summary>What the message is.</summary>
    public MessageKind Kind { get; init; }

    /// <summary>When it was written, UTC; null when the record has no time.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The subagent that speaks or is spoken to; empty in the main thread.</summary>
    public ReadOnlySpan<byte> Subagent { get; init; }

    /// <summary>The model that answered; empty where none did.</summary>
    public ReadOnlySpan<byte> Model { get; init; }
}

namespace Reprise.Protocol;

/// <summary>
/// Receives a session as a stream of events in the order of its records: the canonical form every agent's reader
/// produces. All text is masked UTF-8 with its JSON escapes undone, and valid only during the call.
/// </summary>
/// <remarks>
/// Calls for one message are <see cref="BeginMessage"/>, any number of blocks, <see cref="EndMessage"/>. A message whose
/// key was seen before is a continuation of that message, not a new one.
/// </remarks>
public abstract class SessionSink
{
    /// <summary>Tells a thing about the session as a whole.</summary>
    /// <param name="fact">What is told.</param>
    /// <param name="value">Its text; an empty one is ignored unless the fact says otherwise.</param>
    public abstract void Fact(SessionFact fact, ReadOnlySpan<byte> value);

    /// <summary>Counts one more of something.</summary>
    public abstract void Count(SessionCount what);

    /// <summary>Tells that the session was alive at a time, for records that are no messages.</summary>
    public abstract void Activity(DateTimeOffset timestamp);

    /// <summary>Begins a message, or goes on with the one of the same key.</summary>
    public abstract void BeginMessage(in MessageHead head);

    /// <summary>Adds text to the message that was begun.</summary>
    public abstract void Block(BlockKind kind, ReadOnlySpan<byte> text);

    /// <summary>Adds a tool call to the message that was begun.</summary>
    /// <param name="callId">The native id that joins call and result; empty when there is none.</param>
    /// <param name="name">The tool's name as the agent spells it.</param>
    /// <param name="input">The input as JSON, or as raw text for tools that take text.</param>
    public abstract void ToolCall(ReadOnlySpan<byte> callId, ReadOnlySpan<byte> name, ReadOnlySpan<byte> input);

    /// <summary>Tells that the blocks that follow in this message are the result of a call.</summary>
    /// <param name="callId">The id of the call.</param>
    /// <param name="isError">Whether the tool failed.</param>
    public abstract void ToolResult(ReadOnlySpan<byte> callId, bool isError);

    /// <summary>Ends the message that was begun.</summary>
    public abstract void EndMessage();

    /// <summary>Tells the tokens of an API response.</summary>
    public abstract void Usage(in ResponseUsage usage);
}

namespace Reprise.Protocol;

/// <summary>A thing that a record tells about its session as a whole.</summary>
public enum SessionFact : byte
{
    /// <summary>A working folder; the first told is where the session was started.</summary>
    Folder,

    /// <summary>The git branch; the last told holds.</summary>
    Branch,

    /// <summary>The address of the git remote.</summary>
    Remote,

    /// <summary>The version of the agent that wrote the records; the last told holds.</summary>
    AgentVersion,

    /// <summary>A title that a person gave; the last told holds, and an empty one takes it back.</summary>
    CustomTitle,

    /// <summary>A title that the agent made up; the last told holds.</summary>
    GeneratedTitle,

    /// <summary>A summary that older releases used as a title; the last told holds.</summary>
    SummaryTitle,

    /// <summary>The native id of the session that this one was forked or continued from.</summary>
    ForkedFrom,

    /// <summary>The native id of the session that started this one as its subagent.</summary>
    ParentSession,

    /// <summary>The id of a subagent whose messages are part of this session's footprint.</summary>
    Subagent,
}

/// <summary>A thing that is only counted.</summary>
public enum SessionCount : byte
{
    /// <summary>A record of a kind that the reader does not know; it is kept in the archive.</summary>
    UnknownRecord,

    /// <summary>A record that cannot be read: torn, not JSON, nested too deep or of too many values.</summary>
    DamagedRecord,

    /// <summary>The context was compacted.</summary>
    Compaction,

    /// <summary>A person interrupted the model.</summary>
    Interrupt,

    /// <summary>The provider answered with an error.</summary>
    ApiError,

    /// <summary>A tool call that ended in an error.</summary>
    ToolError,

    /// <summary>An image in a message or in a tool's output.</summary>
    Image,

    /// <summary>A block of thinking in the main thread, readable or not.</summary>
    Thinking,

    /// <summary>A record that is longer than what is read; it is kept in the archive.</summary>
    OversizedRecord,
}

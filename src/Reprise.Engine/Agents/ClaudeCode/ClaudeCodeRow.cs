using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.ClaudeCode;

/// <summary>A record of the conversation with what all of them have.</summary>
internal readonly ref struct ClaudeCodeRow
{
    public JsonValue Row { get; init; }

    public ReadOnlySpan<byte> Uuid { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The subagent it belongs to; empty in the main thread.</summary>
    public ReadOnlySpan<byte> Subagent { get; init; }

    /// <summary>Whether it belongs to the main thread, which alone is counted.</summary>
    public bool IsMain => Subagent.IsEmpty;

    /// <summary>Makes the head of a message that is known by the record's own id.</summary>
    public MessageHead Head(MessageRole role, MessageKind kind) =>
        new()
        {
            Key = Uuid,
            Role = role,
            Kind = kind,
            Timestamp = Timestamp,
            Subagent = Subagent,
        };
}

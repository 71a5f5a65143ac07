using Reprise.Protocol;

namespace Reprise.Indexing;

/// <summary>Where in a session the placeholder of a secret stands.</summary>
public enum FindingPlace : byte
{
    /// <summary>In a text that a person typed.</summary>
    Prompt,

    /// <summary>In what the model wrote: its answers, its thinking, the tasks that it gave to subagents.</summary>
    Answer,

    /// <summary>In the input of a tool call.</summary>
    ToolInput,

    /// <summary>In the output of a tool.</summary>
    ToolOutput,

    /// <summary>In anything else: notes of the agent, summaries, records and files that show no message.</summary>
    Other,
}

/// <summary>A secret that was masked in a file of a session, as its archive entry counts it.</summary>
/// <param name="File">The file's place in the manifest.</param>
/// <param name="Key">The secret.</param>
/// <param name="Count">How often it was masked in the current state.</param>
/// <param name="Older">How often it was masked in states that the current one replaced.</param>
public sealed record FileFinding(int File, FindingKey Key, long Count, long Older);

/// <param name="Message">The place of the message in the batch.</param>
/// <param name="CallId">The tool call that it stands in, or whose output it stands in; empty when in none.</param>
internal readonly record struct FindingPlaceRow(int Message, FindingPlace Place, TextRange CallId, FindingKey Key, long Count);

using System.Text;
using Reprise.Protocol;

namespace Reprise.Agents.Codex;

/// <summary>
/// Tells each prompt once. Events tell what a person typed; the items that the model sees repeat it, and hold notes of
/// Codex's own that look the same. Where no event tells a prompt, an item that is no such note is one.
/// </summary>
internal sealed class CodexPrompts(CodexState state)
{
    private static readonly byte[][] _notes =
    [
        .. new[]
        {
            "<environment_context>",
            "<user_instructions>",
            "# AGENTS.md instructions",
            "<INSTRUCTIONS>",
            "<turn_aborted>",
            "<subagent_notification>",
            "<user_shell_command>",
            "<user_action>",
            "<skill>",
            "<skills_instructions>",
            "<recommended_plugins>",
            "<permissions instructions>",
            "<collaboration_mode>",
            "<personality_spec>",
            "<hook_",
            "<model_switch>",
            "<goal_context>",
            "<codex_",
            "<apps_instructions>",
            "<plugins_instructions>",
            "<realtime_",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private readonly byte[] _key = new byte[24];

    /// <summary>Whether a text was put in by Codex.</summary>
    public static bool IsNote(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \t\r\n"u8);
        foreach (byte[] note in _notes)
        {
            if (text.StartsWith(note))
                return true;
        }
        return false;
    }

    /// <summary>Takes a prompt that an event tells.</summary>
    public void TakeEvent(ReadOnlySpan<byte> text, DateTimeOffset? at, SessionSink sink)
    {
        state.Candidate = [];
        state.HasPromptEvents = true;
        state.LastPrompt = Hash(text);
        TellPrompt(text, at, sink);
    }

    /// <summary>Takes a text of the user's side among the items, which an event may have told or may still tell.</summary>
    public void TakeItem(ReadOnlySpan<byte> text, DateTimeOffset? at, SessionSink sink)
    {
        TellCandidate(sink, isFinal: false);
        if (text.IsEmpty || (state.HasPromptEvents && Hash(text) == state.LastPrompt))
            return;
        state.Candidate = text.ToArray();
        state.CandidateTicks = at?.UtcTicks ?? 0;
    }

    /// <summary>Tells a text that no event told: as a prompt where there are no such events, else as a note.</summary>
    /// <param name="sink">Where it is told.</param>
    /// <param name="isFinal">Whether an event may still come in a later capture, so that nothing is decided.</param>
    public void TellCandidate(SessionSink sink, bool isFinal)
    {
        if (state.Candidate.Length == 0)
            return;
        byte[] text = state.Candidate;
        DateTimeOffset? at = state.CandidateTicks == 0 ? null : new DateTimeOffset(state.CandidateTicks, TimeSpan.Zero);
        if (!state.HasPromptEvents)
        {
            TellPrompt(text, at, sink);
            // The same key is given again if the prompt is told in a later capture.
            if (isFinal)
                state.Prompts--;
        }
        else if (!isFinal)
        {
            TellNote(MessageRole.User, text, at, sink);
        }
        if (!isFinal)
            state.Candidate = [];
    }

    /// <summary>Tells a prompt at once.</summary>
    public void TellPrompt(ReadOnlySpan<byte> text, DateTimeOffset? at, SessionSink sink)
    {
        state.Prompts++;
        Tell(Head('p', state.Prompts, MessageRole.User, MessageKind.Prompt, at), text, sink);
    }

    /// <summary>Tells a text that Codex put in.</summary>
    public void TellNote(MessageRole role, ReadOnlySpan<byte> text, DateTimeOffset? at, SessionSink sink)
    {
        if (!text.IsEmpty)
            Tell(OtherHead(role, MessageKind.Meta, at), text, sink);
    }

    /// <summary>Makes the head of an answer.</summary>
    public MessageHead AnswerHead(DateTimeOffset? at) =>
        Head('a', ++state.Answers, MessageRole.Assistant, MessageKind.Answer, at);

    /// <summary>Makes the head of a message that is neither prompt nor answer.</summary>
    public MessageHead OtherHead(MessageRole role, MessageKind kind, DateTimeOffset? at) =>
        Head('n', ++state.Others, role, kind, at);

    private static void Tell(in MessageHead head, ReadOnlySpan<byte> text, SessionSink sink)
    {
        sink.BeginMessage(head);
        sink.Block(BlockKind.Text, text);
        sink.EndMessage();
    }

    /// <summary>Most records have no id of their own; their number among their kind stays the same when a session is read again.</summary>
    private MessageHead Head(char kind, long number, MessageRole role, MessageKind messageKind, DateTimeOffset? at)
    {
        _key[0] = (byte)kind;
        number.TryFormat(_key.AsSpan(1), out int written);
        return new MessageHead
        {
            Key = _key.AsSpan(0, written + 1),
            Role = role,
            Kind = messageKind,
            Timestamp = at,
            Model = role == MessageRole.Assistant ? state.Model : default,
        };
    }

    // FNV-1a: the hash is saved, so it must be the same in every process.
    private static ulong Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in text.Trim(" \t\r\n"u8))
            hash = (hash ^ b) * 1099511628211;
        return hash;
    }
}

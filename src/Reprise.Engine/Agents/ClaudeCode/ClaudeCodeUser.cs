using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.ClaudeCode;

/// <summary>Reads the records of the user's side: prompts, results of tools, and what the agent put in by itself.</summary>
internal sealed class ClaudeCodeUser(Utf8Scratch scratch)
{
    private readonly ClaudeCodeOutput _output = new(scratch);

    /// <summary>Reads a record of type <c>user</c>.</summary>
    /// <returns>Whether it gave a message.</returns>
    public bool Read(in ClaudeCodeRow chain, SessionSink sink)
    {
        JsonValue row = chain.Row;
        JsonValue content = row["message"u8]["content"u8];
        if (ClaudeCodeOutput.HasResult(content))
        {
            _output.Read(chain, content, sink);
            return true;
        }
        if (row["isCompactSummary"u8].IsTrue)
            return Tell(chain, chain.Uuid, MessageKind.Summary, content, sink);
        JsonValue origin = row["origin"u8]["kind"u8];
        bool isTyped =
            !row["isMeta"u8].IsTrue
            && !row["toolUseResult"u8].IsPresent
            && !row["sourceToolUseID"u8].IsPresent
            && (!origin.IsPresent || origin.Is("human"u8));
        return TellTyped(chain, chain.Uuid, isTyped, content, sink);
    }

    /// <summary>Reads a record of type <c>attachment</c>: a prompt that was typed while the model was at work is one.</summary>
    /// <returns>Whether it gave a message.</returns>
    public bool ReadAttachment(in ClaudeCodeRow chain, SessionSink sink)
    {
        JsonValue attachment = chain.Row["attachment"u8];
        if (!attachment["type"u8].Is("queued_command"u8))
            return false;
        JsonValue origin = attachment["origin"u8]["kind"u8];
        bool isTyped =
            !attachment["isMeta"u8].IsTrue
            && !chain.Row["isMeta"u8].IsTrue
            && !attachment["commandMode"u8].Is("task-notification"u8)
            && (!origin.IsPresent || origin.Is("human"u8));
        ReadOnlySpan<byte> source = attachment["source_uuid"u8].Text(scratch);
        return TellTyped(chain, source.IsEmpty ? chain.Uuid : source, isTyped, attachment["prompt"u8], sink);
    }

    private bool TellTyped(in ClaudeCodeRow chain, ReadOnlySpan<byte> key, bool isTyped, JsonValue content, SessionSink sink)
    {
        if (!isTyped)
            return Tell(chain, key, MessageKind.Meta, content, sink);
        ClaudeCodePrompt.Content found = ClaudeCodePrompt.Look(content, scratch);
        if (found == ClaudeCodePrompt.Content.Interrupt && chain.IsMain)
            sink.Count(SessionCount.Interrupt);
        MessageKind kind = found switch
        {
            ClaudeCodePrompt.Content.Typed => MessageKind.Prompt,
            ClaudeCodePrompt.Content.Interrupt => MessageKind.Notice,
            _ => MessageKind.Meta,
        };
        return found != ClaudeCodePrompt.Content.Nothing && Tell(chain, key, kind, content, sink);
    }

    private bool Tell(in ClaudeCodeRow chain, ReadOnlySpan<byte> key, MessageKind kind, JsonValue content, SessionSink sink)
    {
        var head = new MessageHead
        {
            Key = key,
            Role = MessageRole.User,
            Kind = kind,
            Timestamp = chain.Timestamp,
            Subagent = chain.Subagent,
        };
        sink.BeginMessage(head);
        if (content.IsString)
        {
            sink.Block(BlockKind.Text, content.Text(scratch));
        }
        else
        {
            foreach (JsonValue block in content.Elements)
                TellBlock(block, kind, chain.IsMain, sink);
        }
        sink.EndMessage();
        return true;
    }

    private void TellBlock(JsonValue block, MessageKind kind, bool isMain, SessionSink sink)
    {
        if (block["type"u8].Is("text"u8))
        {
            // An editor's note on what is open lies beside what the person typed.
            JsonValue text = block["text"u8];
            if (kind != MessageKind.Prompt || !ClaudeCodePrompt.IsInjected(text.Text(scratch)))
                sink.Block(BlockKind.Text, text.Text(scratch));
        }
        else if (isMain && block["type"u8].Is("image"u8))
        {
            sink.Count(SessionCount.Image);
        }
    }
}

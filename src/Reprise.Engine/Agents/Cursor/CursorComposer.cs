using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Cursor;

/// <summary>Reads what is known of a conversation as a whole, and messages that it holds itself.</summary>
internal sealed class CursorComposer(CursorBubbles bubbles, Utf8Scratch scratch)
{
    /// <summary>From this version on each message has a time; before, the conversation's own are all there is.</summary>
    private const long FirstWithTimes = 10;

    /// <summary>Reads a conversation.</summary>
    public void Read(JsonValue composer, SessionSink sink)
    {
        ReadHead(composer, sink);
        JsonValue conversation = composer["conversation"u8];
        bool holdsMessages = conversation.IsArray && !conversation.Raw.SequenceEqual("[]"u8);
        if (holdsMessages || composer["_v"u8].Long() < FirstWithTimes)
        {
            TellTime(composer["createdAt"u8], sink);
            TellTime(composer["lastUpdatedAt"u8], sink);
        }
        ReadModel(composer["modelConfig"u8]["modelName"u8]);
        foreach (JsonValue bubble in conversation.Elements)
            bubbles.Read(bubble, sink);
        if (!holdsMessages)
            ReadMap(composer, sink);
    }

    /// <summary>Reads what the side bar keeps of a conversation, which is a part of what the conversation says.</summary>
    public void ReadHead(JsonValue head, SessionSink sink)
    {
        sink.Fact(SessionFact.GeneratedTitle, head["name"u8].Text(scratch));
        JsonValue place = head["workspaceIdentifier"u8];
        JsonValue folder = place["uri"u8]["fsPath"u8].IsString ? place["uri"u8]["fsPath"u8] : place["configPath"u8]["fsPath"u8];
        sink.Fact(SessionFact.Folder, FileUri.WithDrive(folder.Text(scratch), scratch));
        sink.Fact(SessionFact.Branch, head["createdOnBranch"u8].Text(scratch));
        sink.Fact(SessionFact.ParentSession, head["subagentInfo"u8]["parentComposerId"u8].Text(scratch));
    }

    /// <summary>Reads a chat of 2023 or 2024.</summary>
    public void ReadTab(JsonValue tab, SessionSink sink)
    {
        sink.Fact(SessionFact.GeneratedTitle, tab["chatTitle"u8].Text(scratch));
        TellTime(tab["lastSendTime"u8], sink);
        foreach (JsonValue bubble in tab["bubbles"u8].Elements)
            ReadTabBubble(bubble, sink);
    }

    private void ReadMap(JsonValue composer, SessionSink sink)
    {
        foreach (JsonMember member in composer["conversationMap"u8].Members)
        {
            if (member.Value.IsObject)
                bubbles.Read(member.Value, sink);
        }
    }

    private void ReadTabBubble(JsonValue bubble, SessionSink sink)
    {
        bool isUser = bubble["type"u8].Is("user"u8);
        if (!isUser && !bubble["type"u8].Is("ai"u8))
        {
            sink.Count(SessionCount.UnknownRecord);
            return;
        }
        foreach (JsonValue _ in bubble["selectedImages"u8].Elements)
            sink.Count(SessionCount.Image);
        ReadModel(bubble["modelType"u8]);
        JsonValue text = bubble["text"u8].IsString && !bubble["text"u8].Raw.IsEmpty ? bubble["text"u8] : bubble["rawText"u8];
        // A tab ends with what the person has not sent yet.
        if (text.Raw.IsEmpty)
            return;
        sink.BeginMessage(
            new MessageHead
            {
                Key = bubble["id"u8].Text(scratch),
                Role = isUser ? MessageRole.User : MessageRole.Assistant,
                Kind = isUser ? MessageKind.Prompt : MessageKind.Answer,
                Model = isUser ? default : bubbles.Model,
            }
        );
        sink.Block(BlockKind.Text, text.Text(scratch));
        sink.EndMessage();
    }

    private void ReadModel(JsonValue name)
    {
        if (name.IsString && !name.Raw.IsEmpty)
            bubbles.Model = name.Text(scratch).ToArray();
    }

    private static void TellTime(JsonValue time, SessionSink sink)
    {
        if (RecordTime.Of(time) is { } at)
            sink.Activity(at);
    }
}

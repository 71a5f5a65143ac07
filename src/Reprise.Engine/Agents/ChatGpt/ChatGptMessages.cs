using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.ChatGpt;

/// <summary>Reads the nodes of a conversation in their order.</summary>
/// <param name="usualModel">The model of answers that name none.</param>
/// <param name="scratch">For texts with escapes.</param>
internal sealed class ChatGptMessages(byte[] usualModel, Utf8Scratch scratch)
{
    private readonly ChatGptContent _content = new(scratch);

    /// <summary>The answer that the model is giving: its thinking, its calls and its text are nodes of their own.</summary>
    private byte[] _answer = [];

    /// <summary>Reads a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="isShown">Whether it belongs to what is shown; if not, it was replaced by another try and counts as no message.</param>
    /// <param name="sink">Where it is told.</param>
    public void Read(JsonValue node, bool isShown, SessionSink sink)
    {
        JsonValue message = node["message"u8];
        // The root, and nodes that only hold others together.
        if (!message.IsObject)
            return;
        JsonValue role = message["author"u8]["role"u8];
        byte[] id = message["id"u8].Text(scratch).ToArray();
        if (id.Length == 0)
            id = node["id"u8].Text(scratch).ToArray();
        if (role.Is("assistant"u8))
        {
            ReadAnswer(message, id, isShown, sink);
            return;
        }
        _answer = [];
        bool isHidden = !isShown || message["metadata"u8]["is_visually_hidden_from_conversation"u8].IsTrue;
        if (role.Is("user"u8))
            ReadTyped(message, id, isHidden || ChatGptContent.IsContext(message["content"u8]), sink);
        else if (role.Is("tool"u8))
            ReadResult(node, message, id, sink);
        else if (role.Is("system"u8) || role.Is("developer"u8))
            Tell(
                message,
                new MessageHead
                {
                    Key = id,
                    Role = MessageRole.System,
                    Kind = MessageKind.Meta,
                },
                BlockKind.Text,
                sink
            );
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    private void ReadTyped(JsonValue message, byte[] id, bool isMeta, SessionSink sink) =>
        Tell(
            message,
            new MessageHead
            {
                Key = id,
                Role = MessageRole.User,
                Kind = isMeta ? MessageKind.Meta : MessageKind.Prompt,
                Timestamp = ChatGptTime.Of(message["create_time"u8]),
            },
            BlockKind.Text,
            sink
        );

    private void ReadAnswer(JsonValue message, byte[] id, bool isShown, SessionSink sink)
    {
        if (!isShown)
            _answer = id;
        else if (_answer.Length == 0)
            _answer = id;
        byte[] model = message["metadata"u8]["model_slug"u8].Text(scratch).ToArray();
        if (model.Length == 0)
            model = usualModel;
        DateTimeOffset? time = ChatGptTime.Of(message["create_time"u8]);
        sink.BeginMessage(
            new MessageHead
            {
                Key = _answer,
                Role = MessageRole.Assistant,
                Kind = isShown ? MessageKind.Answer : MessageKind.Meta,
                Timestamp = time,
                Model = model,
            }
        );
        JsonValue recipient = message["recipient"u8];
        if (recipient.IsString && !recipient.Is("all"u8))
            sink.ToolCall(id, recipient.Text(scratch), _content.Join(message["content"u8]));
        else
            _content.Tell(message["content"u8], BlockKind.Text, sink);
        sink.EndMessage();
        // How many tokens it took is not exported.
        if (model.Length > 0)
            sink.Usage(
                new ResponseUsage
                {
                    Key = _answer,
                    IsLocalKey = _answer.Length == 0,
                    Model = model,
                    Timestamp = time,
                }
            );
    }

    private void ReadResult(JsonValue node, JsonValue message, byte[] id, SessionSink sink)
    {
        bool isError = message["content"u8]["content_type"u8].Is("system_error"u8);
        if (isError)
            sink.Count(SessionCount.ToolError);
        sink.BeginMessage(
            new MessageHead
            {
                Key = id,
                Role = MessageRole.Tool,
                Kind = MessageKind.ToolResult,
                Timestamp = ChatGptTime.Of(message["create_time"u8]),
            }
        );
        // A result comes behind its call.
        sink.ToolResult(node["parent"u8].Text(scratch), isError);
        _content.Tell(message["content"u8], BlockKind.ToolOutput, sink);
        sink.EndMessage();
    }

    private void Tell(JsonValue message, in MessageHead head, BlockKind kind, SessionSink sink)
    {
        sink.BeginMessage(head);
        _content.Tell(message["content"u8], kind, sink);
        sink.EndMessage();
    }
}

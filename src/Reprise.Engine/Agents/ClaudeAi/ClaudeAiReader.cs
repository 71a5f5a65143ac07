using System.Globalization;
using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.ClaudeAi;

/// <summary>Reads a conversation of claude.ai.</summary>
internal sealed class ClaudeAiReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private int _results;

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        _results = 0;
        if (!_tape.TryParse(record.Utf8, out JsonValue chat) || !chat["chat_messages"u8].IsArray)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        sink.Fact(SessionFact.GeneratedTitle, chat["name"u8].Text(_scratch));
        TellTime(chat["created_at"u8], sink);
        TellTime(chat["updated_at"u8], sink);
        byte[] model = chat["model"u8].Text(_scratch).ToArray();
        int number = 0;
        foreach (JsonValue message in chat["chat_messages"u8].Elements)
        {
            _scratch.Reset();
            ReadMessage(message, ++number, model, sink);
        }
    }

    private static void TellTime(JsonValue value, SessionSink sink)
    {
        if (RecordTime.Of(value) is { } time)
            sink.Activity(time);
    }

    private void ReadMessage(JsonValue message, int number, byte[] model, SessionSink sink)
    {
        bool isHuman = message["sender"u8].Is("human"u8) || message["sender"u8].Is("user"u8);
        if (!isHuman && !message["sender"u8].Is("assistant"u8))
        {
            sink.Count(SessionCount.UnknownRecord);
            return;
        }
        byte[] key = message["uuid"u8].Text(_scratch).ToArray();
        if (key.Length == 0)
            key = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#{number}"));
        var head = new MessageHead
        {
            Key = key,
            Role = isHuman ? MessageRole.User : MessageRole.Assistant,
            Kind = isHuman ? MessageKind.Prompt : MessageKind.Answer,
            Timestamp = RecordTime.Of(message["created_at"u8]),
            Model = isHuman ? default : model,
        };
        ReadContent(message, head, sink);
        ReadAttachments(message, head, sink);
        if (!isHuman && model.Length > 0)
            sink.Usage(
                new ResponseUsage
                {
                    Key = key,
                    IsLocalKey = key[0] == '#',
                    Model = model,
                    Timestamp = head.Timestamp,
                }
            );
    }

    private void ReadContent(JsonValue message, in MessageHead head, SessionSink sink)
    {
        sink.BeginMessage(head);
        bool hasBlocks = false;
        foreach (JsonValue block in message["content"u8].Elements)
        {
            hasBlocks = true;
            ReadBlock(block, head, sink);
        }
        // Exports before 2025 have the text alone.
        if (!hasBlocks)
            Tell(BlockKind.Text, message["text"u8], sink);
        sink.EndMessage();
    }

    private void ReadBlock(JsonValue block, in MessageHead head, SessionSink sink)
    {
        JsonValue type = block["type"u8];
        if (type.Is("text"u8))
            Tell(BlockKind.Text, block["text"u8], sink);
        else if (type.Is("thinking"u8))
        {
            sink.Count(SessionCount.Thinking);
            Tell(BlockKind.Thinking, block["thinking"u8], sink);
        }
        else if (type.Is("tool_use"u8))
            sink.ToolCall(block["id"u8].Text(_scratch), block["name"u8].Text(_scratch), block["input"u8].Raw);
        else if (type.Is("tool_result"u8))
            ReadResult(block, head, sink);
        else if (type.Is("image"u8))
            sink.Count(SessionCount.Image);
        // What is left of the context says nothing of the conversation.
        else if (!type.Is("token_budget"u8) && !type.Is("flag"u8))
            sink.Count(SessionCount.UnknownRecord);
    }

    // A result stands among the blocks of the answer that asked for it.
    private void ReadResult(JsonValue block, in MessageHead head, SessionSink sink)
    {
        sink.EndMessage();
        bool isError = block["is_error"u8].IsTrue;
        if (isError)
            sink.Count(SessionCount.ToolError);
        sink.BeginMessage(
            new MessageHead
            {
                Key = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"result {++_results}")),
                Role = MessageRole.Tool,
                Kind = MessageKind.ToolResult,
                Timestamp = head.Timestamp,
            }
        );
        sink.ToolResult(block["tool_use_id"u8].Text(_scratch), isError);
        Tell(BlockKind.ToolOutput, block["content"u8], sink);
        foreach (JsonValue part in block["content"u8].Elements)
        {
            if (part["type"u8].Is("image"u8))
                sink.Count(SessionCount.Image);
            else
                Tell(BlockKind.ToolOutput, part["text"u8], sink);
        }
        sink.EndMessage();
        sink.BeginMessage(head);
    }

    // What was attached is given with the message and was not typed.
    private void ReadAttachments(JsonValue message, in MessageHead head, SessionSink sink)
    {
        foreach (JsonValue file in message["files_v2"u8].Elements)
        {
            if (file["file_kind"u8].Is("image"u8))
                sink.Count(SessionCount.Image);
        }
        int number = 0;
        foreach (JsonValue attachment in message["attachments"u8].Elements)
        {
            number++;
            if (!attachment["extracted_content"u8].IsString)
                continue;
            sink.BeginMessage(
                new MessageHead
                {
                    Key = (byte[])
                        [
                            .. head.Key,
                            .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"/attachment {number}")),
                        ],
                    Role = MessageRole.User,
                    Kind = MessageKind.Meta,
                    Timestamp = head.Timestamp,
                }
            );
            Tell(BlockKind.Text, attachment["file_name"u8], sink);
            Tell(BlockKind.Text, attachment["extracted_content"u8], sink);
            sink.EndMessage();
        }
    }

    private void Tell(BlockKind kind, JsonValue text, SessionSink sink)
    {
        if (text.Text(_scratch) is { IsEmpty: false } told)
            sink.Block(kind, told);
    }
}

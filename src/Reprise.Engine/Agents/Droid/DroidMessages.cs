using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Droid;

/// <summary>Reads messages: prompts, answers, results of tools, and what Droid wrote in the person's name.</summary>
internal sealed class DroidMessages(Utf8Scratch scratch)
{
    private readonly AnthropicContent _content = new(scratch);

    /// <summary>Reads the message of a record.</summary>
    public void Read(in DroidRow row, JsonValue message, SessionSink sink)
    {
        JsonValue content = message["content"u8];
        if (message["role"u8].Is("assistant"u8))
            ReadAnswer(row, message, sink);
        else if (!message["role"u8].Is("user"u8))
            sink.Count(SessionCount.UnknownRecord);
        else if (AnthropicContent.HasResult(content))
            ReadResults(row, content, sink);
        else
            ReadUser(row, message, sink);
    }

    private void ReadAnswer(in DroidRow row, JsonValue message, SessionSink sink)
    {
        ReadOnlySpan<byte> model = message["modelId"u8].Text(scratch);
        if (model.IsEmpty)
            model = message["model"u8].Text(scratch);
        sink.BeginMessage(row.Head(MessageRole.Assistant, MessageKind.Answer, model));
        _content.Tell(message["content"u8], sink);
        sink.EndMessage();
    }

    private void ReadResults(in DroidRow row, JsonValue content, SessionSink sink)
    {
        sink.BeginMessage(row.Head(MessageRole.Tool, MessageKind.ToolResult));
        foreach (JsonValue block in content.Elements)
        {
            if (!block["type"u8].Is("tool_result"u8))
            {
                _content.TellBlock(block, sink);
                continue;
            }
            bool isError = block["is_error"u8].IsTrue;
            if (isError)
                sink.Count(SessionCount.ToolError);
            sink.ToolResult(block["tool_use_id"u8].Text(scratch), isError);
            _content.TellOutput(block["content"u8], sink);
        }
        sink.EndMessage();
    }

    private void ReadUser(in DroidRow row, JsonValue message, SessionSink sink)
    {
        JsonValue content = message["content"u8];
        bool isTyped = !row.IsDelegated && IsByPerson(row, message) && HasTyped(content);
        MessageKind kind =
            isTyped ? MessageKind.Prompt
            : message["visibility"u8].Is("user_only"u8) ? MessageKind.Notice
            : MessageKind.Meta;
        sink.BeginMessage(row.Head(MessageRole.User, kind));
        if (content.IsString)
            TellText(content.Text(scratch), isTyped, sink);
        foreach (JsonValue block in content.Elements)
        {
            if (block["type"u8].Is("text"u8))
                TellText(block["text"u8].Text(scratch), isTyped, sink);
            else
                _content.TellBlock(block, sink);
        }
        sink.EndMessage();
    }

    private static bool IsByPerson(in DroidRow row, JsonValue message) =>
        !message["visibility"u8].IsString
        && !message["hookEventName"u8].IsString
        && !message["userMessageSource"u8].Is("automation"u8)
        && !row.Key.StartsWith("context-"u8);

    private bool HasTyped(JsonValue content)
    {
        if (content.IsString)
            return !Typed(content.Text(scratch)).IsEmpty;
        foreach (JsonValue block in content.Elements)
        {
            JsonValue type = block["type"u8];
            if (type.Is("text"u8) ? !Typed(block["text"u8].Text(scratch)).IsEmpty : type.Is("image"u8) || type.Is("document"u8))
                return true;
        }
        return false;
    }

    private static void TellText(ReadOnlySpan<byte> text, bool isTyped, SessionSink sink)
    {
        if (isTyped)
            text = Typed(text);
        if (!text.IsEmpty)
            sink.Block(BlockKind.Text, text);
    }

    /// <summary>Returns a text without the reminders that Droid puts before it.</summary>
    private static ReadOnlySpan<byte> Typed(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text.Trim(" \t\r\n"u8);
        while (rest.StartsWith("<system-reminder>"u8))
        {
            int end = rest.IndexOf("</system-reminder>"u8);
            if (end < 0)
                return default;
            rest = rest[(end + "</system-reminder>"u8.Length)..].TrimStart(" \t\r\n"u8);
        }
        return rest;
    }
}

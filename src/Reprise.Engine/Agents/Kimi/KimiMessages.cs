using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Kimi;

/// <summary>Reads messages as the model is given them, which both programs keep with few differences.</summary>
internal sealed class KimiMessages(Utf8Scratch scratch)
{
    /// <summary>Reads a message.</summary>
    public void Read(in KimiRow row, JsonValue message, SessionSink sink)
    {
        JsonValue role = message["role"u8];
        if (role.Is("user"u8))
            ReadUser(row, message, sink);
        else if (role.Is("assistant"u8))
            ReadAnswer(row, message, sink);
        else if (role.Is("tool"u8))
            ReadResult(row, message, sink);
        else if (role.Is("system"u8))
            Tell(row, MessageRole.System, MessageKind.Meta, message["content"u8], sink);
        else if (role.Is("_system_prompt"u8))
            KimiFolderReader.Tell(message["content"u8].Text(scratch), sink);
        else if (!role.Is("_usage"u8) && !role.Is("_checkpoint"u8))
            sink.Count(SessionCount.UnknownRecord);
    }

    private void ReadUser(in KimiRow row, JsonValue message, SessionSink sink)
    {
        JsonValue content = message["content"u8];
        JsonValue origin = message["origin"u8]["kind"u8];
        bool isTyped =
            row.IsMain
            && (!origin.IsString || origin.Is("user"u8))
            && !KimiParts.FirstText(content, scratch).TrimStart(" \t\r\n"u8).StartsWith("<system"u8)
            && KimiParts.IsAny(content, scratch);
        MessageKind kind =
            isTyped ? MessageKind.Prompt
            : origin.Is("compaction_summary"u8) ? MessageKind.Summary
            : MessageKind.Meta;
        Tell(row, MessageRole.User, kind, content, sink);
    }

    private void ReadAnswer(in KimiRow row, JsonValue message, SessionSink sink)
    {
        sink.BeginMessage(row.Head(row.Key, MessageRole.Assistant, MessageKind.Answer));
        KimiParts.Tell(row, message["content"u8], BlockKind.Text, scratch, sink);
        JsonValue calls = message["tool_calls"u8].IsArray ? message["tool_calls"u8] : message["toolCalls"u8];
        foreach (JsonValue call in calls.Elements)
        {
            JsonValue function = call["function"u8].IsObject ? call["function"u8] : call;
            sink.ToolCall(call["id"u8].Text(scratch), function["name"u8].Text(scratch), function["arguments"u8].Text(scratch));
        }
        sink.EndMessage();
    }

    private void ReadResult(in KimiRow row, JsonValue message, SessionSink sink)
    {
        JsonValue id = message["tool_call_id"u8].IsString ? message["tool_call_id"u8] : message["toolCallId"u8];
        JsonValue content = message["content"u8];
        bool isError = message["isError"u8].IsTrue || KimiParts.FirstText(content, scratch).StartsWith("<system>ERROR"u8);
        if (isError)
            row.Count(SessionCount.ToolError, sink);
        sink.BeginMessage(row.Head(row.Key, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(id.Text(scratch), isError);
        KimiParts.Tell(row, content, BlockKind.ToolOutput, scratch, sink);
        sink.EndMessage();
    }

    private void Tell(in KimiRow row, MessageRole role, MessageKind kind, JsonValue content, SessionSink sink)
    {
        sink.BeginMessage(row.Head(row.Key, role, kind));
        KimiParts.Tell(row, content, BlockKind.Text, scratch, sink);
        sink.EndMessage();
    }
}

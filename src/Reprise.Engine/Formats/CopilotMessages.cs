using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>Reads prompts, answers, tools and notices.</summary>
internal sealed class CopilotMessages(CopilotState state, CopilotUsage usage, Utf8Scratch scratch)
{
    /// <summary>Reads an event of the conversation; one of another kind tells nothing.</summary>
    public void Read(ReadOnlySpan<byte> type, in CopilotRow row, SessionSink sink)
    {
        if (type.SequenceEqual("assistant.message"u8))
            ReadAnswer(row, sink);
        else if (type.SequenceEqual("tool.execution_start"u8))
            ReadStart(row, sink);
        else if (type.SequenceEqual("tool.execution_complete"u8))
            ReadResult(row, sink);
        else if (type.SequenceEqual("user.message"u8))
            ReadPrompt(row, sink);
        else if (type.SequenceEqual("assistant.reasoning"u8))
            ReadThinking(row, sink);
        else if (type.SequenceEqual("abort"u8))
            CountMain(row, SessionCount.Interrupt, sink);
        else if (type.SequenceEqual("system.message"u8) || type.SequenceEqual("system.notification"u8))
            TellText(row, MessageRole.System, MessageKind.Meta, row.Data["content"u8], sink);
        else if (type.SequenceEqual("skill.invoked"u8))
            TellText(row, MessageRole.System, MessageKind.Meta, row.Data["content"u8], sink);
    }

    /// <summary>Reads an event of the session that the program shows.</summary>
    public void ReadNotice(ReadOnlySpan<byte> type, in CopilotRow row, SessionSink sink)
    {
        if (type.SequenceEqual("session.error"u8))
            CountMain(row, SessionCount.ApiError, sink);
        if (type.SequenceEqual("session.compaction_complete"u8))
            ReadCompaction(row, sink);
        else if (
            type.SequenceEqual("session.error"u8)
            || type.SequenceEqual("session.info"u8)
            || type.SequenceEqual("session.warning"u8)
        )
            TellText(row, MessageRole.System, MessageKind.Notice, row.Data["message"u8], sink);
    }

    private void ReadPrompt(in CopilotRow row, SessionSink sink)
    {
        JsonValue source = row.Data["source"u8];
        // Skills and other agents speak in the user's place, and so does the program when it goes on by itself.
        bool isTyped =
            !row.Data["isAutopilotContinuation"u8].IsTrue && (!source.IsString || source.Raw.IsEmpty || source.Is("user"u8));
        sink.BeginMessage(row.Head(row.Id, MessageRole.User, isTyped ? MessageKind.Prompt : MessageKind.Meta));
        TellBlock(BlockKind.Text, row.Data["content"u8], sink);
        sink.EndMessage();
        foreach (JsonValue attachment in row.Data["attachments"u8].Elements)
        {
            if (IsImage(attachment))
                CountMain(row, SessionCount.Image, sink);
        }
    }

    private void ReadAnswer(in CopilotRow row, SessionSink sink)
    {
        JsonValue data = row.Data;
        ReadOnlySpan<byte> model = data["model"u8].Text(scratch);
        // The parts of one response share the name of the request.
        ReadOnlySpan<byte> key = data["apiCallId"u8].Text(scratch);
        if (key.IsEmpty)
            key = data["messageId"u8].Text(scratch);
        sink.BeginMessage(row.Head(key, MessageRole.Assistant, MessageKind.Answer, model));
        TellThinking(row, data["reasoningText"u8], data["reasoningOpaque"u8], sink);
        TellBlock(BlockKind.Text, data["content"u8], sink);
        foreach (JsonValue request in data["toolRequests"u8].Elements)
            TellCall(request["toolCallId"u8], request["name"u8], request["arguments"u8], sink);
        sink.EndMessage();
        usage.TellAnswer(key, model, data["outputTokens"u8].Amount(), row, sink);
    }

    private void TellThinking(in CopilotRow row, JsonValue text, JsonValue opaque, SessionSink sink)
    {
        ReadOnlySpan<byte> thinking = text.Text(scratch);
        // An event of its own may have told it before; the answer then repeats it, or has it sealed.
        bool isRepeated = state.LastThinking != 0 && (thinking.IsEmpty || state.LastThinking == KeyHash.Of(thinking));
        state.LastThinking = 0;
        if (isRepeated || (thinking.IsEmpty && !(opaque.IsString && opaque.Raw.Length > 0)))
            return;
        CountMain(row, SessionCount.Thinking, sink);
        if (!thinking.IsEmpty)
            sink.Block(BlockKind.Thinking, thinking);
    }

    private void ReadThinking(in CopilotRow row, SessionSink sink)
    {
        ReadOnlySpan<byte> text = row.Data["content"u8].Text(scratch);
        state.LastThinking = KeyHash.Of(text);
        CountMain(row, SessionCount.Thinking, sink);
        ReadOnlySpan<byte> id = row.Data["reasoningId"u8].Text(scratch);
        sink.BeginMessage(row.Head(id.IsEmpty ? row.Id : id, MessageRole.Assistant, MessageKind.Meta));
        sink.Block(BlockKind.Thinking, text);
        sink.EndMessage();
    }

    // A tool that a person runs is asked for by no answer.
    private void ReadStart(in CopilotRow row, SessionSink sink)
    {
        JsonValue call = row.Data["toolCallId"u8];
        ReadOnlySpan<byte> id = call.Text(scratch);
        if (id.IsEmpty || state.Calls.Contains(id))
            return;
        sink.BeginMessage(row.Head(id, MessageRole.Assistant, MessageKind.ToolResult));
        TellCall(call, row.Data["toolName"u8], row.Data["arguments"u8], sink);
        sink.EndMessage();
    }

    private void TellCall(JsonValue call, JsonValue name, JsonValue arguments, SessionSink sink)
    {
        ReadOnlySpan<byte> id = call.Text(scratch);
        state.Calls.Add(id);
        sink.ToolCall(id, name.Text(scratch), arguments.IsString ? arguments.Text(scratch) : arguments.Raw);
    }

    private void ReadResult(in CopilotRow row, SessionSink sink)
    {
        JsonValue data = row.Data;
        JsonValue result = data["result"u8];
        ReadOnlySpan<byte> id = data["toolCallId"u8].Text(scratch);
        bool isError = data["success"u8].Kind == System.Text.Json.JsonTokenType.False;
        if (isError)
            CountMain(row, SessionCount.ToolError, sink);
        state.Calls.Remove(id);
        sink.BeginMessage(row.Head(id, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(id, isError);
        // What is shown at more length repeats what the model was given.
        JsonValue output = result["content"u8].Raw.IsEmpty ? result["detailedContent"u8] : result["content"u8];
        TellBlock(BlockKind.ToolOutput, output, sink);
        TellBlock(BlockKind.ToolOutput, data["error"u8]["message"u8], sink);
        sink.EndMessage();
        foreach (JsonValue binary in result["binaryResultsForLlm"u8].Elements)
        {
            if (binary["type"u8].Is("image"u8))
                CountMain(row, SessionCount.Image, sink);
        }
    }

    private void ReadCompaction(in CopilotRow row, SessionSink sink)
    {
        if (row.Data["success"u8].Kind == System.Text.Json.JsonTokenType.False)
            return;
        CountMain(row, SessionCount.Compaction, sink);
        TellText(row, MessageRole.Assistant, MessageKind.Summary, row.Data["summaryContent"u8], sink);
    }

    private void TellText(in CopilotRow row, MessageRole role, MessageKind kind, JsonValue text, SessionSink sink)
    {
        if (!text.IsString || text.Raw.IsEmpty)
            return;
        sink.BeginMessage(row.Head(row.Id, role, kind));
        TellBlock(BlockKind.Text, text, sink);
        sink.EndMessage();
    }

    private void TellBlock(BlockKind kind, JsonValue text, SessionSink sink)
    {
        if (text.IsString && !text.Raw.IsEmpty)
            sink.Block(kind, text.Text(scratch));
    }

    private static bool IsImage(JsonValue attachment)
    {
        if (attachment["mimeType"u8].Raw.StartsWith("image/"u8) || attachment["type"u8].Is("image"u8))
            return true;
        ReadOnlySpan<byte> path = attachment["path"u8].Raw;
        return path.EndsWith(".png"u8)
            || path.EndsWith(".jpg"u8)
            || path.EndsWith(".jpeg"u8)
            || path.EndsWith(".gif"u8)
            || path.EndsWith(".webp"u8);
    }

    private static void CountMain(in CopilotRow row, SessionCount what, SessionSink sink)
    {
        if (row.IsMain)
            sink.Count(what);
    }
}

using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.OpenCode;

/// <summary>Reads the parts of messages: texts, thinking, calls of tools with their results, files, steps.</summary>
internal sealed class OpenCodeParts(OpenCodeState state, OpenCodeMessages messages, Utf8Scratch scratch)
{
    /// <summary>Reads a part.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="message">The message it belongs to.</param>
    /// <param name="data">Its content.</param>
    /// <param name="sink">Where it is told.</param>
    public void Read(ReadOnlySpan<byte> id, ReadOnlySpan<byte> message, JsonValue data, SessionSink sink)
    {
        if (!message.SequenceEqual(state.Message))
        {
            // Nobody knows who spoke where the message is gone.
            messages.End(sink);
            state.Message = [];
            state.IsUser = false;
            state.Model = [];
            state.Provider = [];
            state.IsSideCall = false;
            state.Ticks = 0;
        }
        ReadOnlySpan<byte> type = data["type"u8].Text(scratch);
        if (type.SequenceEqual("text"u8))
            ReadText(id, data, sink);
        else if (type.SequenceEqual("reasoning"u8))
            ReadReasoning(data["text"u8], sink);
        else if (type.SequenceEqual("tool"u8))
            ReadTool(data, sink);
        else if (type.SequenceEqual("file"u8))
            ReadFile(id, data, sink);
        else if (type.SequenceEqual("step-finish"u8))
            messages.TellStep(id, data, sink);
        else if (type.SequenceEqual("subtask"u8))
            TellAside(id, data["prompt"u8], sink);
        else if (type.SequenceEqual("retry"u8))
            sink.Count(SessionCount.ApiError);
        else if (!IsSilent(type))
            sink.Count(SessionCount.UnknownRecord);
    }

    private void ReadText(ReadOnlySpan<byte> id, JsonValue data, SessionSink sink)
    {
        // The program puts texts of its own into what a person says: files that were mentioned, reminders.
        if (state.Message.Length == 0 || (state.IsUser && (data["synthetic"u8].IsTrue || data["ignored"u8].IsTrue)))
        {
            TellAside(id, data["text"u8], sink);
            return;
        }
        if (data["text"u8].Raw.IsEmpty)
            return;
        if (state.IsUser)
            messages.Open(state.Message, MessageKind.Prompt, sink);
        else
            messages.OpenAnswer(sink);
        sink.Block(BlockKind.Text, data["text"u8].Text(scratch));
        sink.EndMessage();
    }

    private void TellAside(ReadOnlySpan<byte> id, JsonValue text, SessionSink sink)
    {
        if (text.Raw.IsEmpty)
            return;
        messages.Open(id, MessageKind.Meta, sink);
        sink.Block(BlockKind.Text, text.Text(scratch));
        sink.EndMessage();
    }

    private void ReadReasoning(JsonValue text, SessionSink sink)
    {
        sink.Count(SessionCount.Thinking);
        if (text.Raw.IsEmpty)
            return;
        messages.OpenAnswer(sink);
        sink.Block(BlockKind.Thinking, text.Text(scratch));
        sink.EndMessage();
    }

    private void ReadTool(JsonValue data, SessionSink sink)
    {
        JsonValue call = data["state"u8];
        ReadOnlySpan<byte> callId = data["callID"u8].Text(scratch);
        // What the model called wrongly is a call of a tool of this name, which never fails.
        bool isError = call["status"u8].Is("error"u8) || data["tool"u8].Is("invalid"u8);
        messages.OpenAnswer(sink);
        sink.ToolCall(callId, data["tool"u8].Text(scratch), call["input"u8].Raw);
        if (isError || call["status"u8].Is("completed"u8))
        {
            JsonValue output = call["error"u8].IsString ? call["error"u8] : call["output"u8];
            sink.ToolResult(callId, isError);
            if (!output.Raw.IsEmpty)
                sink.Block(BlockKind.ToolOutput, output.IsString ? output.Text(scratch) : output.Raw);
        }
        sink.EndMessage();
        if (isError)
            sink.Count(SessionCount.ToolError);
        foreach (JsonValue attachment in call["attachments"u8].Elements)
            CountImage(attachment, sink);
    }

    private void ReadFile(ReadOnlySpan<byte> id, JsonValue data, SessionSink sink)
    {
        CountImage(data, sink);
        TellAside(id, data["filename"u8], sink);
    }

    private void CountImage(JsonValue file, SessionSink sink)
    {
        if (file["mime"u8].Text(scratch).StartsWith("image/"u8))
            sink.Count(SessionCount.Image);
    }

    private static bool IsSilent(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("step-start"u8)
        || type.SequenceEqual("snapshot"u8)
        || type.SequenceEqual("patch"u8)
        || type.SequenceEqual("agent"u8)
        || type.SequenceEqual("compaction"u8);
}

using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Codex;

/// <summary>Reads the items that the model sees: messages, reasoning, calls of tools and their outputs.</summary>
internal sealed class CodexItems(CodexState state, CodexPrompts prompts, CodexMeta meta, Utf8Scratch scratch)
{
    private readonly CodexOutput _output = new(scratch);

    /// <summary>Reads an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="at">When it was written.</param>
    /// <param name="isBare">Whether it stands alone: then no event tells the prompts.</param>
    /// <param name="sink">Where it is told.</param>
    public void Read(JsonValue item, DateTimeOffset? at, bool isBare, SessionSink sink)
    {
        ReadOnlySpan<byte> type = item["type"u8].Text(scratch);
        if (type.SequenceEqual("message"u8) && !item["role"u8].Is("assistant"u8))
        {
            ReadGiven(item, at, isBare, sink);
            return;
        }
        prompts.TellCandidate(sink, isFinal: false);
        if (type.SequenceEqual("message"u8))
            ReadAnswer(item, at, sink);
        else if (type.SequenceEqual("reasoning"u8))
            ReadReasoning(item, at, sink);
        else if (type.EndsWith("_call"u8))
            ReadCall(item, type, at, sink);
        else if (type.EndsWith("_output"u8))
            _output.Read(item, OutputHead(item, at), sink);
        else if (type.SequenceEqual("agent_message"u8))
            ReadAgentMessage(item, at, sink);
        else if (!CodexRecords.IsItem(type))
            sink.Count(SessionCount.UnknownRecord);
    }

    private void ReadGiven(JsonValue item, DateTimeOffset? at, bool isBare, SessionSink sink)
    {
        ReadOnlySpan<byte> text = Joined(item["content"u8], countImages: isBare, sink);
        if (!item["role"u8].Is("user"u8))
        {
            prompts.TellNote(MessageRole.System, text, at, sink);
            return;
        }
        if (text.StartsWith("<environment_context>"u8))
            meta.ReadEnvironment(text, sink);
        if (CodexPrompts.IsNote(text))
            prompts.TellNote(MessageRole.User, text, at, sink);
        else if (!isBare)
            prompts.TakeItem(text, at, sink);
        else if (!text.IsEmpty)
            prompts.TellPrompt(text, at, sink);
    }

    private void ReadAnswer(JsonValue item, DateTimeOffset? at, SessionSink sink)
    {
        sink.BeginMessage(prompts.AnswerHead(at));
        foreach (JsonValue part in item["content"u8].Elements)
            TellText(part["text"u8], BlockKind.Text, sink);
        sink.EndMessage();
    }

    private void ReadReasoning(JsonValue item, DateTimeOffset? at, SessionSink sink)
    {
        sink.Count(SessionCount.Thinking);
        JsonValue summary = item["summary"u8];
        bool isReadable = false;
        foreach (JsonValue part in summary.Elements)
            isReadable |= !part["text"u8].Raw.IsEmpty;
        foreach (JsonValue part in item["content"u8].Elements)
            isReadable |= !part["text"u8].Raw.IsEmpty;
        if (!isReadable)
            return;
        sink.BeginMessage(prompts.OtherHead(MessageRole.Assistant, MessageKind.Meta, at));
        foreach (JsonValue part in summary.Elements)
            TellText(part["text"u8], BlockKind.Thinking, sink);
        foreach (JsonValue part in item["content"u8].Elements)
            TellText(part["text"u8], BlockKind.Thinking, sink);
        sink.EndMessage();
    }

    private void ReadCall(JsonValue item, ReadOnlySpan<byte> type, DateTimeOffset? at, SessionSink sink)
    {
        ReadOnlySpan<byte> name = item["name"u8].Text(scratch);
        JsonValue input = item["arguments"u8];
        if (input.Kind == System.Text.Json.JsonTokenType.None)
            input = item["input"u8].IsPresent ? item["input"u8] : item["action"u8];
        if (type.SequenceEqual("image_generation_call"u8))
        {
            input = item["revised_prompt"u8];
            sink.Count(SessionCount.Image);
        }
        // Pages that it opens or looks through cost no more than their tokens.
        if (type.SequenceEqual("web_search_call"u8) && item["action"u8]["type"u8].Is("search"u8))
            state.WebSearches++;
        sink.BeginMessage(CallHead(item, at));
        // Calls without a name are of a tool that the type names.
        sink.ToolCall(
            CallId(item),
            name.IsEmpty ? type[..^"_call".Length] : name,
            input.IsString ? input.Text(scratch) : input.Raw
        );
        sink.EndMessage();
    }

    private void ReadAgentMessage(JsonValue item, DateTimeOffset? at, SessionSink sink)
    {
        ReadOnlySpan<byte> text = Joined(item["content"u8], countImages: false, sink);
        prompts.TellNote(MessageRole.Assistant, text, at, sink);
    }

    private ReadOnlySpan<byte> CallId(JsonValue item) =>
        (item["call_id"u8].IsString ? item["call_id"u8] : item["id"u8]).Text(scratch);

    private MessageHead CallHead(JsonValue item, DateTimeOffset? at)
    {
        ReadOnlySpan<byte> id = CallId(item);
        return id.IsEmpty
            ? prompts.OtherHead(MessageRole.Assistant, MessageKind.ToolResult, at)
            : new MessageHead
            {
                Key = id,
                Role = MessageRole.Assistant,
                Kind = MessageKind.ToolResult,
                Timestamp = at,
                Model = state.Model,
            };
    }

    private MessageHead OutputHead(JsonValue item, DateTimeOffset? at)
    {
        ReadOnlySpan<byte> id = item["call_id"u8].Text(scratch);
        return id.IsEmpty
            ? prompts.OtherHead(MessageRole.Tool, MessageKind.ToolResult, at)
            : new MessageHead
            {
                Key = id,
                Role = MessageRole.Tool,
                Kind = MessageKind.ToolResult,
                Timestamp = at,
            };
    }

    private void TellText(JsonValue text, BlockKind kind, SessionSink sink)
    {
        if (text.IsString && !text.Raw.IsEmpty)
            sink.Block(kind, text.Text(scratch));
    }

    /// <summary>Joins the texts of a content, which is one in nearly all cases.</summary>
    private ReadOnlySpan<byte> Joined(JsonValue content, bool countImages, SessionSink sink)
    {
        if (content.IsString)
            return content.Text(scratch);
        ReadOnlySpan<byte> joined = default;
        foreach (JsonValue part in content.Elements)
        {
            if (countImages && part["type"u8].Is("input_image"u8))
                sink.Count(SessionCount.Image);
            ReadOnlySpan<byte> text = part["text"u8].Text(scratch);
            if (!text.IsEmpty)
                joined = joined.IsEmpty ? text : scratch.Join(scratch.Join(joined, "\n"u8), text);
        }
        return joined;
    }
}

using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Continue;

/// <summary>Reads the items of one session from its start: messages, with the context and the calls that belong to each.</summary>
internal sealed class ContinueHistory
{
    private const char Call = 'c';
    private const char Result = 'r';

    private readonly Utf8Scratch _scratch;
    private readonly byte[] _model;
    private readonly ToldOnce _told = new();

    /// <param name="model">The model that the session names.</param>
    /// <param name="scratch">Room for texts.</param>
    public ContinueHistory(byte[] model, Utf8Scratch scratch)
    {
        _model = model;
        _scratch = scratch;
    }

    /// <summary>Whether an answer named its tokens.</summary>
    public bool HasTokens { get; private set; }

    /// <summary>Reads all items.</summary>
    public void Read(JsonValue history, SessionSink sink)
    {
        int place = 0;
        Span<byte> number = stackalloc byte[16];
        foreach (JsonValue item in history.Elements)
        {
            _scratch.Reset();
            place++.TryFormat(number, out int length);
            // Releases before 2024 had the message alone.
            JsonValue message = item["message"u8].IsObject ? item["message"u8] : item;
            Read(item, message, _scratch.Join("#"u8, number[..length]), sink);
        }
    }

    private void Read(JsonValue item, JsonValue message, ReadOnlySpan<byte> key, SessionSink sink)
    {
        JsonValue role = message["role"u8];
        if (role.Is("user"u8))
            ReadPrompt(item, message, key, sink);
        else if (role.Is("assistant"u8))
            ReadAnswer(item, message, key, sink);
        else if (role.Is("thinking"u8))
            ReadThinking(message, key, sink);
        else if (role.Is("tool"u8))
            TellResult(key, message["toolCallId"u8].Text(_scratch), isError: false, message["content"u8], sink);
        else if (role.Is("system"u8))
            Tell(key, MessageRole.System, MessageKind.Meta, message["content"u8], sink);
        else
            sink.Count(SessionCount.UnknownRecord);
        if (item["conversationSummary"u8].Raw.IsEmpty)
            return;
        sink.Count(SessionCount.Compaction);
        Tell(_scratch.Join(key, "/summary"u8), MessageRole.User, MessageKind.Summary, item["conversationSummary"u8], sink);
    }

    private void ReadPrompt(JsonValue item, JsonValue message, ReadOnlySpan<byte> key, SessionSink sink)
    {
        Tell(key, MessageRole.User, MessageKind.Prompt, message["content"u8], sink);
        bool isOpen = false;
        foreach (JsonValue context in item["contextItems"u8].Elements)
        {
            if (context["content"u8].Raw.IsEmpty)
                continue;
            if (!isOpen)
                sink.BeginMessage(Head(_scratch.Join(key, "/context"u8), MessageRole.User, MessageKind.Meta));
            isOpen = true;
            sink.Block(BlockKind.Text, context["content"u8].Text(_scratch));
        }
        if (isOpen)
            sink.EndMessage();
    }

    private void ReadAnswer(JsonValue item, JsonValue message, ReadOnlySpan<byte> key, SessionSink sink)
    {
        ReadOnlySpan<byte> model = ModelOf(item);
        sink.BeginMessage(Head(key, MessageRole.Assistant, MessageKind.Answer, model));
        JsonValue reasoning = item["reasoning"u8];
        if (!reasoning["text"u8].Raw.IsEmpty)
        {
            sink.Count(SessionCount.Thinking);
            sink.Block(BlockKind.Thinking, reasoning["text"u8].Text(_scratch));
        }
        TellContent(message["content"u8], sink);
        foreach (JsonValue call in message["toolCalls"u8].Elements)
            TellCall(key, call, sink);
        foreach (JsonValue state in item["toolCallStates"u8].Elements)
            TellCall(key, state["toolCall"u8], sink);
        sink.EndMessage();
        TellTime(reasoning["startAt"u8], sink);
        TellTime(reasoning["endAt"u8], sink);
        foreach (JsonValue state in item["toolCallStates"u8].Elements)
            ReadState(key, state, sink);
        HasTokens |= message["usage"u8].IsObject;
        ContinueUsage.Tell(key, model, message["usage"u8], sink);
    }

    private ReadOnlySpan<byte> ModelOf(JsonValue item)
    {
        foreach (JsonValue log in item["promptLogs"u8].Elements)
        {
            if (!log["modelTitle"u8].Raw.IsEmpty)
                return log["modelTitle"u8].Text(_scratch);
        }
        return _model;
    }

    private void ReadThinking(JsonValue message, ReadOnlySpan<byte> key, SessionSink sink)
    {
        sink.Count(SessionCount.Thinking);
        sink.BeginMessage(Head(key, MessageRole.Assistant, MessageKind.Meta));
        if (!message["content"u8].Raw.IsEmpty && message["content"u8].IsString)
            sink.Block(BlockKind.Thinking, message["content"u8].Text(_scratch));
        foreach (JsonValue part in message["content"u8].Elements)
        {
            if (!part["text"u8].Raw.IsEmpty)
                sink.Block(BlockKind.Thinking, part["text"u8].Text(_scratch));
        }
        sink.EndMessage();
    }

    private void TellCall(ReadOnlySpan<byte> message, JsonValue call, SessionSink sink)
    {
        ReadOnlySpan<byte> id = call["id"u8].Text(_scratch);
        JsonValue function = call["function"u8];
        if (function.IsObject && _told.Add(id.IsEmpty ? message : id, Call, function["name"u8].Raw))
            sink.ToolCall(id, function["name"u8].Text(_scratch), function["arguments"u8].Text(_scratch));
    }

    private void ReadState(ReadOnlySpan<byte> message, JsonValue state, SessionSink sink)
    {
        JsonValue status = state["status"u8];
        ReadOnlySpan<byte> id = (state["toolCallId"u8].IsString ? state["toolCallId"u8] : state["toolCall"u8]["id"u8]).Text(
            _scratch
        );
        bool isError = status.Is("errored"u8);
        if (isError || status.Is("done"u8) || state["output"u8].IsArray)
            TellResult(message, id, isError, state["output"u8], sink);
    }

    private void TellResult(ReadOnlySpan<byte> message, ReadOnlySpan<byte> id, bool isError, JsonValue output, SessionSink sink)
    {
        ReadOnlySpan<byte> key = _scratch.Join(_scratch.Join(message, "/"u8), id);
        if (!_told.Add(id.IsEmpty ? key : id, Result, ""u8))
            return;
        if (isError)
            sink.Count(SessionCount.ToolError);
        sink.BeginMessage(Head(key, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(id, isError);
        if (output.IsString && !output.Raw.IsEmpty)
            sink.Block(BlockKind.ToolOutput, output.Text(_scratch));
        foreach (JsonValue part in output.Elements)
        {
            if (!part["content"u8].Raw.IsEmpty)
                sink.Block(BlockKind.ToolOutput, part["content"u8].Text(_scratch));
        }
        sink.EndMessage();
    }

    private void Tell(ReadOnlySpan<byte> key, MessageRole role, MessageKind kind, JsonValue content, SessionSink sink)
    {
        sink.BeginMessage(Head(key, role, kind));
        TellContent(content, sink);
        sink.EndMessage();
    }

    private void TellContent(JsonValue content, SessionSink sink)
    {
        if (content.IsString && !content.Raw.IsEmpty)
            sink.Block(BlockKind.Text, content.Text(_scratch));
        foreach (JsonValue part in content.Elements)
        {
            if (part["type"u8].Is("imageUrl"u8))
                sink.Count(SessionCount.Image);
            else if (!part["type"u8].Is("text"u8))
                sink.Count(SessionCount.UnknownRecord);
            else if (!part["text"u8].Raw.IsEmpty)
                sink.Block(BlockKind.Text, part["text"u8].Text(_scratch));
        }
    }

    private static void TellTime(JsonValue time, SessionSink sink)
    {
        if (RecordTime.Of(time) is { } at)
            sink.Activity(at);
    }

    private static MessageHead Head(
        ReadOnlySpan<byte> key,
        MessageRole role,
        MessageKind kind,
        ReadOnlySpan<byte> model = default
    ) =>
        new()
        {
            Key = key,
            Role = role,
            Kind = kind,
            Model = model,
        };
}

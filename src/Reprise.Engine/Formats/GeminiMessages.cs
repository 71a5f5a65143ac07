using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>Reads the messages of a chat; one that is written again is told as far as it is new.</summary>
internal sealed class GeminiMessages(ToldOnce told, GeminiFolder folder, byte[] subagent, Utf8Scratch scratch)
{
    private const char Message = 'm';
    private const char Thought = 't';
    private const char Result = 'r';

    private readonly GeminiParts _parts = new(told, scratch);

    private bool IsMain => subagent.Length == 0;

    /// <summary>Reads a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isReplay">
    /// Whether it comes in a list that replaces all messages. What is new in it the program made up: what was said stands in a
    /// line of its own before. What is changed was shortened.
    /// </param>
    /// <param name="sink">Where it is told.</param>
    public void Read(JsonValue message, bool isReplay, SessionSink sink)
    {
        ReadOnlySpan<byte> id = message["id"u8].Text(scratch);
        ReadOnlySpan<byte> type = message["type"u8].Text(scratch);
        bool isNew = told.Add(id, Message, ""u8);
        if (isReplay && !isNew)
            return;
        if (type.SequenceEqual("user"u8))
            ReadUser(message, id, isReplay, sink);
        else if (IsAnswer(type))
            ReadAnswer(message, id, isReplay, sink);
        else if (type.SequenceEqual("info"u8) || type.SequenceEqual("error"u8) || type.SequenceEqual("warning"u8))
            ReadNotice(message, id, isNew, sink);
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    private static bool IsAnswer(ReadOnlySpan<byte> type) =>
        type.SequenceEqual("gemini"u8)
        || type.SequenceEqual("model"u8)
        || type.SequenceEqual("qwen"u8)
        || type.SequenceEqual("assistant"u8);

    private static JsonValue ContentOf(JsonValue message) =>
        message["content"u8].IsPresent ? message["content"u8] : message["parts"u8];

    private void ReadUser(JsonValue message, ReadOnlySpan<byte> id, bool isReplay, SessionSink sink)
    {
        JsonValue content = ContentOf(message);
        if (GeminiParts.HasResponse(content))
        {
            ReadResponses(message, content, sink);
            return;
        }
        JsonValue shown = message["displayContent"u8].IsPresent ? message["displayContent"u8] : content;
        GeminiPrompt.Kind found = GeminiPrompt.Look(shown, scratch);
        if (found == GeminiPrompt.Kind.Context)
            folder.ReadContext(content, sink);
        MessageKind kind =
            isReplay ? (GeminiPrompt.IsSummary(content, scratch) ? MessageKind.Summary : MessageKind.Meta)
            : found == GeminiPrompt.Kind.Typed ? MessageKind.Prompt
            : MessageKind.Meta;
        if (kind == MessageKind.Summary && IsMain)
            sink.Count(SessionCount.Compaction);
        Tell(message, id, MessageRole.User, kind, shown, sink);
        // What the model was given in the place of what was typed, such as the files that were named.
        if (message["displayContent"u8].IsPresent)
            Tell(message, scratch.Join(id, "/sent"u8), MessageRole.User, MessageKind.Meta, content, sink);
    }

    private void Tell(
        JsonValue message,
        ReadOnlySpan<byte> key,
        MessageRole role,
        MessageKind kind,
        JsonValue content,
        SessionSink sink
    )
    {
        sink.BeginMessage(Head(key, role, kind, message["timestamp"u8], model: default));
        _parts.Tell(content, key, IsMain, sink);
        sink.EndMessage();
    }

    private void ReadAnswer(JsonValue message, ReadOnlySpan<byte> id, bool isReplay, SessionSink sink)
    {
        JsonValue content = ContentOf(message);
        ReadOnlySpan<byte> model = message["model"u8].Text(scratch);
        JsonValue calls = message["toolCalls"u8];
        JsonValue tokens = message["tokens"u8];
        bool isMadeUp = isReplay || (model.IsEmpty && !tokens.IsObject && !calls.IsArray && GeminiParts.IsThinking(content));
        MessageKind kind = isMadeUp ? MessageKind.Meta : MessageKind.Answer;
        sink.BeginMessage(Head(id, MessageRole.Assistant, kind, message["timestamp"u8], model));
        int place = 0;
        foreach (JsonValue thought in message["thoughts"u8].Elements)
            TellThought(thought, id, place++, sink);
        _parts.Tell(content, id, IsMain, sink);
        foreach (JsonValue call in calls.Elements)
        {
            _parts.TellCall(call["id"u8], call["name"u8], call["args"u8], id, sink);
            folder.Look(call["args"u8], sink);
        }
        sink.EndMessage();
        place = 0;
        foreach (JsonValue call in calls.Elements)
            TellResult(call, id, place++, sink);
        // A model without tokens is told as well: that is how it becomes known.
        if (tokens.IsObject || (!model.IsEmpty && !isMadeUp))
            TellUsage(id, model, message["timestamp"u8], tokens, sink);
    }

    private void TellThought(JsonValue thought, ReadOnlySpan<byte> id, int place, SessionSink sink)
    {
        if (!told.Add(id, Thought, place))
            return;
        if (IsMain)
            sink.Count(SessionCount.Thinking);
        ReadOnlySpan<byte> subject = thought["subject"u8].Text(scratch);
        ReadOnlySpan<byte> text = thought["description"u8].Text(scratch);
        if (!subject.IsEmpty && !text.IsEmpty)
            text = scratch.Join(scratch.Join(subject, "\n"u8), text);
        else if (text.IsEmpty)
            text = subject;
        if (!text.IsEmpty)
            sink.Block(BlockKind.Thinking, text);
    }

    private void TellResult(JsonValue call, ReadOnlySpan<byte> message, int place, SessionSink sink)
    {
        JsonValue result = call["result"u8];
        JsonValue shown = call["resultDisplay"u8];
        ReadOnlySpan<byte> id = call["id"u8].Text(scratch);
        if (!result.IsPresent && !shown.IsPresent)
            return;
        bool isNew = id.IsEmpty ? told.Add(message, Result, place) : told.Add(id, Result, ""u8);
        if (!isNew)
            return;
        folder.LookInOutput(result, sink);
        BeginResult(id, call["timestamp"u8], call["status"u8].Is("error"u8), sink);
        if (!_parts.TellOutput(result, IsMain, sink))
            _parts.TellOutput(shown["fileDiff"u8].IsString ? shown["fileDiff"u8] : shown, IsMain, sink);
        sink.EndMessage();
    }

    private void ReadResponses(JsonValue message, JsonValue content, SessionSink sink)
    {
        foreach (JsonValue part in content.Elements)
            TellResponse(message, part, sink);
        if (content.IsObject)
            TellResponse(message, content, sink);
    }

    private void TellResponse(JsonValue message, JsonValue part, SessionSink sink)
    {
        JsonValue response = part["functionResponse"u8];
        ReadOnlySpan<byte> id = response["id"u8].Text(scratch);
        if (!response.IsObject || !told.Add(id, Result, ""u8))
            return;
        bool isError = response["response"u8]["error"u8].IsPresent && !response["response"u8]["output"u8].IsPresent;
        BeginResult(id, message["timestamp"u8], isError, sink);
        _parts.TellOutput(part, IsMain, sink);
        sink.EndMessage();
    }

    private void BeginResult(ReadOnlySpan<byte> id, JsonValue time, bool isError, SessionSink sink)
    {
        if (isError && IsMain)
            sink.Count(SessionCount.ToolError);
        sink.BeginMessage(Head(id, MessageRole.Tool, MessageKind.ToolResult, time, model: default));
        sink.ToolResult(id, isError);
    }

    private void ReadNotice(JsonValue message, ReadOnlySpan<byte> id, bool isNew, SessionSink sink)
    {
        ReadOnlySpan<byte> text = message["content"u8].Text(scratch);
        if (isNew && IsMain && text.SequenceEqual("Request cancelled."u8))
            sink.Count(SessionCount.Interrupt);
        if (isNew && IsMain && message["type"u8].Is("error"u8) && text.StartsWith("[API Error"u8))
            sink.Count(SessionCount.ApiError);
        Tell(message, id, MessageRole.System, MessageKind.Notice, message["content"u8], sink);
    }

    private void TellUsage(ReadOnlySpan<byte> id, ReadOnlySpan<byte> model, JsonValue time, JsonValue tokens, SessionSink sink)
    {
        long cached = tokens["cached"u8].Amount();
        var usage = new ResponseUsage
        {
            Key = id,
            IsLocalKey = id.IsEmpty,
            Model = model,
            Subagent = subagent,
            Timestamp = RecordTime.Of(time),
            Tokens = new TokenUsage(
                // What tools gave to the model beside the prompt is counted apart; the prompt includes what came from the cache.
                Input: TokenParts.Sum(TokenParts.Rest(tokens["input"u8].Amount(), cached), tokens["tool"u8].Amount()),
                Output: tokens["output"u8].Amount(),
                CacheRead: cached,
                CacheWrite5Minutes: 0,
                CacheWrite1Hour: 0,
                Reasoning: tokens["thoughts"u8].Amount()
            ),
        };
        sink.Usage(usage);
    }

    private MessageHead Head(
        ReadOnlySpan<byte> key,
        MessageRole role,
        MessageKind kind,
        JsonValue time,
        ReadOnlySpan<byte> model
    ) =>
        new()
        {
            Key = key,
            Role = role,
            Kind = kind,
            Timestamp = RecordTime.Of(time),
            Subagent = subagent,
            Model = model,
        };
}

using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Cursor;

/// <summary>Reads messages of the editor: prompts, answers, thinking and calls of tools are a message each.</summary>
internal sealed class CursorBubbles(Utf8Scratch scratch)
{
    /// <summary>Numbers that are lower are times since the program was started, not since 1970.</summary>
    private const long FirstTime = 1_000_000_000_000;

    private readonly JsonTape _text = new();

    /// <summary>The model of the turn: only some of its messages name it.</summary>
    public byte[] Model { get; set; } = [];

    /// <summary>Reads a message.</summary>
    public void Read(JsonValue bubble, SessionSink sink)
    {
        JsonValue model = bubble["modelInfo"u8]["modelName"u8];
        if (model.IsString && !model.Raw.IsEmpty)
            Model = model.Text(scratch).ToArray();
        bool isUser = bubble["type"u8].Long() == 1;
        if (!isUser && bubble["type"u8].Long() != 2)
        {
            sink.Count(SessionCount.UnknownRecord);
            return;
        }
        foreach (JsonValue _ in bubble["images"u8].Elements)
            sink.Count(SessionCount.Image);
        DateTimeOffset? at = TimeOf(bubble);
        if (at is { } alive)
            sink.Activity(alive);
        if (isUser)
            ReadPrompt(bubble, at, sink);
        else
            ReadAnswer(bubble, at, sink);
    }

    private void ReadPrompt(JsonValue bubble, DateTimeOffset? at, SessionSink sink)
    {
        ReadOnlySpan<byte> text = bubble["text"u8].Text(scratch);
        if (text.IsEmpty)
            text = TextOfRich(bubble["richText"u8]);
        if (text.IsEmpty)
            return;
        sink.BeginMessage(Head(bubble, MessageRole.User, MessageKind.Prompt, at));
        sink.Block(BlockKind.Text, text);
        sink.EndMessage();
    }

    private void ReadAnswer(JsonValue bubble, DateTimeOffset? at, SessionSink sink)
    {
        JsonValue tool = bubble["toolFormerData"u8];
        bool hasTool = tool["name"u8].IsString && !tool["name"u8].Raw.IsEmpty;
        bool isThought = bubble["thinking"u8].IsPresent || bubble["isThought"u8].IsTrue;
        ReadOnlySpan<byte> thinking = bubble["thinking"u8]["text"u8].Text(scratch);
        ReadOnlySpan<byte> text = bubble["text"u8].Text(scratch);
        if (isThought)
            sink.Count(SessionCount.Thinking);
        if (hasTool || !thinking.IsEmpty || !text.IsEmpty)
        {
            MessageKind kind =
                !text.IsEmpty ? MessageKind.Answer
                : hasTool ? MessageKind.ToolResult
                : MessageKind.Meta;
            sink.BeginMessage(Head(bubble, MessageRole.Assistant, kind, at));
            if (!thinking.IsEmpty)
                sink.Block(BlockKind.Thinking, thinking);
            if (!text.IsEmpty)
                sink.Block(BlockKind.Text, text);
            if (hasTool)
                ReadTool(tool, sink);
            sink.EndMessage();
        }
        TellTokens(bubble, at, sink);
    }

    private void ReadTool(JsonValue tool, SessionSink sink)
    {
        ReadOnlySpan<byte> callId = tool["toolCallId"u8].Text(scratch);
        JsonValue input = tool["rawArgs"u8].IsPresent && !tool["rawArgs"u8].Raw.IsEmpty ? tool["rawArgs"u8] : tool["params"u8];
        sink.ToolCall(callId, tool["name"u8].Text(scratch), input.IsString ? input.Text(scratch) : input.Raw);
        bool isError = tool["status"u8].Is("error"u8);
        JsonValue output = isError && tool["error"u8].IsPresent ? tool["error"u8] : tool["result"u8];
        if (output.IsPresent || isError || tool["status"u8].Is("completed"u8))
        {
            sink.ToolResult(callId, isError);
            if (output.IsPresent && !output.Raw.IsEmpty)
                sink.Block(BlockKind.ToolOutput, output.IsString ? output.Text(scratch) : output.Raw);
        }
        if (isError)
            sink.Count(SessionCount.ToolError);
    }

    private void TellTokens(JsonValue bubble, DateTimeOffset? at, SessionSink sink)
    {
        long input = bubble["tokenCount"u8]["inputTokens"u8].Amount();
        long output = bubble["tokenCount"u8]["outputTokens"u8].Amount();
        // Nearly all messages say 0, and that is no fact.
        if (input == 0 && output == 0)
            return;
        ReadOnlySpan<byte> id = bubble["bubbleId"u8].Text(scratch);
        sink.Usage(
            new ResponseUsage
            {
                Key = id,
                IsLocalKey = id.IsEmpty,
                Model = Model,
                Timestamp = at,
                Tokens = new TokenUsage(input, output, 0, 0, 0, 0),
            }
        );
    }

    private MessageHead Head(JsonValue bubble, MessageRole role, MessageKind kind, DateTimeOffset? at) =>
        new()
        {
            Key = bubble["bubbleId"u8].Text(scratch),
            Role = role,
            Kind = kind,
            Timestamp = at,
            Model = role == MessageRole.Assistant ? Model : default,
        };

    private static DateTimeOffset? TimeOf(JsonValue bubble)
    {
        if (RecordTime.Of(bubble["createdAt"u8]) is { } created)
            return created;
        JsonValue timing = bubble["timingInfo"u8];
        foreach (JsonMember member in timing.Members)
        {
            if (member.Value.Long() >= FirstTime)
                return RecordTime.Of(member.Value);
        }
        return null;
    }

    // What the person typed as a tree of paragraphs, in text that is JSON again.
    private ReadOnlySpan<byte> TextOfRich(JsonValue rich)
    {
        ReadOnlySpan<byte> joined = default;
        if (_text.TryParse(rich.Text(scratch), out JsonValue document))
            Collect(document["root"u8], ref joined, depth: 0);
        return joined;
    }

    private void Collect(JsonValue node, ref ReadOnlySpan<byte> joined, int depth)
    {
        const int MaxDepth = 64;
        foreach (JsonValue child in node["children"u8].Elements)
        {
            if (child["text"u8].IsString)
                joined = joined.IsEmpty ? child["text"u8].Text(scratch) : scratch.Join(joined, child["text"u8].Text(scratch));
            else if (depth < MaxDepth)
                Collect(child, ref joined, depth + 1);
        }
    }
}

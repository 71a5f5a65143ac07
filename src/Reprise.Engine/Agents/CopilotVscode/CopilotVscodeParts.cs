using System.Buffers;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.CopilotVscode;

/// <summary>Reads the parts of responses: texts, thinking, calls of tools and edits.</summary>
internal sealed class CopilotVscodeParts(CopilotVscodeState state, Utf8Scratch scratch)
{
    private const char Text = 't';
    private const char Call = 'c';
    private const char Unknown = 'u';

    private readonly ArrayBufferWriter<byte> _joined = new();

    /// <summary>The key of a request's response, which has an id of its own only later.</summary>
    public ReadOnlySpan<byte> Key(CopilotVscodeRequest request) => scratch.Join(request.Id, "/response"u8);

    /// <summary>Makes the head of a response.</summary>
    public static MessageHead Head(CopilotVscodeRequest request, ReadOnlySpan<byte> key, MessageRole role, MessageKind kind) =>
        new()
        {
            Key = key,
            Role = role,
            Kind = kind,
            Timestamp = Time(request.Answered > 0 ? request.Answered : request.Asked),
            Model = role == MessageRole.Assistant ? request.Model : default,
        };

    /// <summary>A time that was kept in ticks; null when it is 0.</summary>
    public static DateTimeOffset? Time(long ticks) =>
        ticks > 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Reads parts that come behind those there are.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="parts">The parts.</param>
    /// <param name="rounds">What the model asked of tools, where that is known already.</param>
    /// <param name="sink">Where it is told.</param>
    public void Read(CopilotVscodeRequest request, JsonValue parts, CopilotVscodeRounds rounds, SessionSink sink)
    {
        ReadOnlySpan<byte> key = Key(request);
        sink.BeginMessage(Head(request, key, MessageRole.Assistant, MessageKind.Answer));
        foreach (JsonValue part in parts.Elements)
        {
            if (request.Parts < int.MaxValue)
                Read(request, key, (int)request.Parts++, part, ref rounds, sink);
        }
        sink.EndMessage();
        foreach (JsonValue part in parts.Elements)
            TellFailure(request, part, sink);
    }

    /// <summary>Reads a part that came in the place of another.</summary>
    public void ReadOne(CopilotVscodeRequest request, int place, JsonValue part, SessionSink sink)
    {
        ReadOnlySpan<byte> key = Key(request);
        CopilotVscodeRounds none = default;
        request.Parts = Math.Max(request.Parts, place + 1L);
        sink.BeginMessage(Head(request, key, MessageRole.Assistant, MessageKind.Answer));
        Read(request, key, place, part, ref none, sink);
        sink.EndMessage();
        TellFailure(request, part, sink);
    }

    /// <summary>Tells a call within a response that was begun, unless it was told.</summary>
    public void TellCall(
        CopilotVscodeRequest request,
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> id,
        ReadOnlySpan<byte> name,
        ReadOnlySpan<byte> input,
        SessionSink sink
    )
    {
        if (!state.Told.Add(key, Call, id))
            return;
        request.Calls.Add(id.ToArray());
        sink.ToolCall(id, name, input);
    }

    private void Read(
        CopilotVscodeRequest request,
        ReadOnlySpan<byte> key,
        int place,
        JsonValue part,
        ref CopilotVscodeRounds rounds,
        SessionSink sink
    )
    {
        TellFolder(part["baseUri"u8], sink);
        ReadOnlySpan<byte> kind = part["kind"u8].Text(scratch);
        if (kind.IsEmpty || kind.SequenceEqual("markdownContent"u8) || kind.SequenceEqual("markdownVuln"u8))
            TellText(request, key, place, TextOf(part).Text(scratch), sink);
        else if (kind.SequenceEqual("thinking"u8))
            TellThinking(key, place, part["value"u8], sink);
        else if (kind.SequenceEqual("toolInvocationSerialized"u8) || kind.SequenceEqual("toolInvocation"u8))
            TellInvocation(request, key, part, ref rounds, sink);
        else if (kind.SequenceEqual("inlineReference"u8))
            TellOnce(key, place, BlockKind.Text, CopilotVscodeNames.Reference(part["inlineReference"u8], scratch), sink);
        else if (kind.SequenceEqual("textEditGroup"u8))
            TellEdits(key, place, part["edits"u8], sink);
        else if (!CopilotVscodeRecords.IsPart(kind) && state.Told.Add(key, Unknown, place, kind))
            sink.Count(SessionCount.UnknownRecord);
    }

    private static JsonValue TextOf(JsonValue part)
    {
        JsonValue content = part["content"u8];
        return part["value"u8].IsString ? part["value"u8]
            : content.IsString ? content
            : content["value"u8];
    }

    /// <summary>Tells a text; of one that grew since it was told, what is new.</summary>
    private void TellText(
        CopilotVscodeRequest request,
        ReadOnlySpan<byte> key,
        int place,
        ReadOnlySpan<byte> text,
        SessionSink sink
    )
    {
        bool isGrown =
            request.TextPlace == place
            && text.Length > request.TextLength
            && KeyHash.Of(text[..(int)request.TextLength]) == request.TextHash;
        int from = isGrown ? LastBlank(text[..(int)request.TextLength]) : 0;
        if (text.IsEmpty || !state.Told.Add(key, Text, place, text))
            return;
        request.TextPlace = place;
        request.TextLength = text.Length;
        request.TextHash = KeyHash.Of(text);
        sink.Block(BlockKind.Text, text[from..]);
    }

    // From the beginning of the last word on, so that no word is told in halves only.
    private static int LastBlank(ReadOnlySpan<byte> text) => text.LastIndexOfAny(" \n\t"u8) + 1;

    private void TellThinking(ReadOnlySpan<byte> key, int place, JsonValue value, SessionSink sink)
    {
        _joined.Clear();
        foreach (JsonValue piece in value.Elements)
            _joined.Write(piece.Text(scratch));
        ReadOnlySpan<byte> text = value.IsString ? value.Text(scratch) : _joined.WrittenSpan;
        if (text.IsEmpty || !state.Told.Add(key, Text, place, text))
            return;
        if (state.Told.Add(key, Text, place, "thinking"u8))
            sink.Count(SessionCount.Thinking);
        sink.Block(BlockKind.Thinking, text);
    }

    private void TellOnce(ReadOnlySpan<byte> key, int place, BlockKind kind, ReadOnlySpan<byte> text, SessionSink sink)
    {
        if (!text.IsEmpty && state.Told.Add(key, Text, place, text))
            sink.Block(kind, text);
    }

    private void TellEdits(ReadOnlySpan<byte> key, int place, JsonValue groups, SessionSink sink)
    {
        foreach (JsonValue group in groups.Elements)
        {
            foreach (JsonValue edit in group.Elements)
                TellOnce(key, place, BlockKind.ToolOutput, edit["text"u8].Text(scratch), sink);
        }
    }

    private void TellInvocation(
        CopilotVscodeRequest request,
        ReadOnlySpan<byte> key,
        JsonValue part,
        ref CopilotVscodeRounds rounds,
        SessionSink sink
    )
    {
        ReadOnlySpan<byte> id = part["toolCallId"u8].Text(scratch);
        ReadOnlySpan<byte> subagent = part["subAgentInvocationId"u8].Text(scratch);
        bool isSubagent = part["toolSpecificData"u8]["kind"u8].Is("subagent"u8);
        if (isSubagent)
            sink.Fact(SessionFact.Subagent, subagent.IsEmpty ? id : subagent);
        // What a subagent asked for is none of the model's own calls.
        if (!subagent.IsEmpty && !isSubagent)
            return;
        // The editor gives a call another id than the model did in most releases; then both list them in the same order.
        JsonValue asked = rounds.Find(id);
        if (!asked.IsObject)
            asked = rounds.Next();
        if (asked.IsObject)
            TellCall(request, key, id, asked["name"u8].Text(scratch), asked["arguments"u8].Text(scratch), sink);
        else
            TellCall(request, key, id, part["toolId"u8].Text(scratch), Input(part), sink);
    }

    private ReadOnlySpan<byte> Input(JsonValue part)
    {
        JsonValue data = part["toolSpecificData"u8];
        JsonValue command = data["commandLine"u8]["original"u8];
        if (!command.IsString)
            command = data["command"u8];
        if (command.IsString)
            return command.Text(scratch);
        if (data["rawInput"u8].IsObject)
            return data["rawInput"u8].Raw;
        JsonValue message = part["invocationMessage"u8];
        return (message.IsString ? message : message["value"u8]).Text(scratch);
    }

    // An error is said where the call is, and nowhere else.
    private void TellFailure(CopilotVscodeRequest request, JsonValue part, SessionSink sink)
    {
        JsonValue error = part["resultError"u8];
        ReadOnlySpan<byte> id = part["toolCallId"u8].Text(scratch);
        if (!error.IsPresent || error.Kind == System.Text.Json.JsonTokenType.False || id.IsEmpty)
            return;
        if (!state.Told.Add(id, 'e', ""u8))
            return;
        sink.Count(SessionCount.ToolError);
        sink.BeginMessage(Head(request, id, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(id, isError: true);
        ReadOnlySpan<byte> text = error.Text(scratch);
        if (!text.IsEmpty)
            sink.Block(BlockKind.ToolOutput, text);
        sink.EndMessage();
    }

    // The folder that links in a text start from is the one that was worked in.
    private void TellFolder(JsonValue uri, SessionSink sink)
    {
        if (!uri.IsObject)
            return;
        ReadOnlySpan<byte> folder = CopilotVscodeNames.Path(uri["path"u8].Text(scratch), scratch);
        if (folder.IsEmpty || folder.SequenceEqual(state.Folder))
            return;
        state.Folder = folder.ToArray();
        sink.Fact(SessionFact.Folder, folder);
    }
}

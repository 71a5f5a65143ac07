using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Qwen;

/// <summary>Reads prompts, answers, results of tools, and what the program wrote.</summary>
internal sealed class QwenMessages(Utf8Scratch scratch)
{
    private readonly GeminiParts _parts = new(told: null, scratch);
    private readonly QwenAnswers _answers = new(scratch);

    /// <summary>Reads a record.</summary>
    public void Read(in QwenRow row, SessionSink sink)
    {
        JsonValue type = row.Row["type"u8];
        if (type.Is("system"u8))
        {
            ReadSystem(row, sink);
            return;
        }
        if (type.Is("assistant"u8))
        {
            ReadAnswer(row, sink);
            return;
        }
        _answers.End();
        if (type.Is("tool_result"u8))
            ReadResult(row, sink);
        else
            ReadUser(row, sink);
    }

    public void Save(StateWriter state) => _answers.Save(state);

    public void Load(StateReader state) => _answers.Load(state);

    private void ReadUser(in QwenRow row, SessionSink sink)
    {
        JsonValue parts = row.Row["message"u8]["parts"u8];
        JsonValue shown = row.Row["systemPayload"u8]["displayText"u8];
        bool isByPerson = row.Subtype.IsEmpty || row.Subtype.SequenceEqual("mid_turn_user_message"u8);
        JsonValue provenance = row.Row["provenance"u8];
        bool isTyped =
            isByPerson
            && (!provenance.IsString || provenance.Is("real_user"u8))
            && GeminiPrompt.Look(shown.IsString ? shown : parts, scratch) == GeminiPrompt.Kind.Typed;
        sink.BeginMessage(row.Head(row.Uuid, MessageRole.User, isTyped ? MessageKind.Prompt : MessageKind.Meta));
        if (shown.IsString)
            sink.Block(BlockKind.Text, shown.Text(scratch));
        else
            _parts.Tell(parts, row.Uuid, row.IsMain, sink);
        sink.EndMessage();
        if (!shown.IsString)
            return;
        // What the model was given in the place of what was typed.
        ReadOnlySpan<byte> key = scratch.Join(row.Uuid, "/sent"u8);
        sink.BeginMessage(row.Head(key, MessageRole.User, MessageKind.Meta));
        _parts.Tell(parts, key, row.IsMain, sink);
        sink.EndMessage();
    }

    private void ReadAnswer(in QwenRow row, SessionSink sink)
    {
        ReadOnlySpan<byte> key = _answers.KeyOf(row);
        ReadOnlySpan<byte> model = row.Row["model"u8].Text(scratch);
        sink.BeginMessage(row.Head(key, MessageRole.Assistant, MessageKind.Answer, model));
        _parts.Tell(row.Row["message"u8]["parts"u8], key, row.IsMain, sink);
        sink.EndMessage();
        QwenAnswers.TellUsage(row, key, model, sink);
    }

    private void ReadResult(in QwenRow row, SessionSink sink)
    {
        JsonValue parts = row.Row["message"u8]["parts"u8];
        JsonValue result = row.Row["toolCallResult"u8];
        ReadOnlySpan<byte> id = result["callId"u8].Text(scratch);
        if (id.IsEmpty)
            id = FirstCall(parts);
        bool isError = result["status"u8].Is("error"u8) || (!result["status"u8].IsString && result["error"u8].IsPresent);
        if (isError && row.IsMain)
            sink.Count(SessionCount.ToolError);
        sink.BeginMessage(row.Head(row.Uuid, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(id, isError);
        if (!_parts.TellOutput(parts, row.IsMain, sink) && result["resultDisplay"u8].IsString)
            sink.Block(BlockKind.ToolOutput, result["resultDisplay"u8].Text(scratch));
        sink.EndMessage();
    }

    private ReadOnlySpan<byte> FirstCall(JsonValue parts)
    {
        foreach (JsonValue part in parts.Elements)
        {
            if (part["functionResponse"u8]["id"u8].IsString)
                return part["functionResponse"u8]["id"u8].Text(scratch);
        }
        return default;
    }

    private void ReadSystem(in QwenRow row, SessionSink sink)
    {
        JsonValue payload = row.Row["systemPayload"u8];
        if (row.Subtype.SequenceEqual("chat_compression"u8))
            ReadCompression(row, payload, sink);
        else if (row.Subtype.SequenceEqual("slash_command"u8) && payload["phase"u8].Is("invocation"u8))
            TellText(row, MessageRole.User, MessageKind.Meta, payload["rawCommand"u8], sink);
        else if (row.Subtype.SequenceEqual("notification"u8))
            TellText(row, MessageRole.System, MessageKind.Meta, payload["displayText"u8], sink);
        else if (row.Subtype.SequenceEqual("ui_telemetry"u8) && row.IsMain && IsProviderError(payload))
            sink.Count(SessionCount.ApiError);
    }

    private static bool IsProviderError(JsonValue payload) => payload["uiEvent"u8]["event.name"u8].Raw.EndsWith(".api_error"u8);

    private void ReadCompression(in QwenRow row, JsonValue payload, SessionSink sink)
    {
        if (row.IsMain)
            sink.Count(SessionCount.Compaction);
        // The summary comes first; what follows it stands in records before.
        foreach (JsonValue content in payload["compressedHistory"u8].Elements)
        {
            sink.BeginMessage(row.Head(row.Uuid, MessageRole.User, MessageKind.Summary));
            _parts.Tell(content["parts"u8], row.Uuid, isMain: false, sink);
            sink.EndMessage();
            return;
        }
    }

    private void TellText(in QwenRow row, MessageRole role, MessageKind kind, JsonValue text, SessionSink sink)
    {
        if (!text.IsString || text.Raw.IsEmpty)
            return;
        sink.BeginMessage(row.Head(row.Uuid, role, kind));
        sink.Block(BlockKind.Text, text.Text(scratch));
        sink.EndMessage();
    }
}

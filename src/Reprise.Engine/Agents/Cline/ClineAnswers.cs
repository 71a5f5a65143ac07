using System.Buffers;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Cline;

/// <summary>Reads answers of the model: texts, thinking and calls, as blocks or as markup.</summary>
internal sealed class ClineAnswers(ClineCalls calls, bool isTask, Utf8Scratch scratch)
{
    private readonly ArrayBufferWriter<byte> _input = new();
    private byte[] _told = [];

    /// <summary>Reads an answer.</summary>
    /// <param name="message">The message.</param>
    /// <param name="model">The model that the surroundings name.</param>
    /// <param name="sink">Where it is told.</param>
    public void Read(in ClineMessage message, ReadOnlySpan<byte> model, SessionSink sink)
    {
        calls.Clear();
        JsonValue named = message.Json["modelInfo"u8];
        if (named.IsObject)
            model = (named["modelId"u8].IsString ? named["modelId"u8] : named["id"u8]).Text(scratch);
        JsonValue content = message.Json["content"u8];
        MessageKind kind =
            message.Json["isSummary"u8].IsTrue ? MessageKind.Summary
            : IsMadeUp(content) ? MessageKind.Meta
            : MessageKind.Answer;
        sink.BeginMessage(message.Head(message.Key, MessageRole.Assistant, kind, model));
        TellThinking(message, message.Json["reasoning_content"u8], sink);
        TellDetails(message, message.Json["reasoning_details"u8], sink);
        // Roo Code keeps encrypted thinking of OpenAI's as a message of its own for some time.
        if (message.Json["type"u8].Is("reasoning"u8))
            TellThinking(message, message.Json["text"u8], sink);
        if (content.IsString)
            TellText(message, content.Text(scratch), sink);
        bool isMarkup = isTask && !HasCall(content);
        foreach (JsonValue block in content.Elements)
            TellBlock(message, block, isMarkup, sink);
        sink.EndMessage();
        TellUsage(message, model, kind, sink);
    }

    // Source: Roo Code, Task.ts. The same sentence stands in Cline's.
    private static bool IsMadeUp(JsonValue content)
    {
        foreach (JsonValue block in content.Elements)
            return block["text"u8].Is("Failure: I did not provide a response."u8);
        return false;
    }

    private static bool HasCall(JsonValue content)
    {
        foreach (JsonValue block in content.Elements)
        {
            if (block["type"u8].Is("tool_use"u8))
                return true;
        }
        return false;
    }

    private void TellBlock(in ClineMessage message, JsonValue block, bool isMarkup, SessionSink sink)
    {
        JsonValue type = block["type"u8];
        if (type.Is("text"u8))
        {
            TellDetails(message, block["reasoning_details"u8], sink);
            if (isMarkup)
                TellText(message, block["text"u8].Text(scratch), sink);
            else if (!block["text"u8].Raw.IsEmpty)
                sink.Block(BlockKind.Text, block["text"u8].Text(scratch));
        }
        else if (type.Is("tool_use"u8))
            TellCall(block, sink);
        else if (type.Is("thinking"u8))
            TellThinking(message, block["thinking"u8], sink);
        else if (type.Is("reasoning"u8))
            TellThinking(message, block["text"u8], sink);
        else if (type.Is("redacted_thinking"u8))
            CountThinking(message, sink);
        else if (type.Is("image"u8) || type.Is("media"u8))
            message.CountImage(sink);
        else if (!type.Is("thoughtSignature"u8) && !type.Is("document"u8))
            sink.Count(SessionCount.UnknownRecord);
    }

    private void TellCall(JsonValue block, SessionSink sink)
    {
        ReadOnlySpan<byte> name = block["name"u8].Text(scratch);
        JsonValue input = block["input"u8];
        TellSpoken(
            name,
            input["result"u8].Text(scratch),
            input["question"u8].Text(scratch),
            input["response"u8].Text(scratch),
            sink
        );
        sink.ToolCall(block["id"u8].Text(scratch), name, input.Raw);
    }

    private void TellText(in ClineMessage message, ReadOnlySpan<byte> text, SessionSink sink)
    {
        if (!isTask)
        {
            if (!text.IsEmpty)
                sink.Block(BlockKind.Text, text);
            return;
        }
        var markup = new ClineMarkup(text);
        while (markup.MoveNext())
        {
            if (markup.Piece == ClinePiece.Text)
            {
                sink.Block(BlockKind.Text, markup.Content);
            }
            else if (markup.Piece == ClinePiece.Thinking)
            {
                // Of all thinking this alone is not in the screen's file.
                if (message.IsMain)
                    sink.Count(SessionCount.Thinking);
                sink.Block(BlockKind.Thinking, markup.Content);
            }
            else
            {
                TellMarkup(message, markup, sink);
            }
        }
    }

    private void TellMarkup(in ClineMessage message, in ClineMarkup markup, SessionSink sink)
    {
        TellSpoken(
            markup.Tool,
            ClineMarkup.Member(markup.Content, "result"u8),
            ClineMarkup.Member(markup.Content, "question"u8),
            ClineMarkup.Member(markup.Content, "response"u8),
            sink
        );
        _input.ResetWrittenCount();
        ClineMarkup.WriteInput(markup.Content, _input);
        sink.ToolCall(calls.Add(message.Key, markup.Tool), markup.Tool, _input.WrittenSpan);
    }

    // What the model says to the person by way of a tool is what it says.
    private static void TellSpoken(
        ReadOnlySpan<byte> tool,
        ReadOnlySpan<byte> result,
        ReadOnlySpan<byte> question,
        ReadOnlySpan<byte> response,
        SessionSink sink
    )
    {
        ReadOnlySpan<byte> spoken =
            tool.SequenceEqual("attempt_completion"u8) ? result
            : tool.SequenceEqual("ask_followup_question"u8) ? question
            : tool.StartsWith("plan_mode_respon"u8) ? response
            : default;
        if (!spoken.IsEmpty)
            sink.Block(BlockKind.Text, spoken);
    }

    private void TellDetails(in ClineMessage message, JsonValue details, SessionSink sink)
    {
        foreach (JsonValue detail in details.Elements)
            TellThinking(message, detail["text"u8].IsString ? detail["text"u8] : detail["summary"u8], sink);
    }

    private void TellThinking(in ClineMessage message, JsonValue text, SessionSink sink)
    {
        if (!text.IsString)
            return;
        CountThinking(message, sink);
        if (!text.Raw.IsEmpty)
            sink.Block(BlockKind.Thinking, text.Text(scratch));
    }

    // A task's is counted where the person saw it: there all releases write it.
    private void CountThinking(in ClineMessage message, SessionSink sink)
    {
        if (message.IsMain && !isTask)
            sink.Count(SessionCount.Thinking);
    }

    private void TellUsage(in ClineMessage message, ReadOnlySpan<byte> model, MessageKind kind, SessionSink sink)
    {
        JsonValue metrics = message.Json["metrics"u8];
        bool isNew = !model.IsEmpty && !model.SequenceEqual(_told) && kind == MessageKind.Answer;
        if (isTask ? !isNew : !isNew && !metrics.IsObject)
            return;
        // Which models a task used becomes known here, what they took there.
        _told = model.ToArray();
        JsonValue time = message.Json["ts"u8];
        bool isKnownByTime = !isTask && message.Json["id"u8].IsString && time.IsPresent;
        sink.Usage(
            new ResponseUsage
            {
                // What a copy of the session has as well, or the place.
                Key = isKnownByTime ? scratch.Join(scratch.Join(message.Key, "/"u8), time.Raw) : message.Key,
                IsLocalKey = !isKnownByTime,
                Model = model,
                Provider = message.Json["modelInfo"u8]["provider"u8].Text(scratch),
                Subagent = message.Subagent,
                Timestamp = message.Timestamp,
                Tokens = isTask
                    ? default
                    : ClineTokens.Of(
                        metrics["inputTokens"u8],
                        metrics["outputTokens"u8],
                        metrics["cacheReadTokens"u8],
                        metrics["cacheWriteTokens"u8],
                        mayIncludeCache: true
                    ),
                OwnCost = isTask ? null : metrics["cost"u8].NanoUsd(),
            }
        );
    }
}

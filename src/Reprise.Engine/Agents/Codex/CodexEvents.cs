using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Codex;

/// <summary>Reads the events: prompts as they were typed, tokens, interrupts, errors. What items tell too is left to them.</summary>
internal sealed class CodexEvents(CodexState state, CodexPrompts prompts, CodexMeta meta, Utf8Scratch scratch)
{
    /// <summary>Reads an event.</summary>
    public void Read(JsonValue payload, DateTimeOffset? at, SessionSink sink)
    {
        ReadOnlySpan<byte> type = payload["type"u8].Text(scratch);
        if (type.SequenceEqual("token_count"u8))
            ReadTotals(payload, at, sink);
        else if (type.SequenceEqual("user_message"u8))
            ReadPrompt(payload, at, sink);
        else if (type.SequenceEqual("item_completed"u8))
            ReadCompleted(payload["item"u8], at, sink);
        else if (type.SequenceEqual("turn_aborted"u8))
            ReadAborted(payload, sink);
        else if (type.SequenceEqual("error"u8) || type.SequenceEqual("stream_error"u8))
            ReadError(payload, at, sink);
        else if (type.SequenceEqual("thread_name_updated"u8))
            sink.Fact(SessionFact.CustomTitle, payload["thread_name"u8].Text(scratch));
        else if (type.SequenceEqual("thread_settings_applied"u8))
            meta.ReadSettings(payload["thread_settings"u8]);
        else if (!CodexRecords.IsEvent(type))
            sink.Count(SessionCount.UnknownRecord);
    }

    /// <summary>Reads the record of one response's tokens.</summary>
    /// <param name="payload">The record.</param>
    /// <param name="at">When it was written.</param>
    /// <param name="isSide">Whether Codex asked for itself.</param>
    /// <param name="sink">Where it is told.</param>
    public void ReadUsageRecord(JsonValue payload, DateTimeOffset? at, bool isSide, SessionSink sink)
    {
        if (state.Totals.TakeRecord(payload, scratch, out ReadOnlySpan<byte> key) is { } tokens)
            TellUsage(key, tokens, at, isSide, sink);
    }

    private void ReadTotals(JsonValue payload, DateTimeOffset? at, SessionSink sink)
    {
        if (state.Totals.TakeEvent(payload["info"u8], state.HeaderId, out ReadOnlySpan<byte> key) is { } tokens)
            TellUsage(key, tokens, at, isSide: false, sink);
    }

    private void TellUsage(ReadOnlySpan<byte> key, TokenUsage tokens, DateTimeOffset? at, bool isSide, SessionSink sink)
    {
        var usage = new ResponseUsage
        {
            Key = key,
            Model = state.Model,
            Provider = state.Provider,
            Tier = state.Tier,
            IsSideCall = isSide || state.IsSide,
            Timestamp = at,
            WebSearches = state.WebSearches,
            Tokens = tokens,
        };
        state.WebSearches = 0;
        sink.Usage(usage);
    }

    private void ReadPrompt(JsonValue payload, DateTimeOffset? at, SessionSink sink)
    {
        ReadOnlySpan<byte> text = payload["message"u8].Text(scratch);
        // For a while notes of Codex's own were told by the same event, with another kind.
        bool isNote = payload["kind"u8].Is("user_instructions"u8) || payload["kind"u8].Is("environment_context"u8);
        if (isNote || CodexPrompts.IsNote(text))
        {
            prompts.TellNote(MessageRole.User, text, at, sink);
            return;
        }
        CountElements(payload["images"u8], sink);
        CountElements(payload["local_images"u8], sink);
        prompts.TakeEvent(text, at, sink);
    }

    /// <summary>Sessions kept in pages tell prompts as completed items; the other kinds repeat what items tell.</summary>
    private void ReadCompleted(JsonValue item, DateTimeOffset? at, SessionSink sink)
    {
        if (!item["type"u8].Is("UserMessage"u8))
            return;
        ReadOnlySpan<byte> joined = default;
        foreach (JsonValue part in item["content"u8].Elements)
        {
            ReadOnlySpan<byte> text = part["text"u8].Text(scratch);
            if (!text.IsEmpty)
                joined = joined.IsEmpty ? text : scratch.Join(scratch.Join(joined, "\n"u8), text);
            else if (part["type"u8].Is("image"u8) || part["type"u8].Is("local_image"u8))
                sink.Count(SessionCount.Image);
        }
        if (CodexPrompts.IsNote(joined))
            prompts.TellNote(MessageRole.User, joined, at, sink);
        else
            prompts.TakeEvent(joined, at, sink);
    }

    private static void ReadAborted(JsonValue payload, SessionSink sink)
    {
        if (!payload["reason"u8].IsPresent || payload["reason"u8].Is("interrupted"u8))
            sink.Count(SessionCount.Interrupt);
    }

    private void ReadError(JsonValue payload, DateTimeOffset? at, SessionSink sink)
    {
        sink.Count(SessionCount.ApiError);
        ReadOnlySpan<byte> text = payload["message"u8].Text(scratch);
        if (text.IsEmpty)
            return;
        sink.BeginMessage(prompts.OtherHead(MessageRole.System, MessageKind.Notice, at));
        sink.Block(BlockKind.Text, text);
        sink.EndMessage();
    }

    private static void CountElements(JsonValue images, SessionSink sink)
    {
        foreach (JsonValue _ in images.Elements)
            sink.Count(SessionCount.Image);
    }
}

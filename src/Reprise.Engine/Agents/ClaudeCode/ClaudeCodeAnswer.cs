using Reprise.Formats;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.ClaudeCode;

/// <summary>Reads the records of the model's side; all records of one API response have the same message id.</summary>
internal sealed class ClaudeCodeAnswer(Utf8Scratch scratch)
{
    /// <summary>Reads a record of type <c>assistant</c>.</summary>
    /// <returns>Whether it gave a message.</returns>
    public bool Read(in ClaudeCodeRow chain, SessionSink sink)
    {
        JsonValue message = chain.Row["message"u8];
        if (!message.IsObject)
            return false;
        bool isError = chain.Row["isApiErrorMessage"u8].IsTrue;
        bool isLocal = isError || message["model"u8].Is("<synthetic>"u8);
        if (isError && chain.IsMain)
            sink.Count(SessionCount.ApiError);
        ReadOnlySpan<byte> id = message["id"u8].Text(scratch);
        ReadOnlySpan<byte> model = isLocal ? default : message["model"u8].Text(scratch);
        var head = new MessageHead
        {
            Key = isLocal || id.IsEmpty ? chain.Uuid : id,
            Role = MessageRole.Assistant,
            Kind = isLocal ? MessageKind.Notice : MessageKind.Answer,
            Timestamp = chain.Timestamp,
            Subagent = chain.Subagent,
            Model = model,
        };
        sink.BeginMessage(head);
        JsonValue content = message["content"u8];
        if (content.IsString)
            sink.Block(BlockKind.Text, content.Text(scratch));
        foreach (JsonValue block in content.Elements)
            ReadBlock(block, chain.IsMain, sink);
        sink.EndMessage();
        if (!isLocal && message["usage"u8].IsObject)
            TellUsage(chain, id, model, message, sink);
        return true;
    }

    /// <summary>Reads a record of type <c>progress</c>, which repeats a record of a subagent in the transcript.</summary>
    /// <remarks>The subagent's own file tells the same; where it is gone, this is all that is left of what was spent.</remarks>
    public void ReadProgress(in ClaudeCodeRow chain, SessionSink sink)
    {
        JsonValue data = chain.Row["data"u8];
        JsonValue copy = data["message"u8];
        JsonValue message = copy["message"u8];
        if (!data["type"u8].Is("agent_progress"u8) || !copy["type"u8].Is("assistant"u8) || !message["usage"u8].IsObject)
            return;
        var row = new ClaudeCodeRow
        {
            Row = copy,
            Uuid = copy["uuid"u8].Text(scratch),
            Timestamp = RecordTime.Of(copy["timestamp"u8]) ?? chain.Timestamp,
            Subagent = data["agentId"u8].Text(scratch),
        };
        ReadOnlySpan<byte> model = message["model"u8].Text(scratch);
        if (!copy["isApiErrorMessage"u8].IsTrue && !model.SequenceEqual("<synthetic>"u8))
            TellUsage(row, message["id"u8].Text(scratch), model, message, sink);
    }

    private void ReadBlock(JsonValue block, bool isMain, SessionSink sink)
    {
        ReadOnlySpan<byte> type = block["type"u8].Text(scratch);
        if (type.SequenceEqual("text"u8))
        {
            sink.Block(BlockKind.Text, block["text"u8].Text(scratch));
        }
        else if (type.SequenceEqual("thinking"u8) || type.SequenceEqual("redacted_thinking"u8))
        {
            if (isMain)
                sink.Count(SessionCount.Thinking);
            ReadOnlySpan<byte> thinking = block["thinking"u8].Text(scratch);
            if (!thinking.IsEmpty)
                sink.Block(BlockKind.Thinking, thinking);
        }
        else if (type.EndsWith("tool_use"u8))
        {
            sink.ToolCall(block["id"u8].Text(scratch), block["name"u8].Text(scratch), block["input"u8].Raw);
        }
        else if (type.EndsWith("tool_result"u8))
        {
            ReadServerResult(block, sink);
        }
    }

    /// <summary>A tool that runs at the provider answers within the same response.</summary>
    private void ReadServerResult(JsonValue block, SessionSink sink)
    {
        JsonValue content = block["content"u8];
        sink.ToolResult(block["tool_use_id"u8].Text(scratch), block["is_error"u8].IsTrue || content["error_code"u8].IsString);
        if (content.IsString)
            sink.Block(BlockKind.ToolOutput, content.Text(scratch));
        foreach (JsonValue part in content.Elements)
        {
            ReadOnlySpan<byte> text = (part["text"u8].IsString ? part["text"u8] : part["title"u8]).Text(scratch);
            if (!text.IsEmpty)
                sink.Block(BlockKind.ToolOutput, text);
        }
    }

    private void TellUsage(
        in ClaudeCodeRow chain,
        ReadOnlySpan<byte> id,
        ReadOnlySpan<byte> model,
        JsonValue message,
        SessionSink sink
    )
    {
        JsonValue usage = message["usage"u8];
        JsonValue split = usage["cache_creation"u8];
        long hour = split["ephemeral_1h_input_tokens"u8].Amount();
        // Either of the two tellings of a cache write is 0 at times while the other is not.
        long written = Math.Max(
            usage["cache_creation_input_tokens"u8].Amount(),
            TokenParts.Sum(split["ephemeral_5m_input_tokens"u8].Amount(), hour)
        );
        var response = new ResponseUsage
        {
            Key = ResponseKey(chain, id),
            Model = model,
            Tier = TierOf(usage),
            Subagent = chain.Subagent,
            Timestamp = chain.Timestamp,
            IsSideCall = IsSide(chain.Subagent),
            IsPartial = !message["stop_reason"u8].IsString,
            // Releases before 1.0.9 wrote it.
            OwnCost = chain.Row["costUSD"u8].NanoUsd(),
            WebSearches = usage["server_tool_use"u8]["web_search_requests"u8].Amount(),
            Tokens = new TokenUsage(
                Input: usage["input_tokens"u8].Amount(),
                Output: usage["output_tokens"u8].Amount(),
                CacheRead: usage["cache_read_input_tokens"u8].Amount(),
                CacheWrite5Minutes: TokenParts.Rest(written, hour),
                CacheWrite1Hour: hour,
                Reasoning: 0
            ),
        };
        sink.Usage(response);
    }

    // The program gives such names to what it asks for itself.
    private static bool IsSide(ReadOnlySpan<byte> subagent) =>
        subagent.StartsWith("acompact-"u8) || subagent.StartsWith("aprompt_suggestion-"u8);

    private ReadOnlySpan<byte> TierOf(JsonValue usage)
    {
        if (usage["speed"u8].Is("fast"u8))
            return "fast"u8;
        return usage["service_tier"u8].Is("standard"u8) ? default : usage["service_tier"u8].Text(scratch);
    }

    private ReadOnlySpan<byte> ResponseKey(in ClaudeCodeRow chain, ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty)
            return chain.Uuid;
        // Anthropic's own ids name one response; copies of it at times lack the request, or carry another one.
        if (id.StartsWith("msg_"u8))
            return id;
        ReadOnlySpan<byte> request = chain.Row["requestId"u8].Text(scratch);
        return request.IsEmpty ? id : scratch.Join(scratch.Join(id, "/"u8), request);
    }
}

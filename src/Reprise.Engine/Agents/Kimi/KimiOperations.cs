using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Kimi;

/// <summary>Reads the operations of Kimi Code, from which it makes an agent again.</summary>
internal sealed class KimiOperations(KimiMessages messages, Utf8Scratch scratch)
{
    private long _prompts;
    private byte[] _model = [];
    private byte[] _alias = [];
    private byte[] _provider = [];
    private byte[] _folder = [];

    /// <summary>Reads a record.</summary>
    public void Read(in KimiRow row, SessionSink sink)
    {
        JsonValue type = row.Row["type"u8];
        if (type.Is("context.append_loop_event"u8))
            ReadEvent(row, row.Row["event"u8], sink);
        else if (type.Is("turn.prompt"u8) || type.Is("turn.steer"u8))
            ReadPrompt(row, sink);
        else if (type.Is("context.append_message"u8))
            ReadMessage(row, row.Row["message"u8], sink);
        else if (type.Is("usage.record"u8))
            ReadUsage(row, sink);
        else if (type.Is("llm.request"u8))
            ReadRequest(row, sink);
        else if (type.Is("context.apply_compaction"u8))
            ReadCompaction(row, sink);
        else if (type.Is("turn.cancel"u8))
            row.Count(SessionCount.Interrupt, sink);
        else if (type.Is("config.update"u8) || type.Is("profile.bind"u8))
            ReadFolder(row, sink);
        else if (!KimiRecords.IsKnown(type.Text(scratch)))
            sink.Count(SessionCount.UnknownRecord);
    }

    public void Save(StateWriter state)
    {
        state.Add(_prompts);
        state.Add(_model);
        state.Add(_alias);
        state.Add(_provider);
        state.Add(_folder);
    }

    public void Load(StateReader state)
    {
        _prompts = state.Long();
        _model = state.Text();
        _alias = state.Text();
        _provider = state.Text();
        _folder = state.Text();
    }

    // What is asked comes a second time when the model is given it; what the program asks only that time.
    private void ReadPrompt(in KimiRow row, SessionSink sink)
    {
        if (!row.Row["origin"u8]["kind"u8].Is("user"u8) || !row.IsMain)
            return;
        JsonValue input = row.Row["input"u8];
        if (!KimiParts.IsAny(input, scratch))
            return;
        _prompts++;
        sink.BeginMessage(row.Head(row.Key, MessageRole.User, MessageKind.Prompt));
        KimiParts.Tell(row, input, BlockKind.Text, scratch, sink);
        sink.EndMessage();
    }

    private void ReadMessage(in KimiRow row, JsonValue message, SessionSink sink)
    {
        if (_prompts > 0 && message["role"u8].Is("user"u8) && message["origin"u8]["kind"u8].Is("user"u8))
            _prompts--;
        else
            messages.Read(row, message, sink);
    }

    private void ReadEvent(in KimiRow row, JsonValue told, SessionSink sink)
    {
        JsonValue type = told["type"u8];
        if (type.Is("tool.result"u8))
        {
            ReadResult(row, told, sink);
            return;
        }
        // A step that ends without a word was answered all the same; one that only began was not.
        bool isEnd = type.Is("step.end"u8);
        bool isPart = type.Is("content.part"u8);
        bool isCall = type.Is("tool.call"u8);
        if (isEnd || isPart || isCall)
        {
            ReadOnlySpan<byte> step = told[isEnd ? "uuid"u8 : "stepUuid"u8].Text(scratch);
            sink.BeginMessage(row.Head(step.IsEmpty ? row.Key : step, MessageRole.Assistant, MessageKind.Answer, _model));
            if (isPart)
                KimiParts.TellPart(row, told["part"u8], BlockKind.Text, scratch, sink);
            else if (isCall)
                sink.ToolCall(told["toolCallId"u8].Text(scratch), told["name"u8].Text(scratch), told["args"u8].Raw);
            sink.EndMessage();
        }
        else if (!type.Is("step.begin"u8))
        {
            sink.Count(SessionCount.UnknownRecord);
        }
    }

    private void ReadResult(in KimiRow row, JsonValue told, SessionSink sink)
    {
        JsonValue result = told["result"u8];
        bool isError = result["isError"u8].IsTrue;
        if (isError)
            row.Count(SessionCount.ToolError, sink);
        sink.BeginMessage(row.Head(row.Key, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(told["toolCallId"u8].Text(scratch), isError);
        KimiParts.Tell(row, result["output"u8], BlockKind.ToolOutput, scratch, sink);
        sink.EndMessage();
    }

    private void ReadRequest(in KimiRow row, SessionSink sink)
    {
        _model = row.Row["model"u8].Text(scratch).ToArray();
        _alias = row.Row["modelAlias"u8].Text(scratch).ToArray();
        _provider = row.Row["provider"u8].Text(scratch).ToArray();
        // The second attempt says that the first one failed.
        if (row.Row["attempt"u8].IsString && !row.Row["attempt"u8].Raw.StartsWith("1/"u8))
            row.Count(SessionCount.ApiError, sink);
    }

    private void ReadUsage(in KimiRow row, SessionSink sink)
    {
        ReadOnlySpan<byte> model = row.Row["model"u8].Text(scratch);
        ReadOnlySpan<byte> time =
            row.Row["time"u8].Kind == System.Text.Json.JsonTokenType.Number ? row.Row["time"u8].Raw : default;
        JsonValue usage = row.Row["usage"u8];
        bool isOfRequest = _model.Length > 0 && model.SequenceEqual(_alias);
        sink.Usage(
            new ResponseUsage
            {
                // A fork copies records with their times; numbers alone do not tell sessions apart.
                Key = scratch.Join(scratch.Join(row.Key, "/"u8), time),
                IsLocalKey = time.IsEmpty,
                // The provider's own name, where the last request was made under this one.
                Model = isOfRequest ? _model : model,
                Provider = isOfRequest ? _provider : default,
                // Outside of turns it sums up.
                IsSideCall = row.Row["usageScope"u8].Is("session"u8),
                Subagent = row.Subagent,
                Timestamp = row.Timestamp,
                Tokens = new TokenUsage(
                    Input: usage["inputOther"u8].Amount(),
                    Output: usage["output"u8].Amount(),
                    CacheRead: usage["inputCacheRead"u8].Amount(),
                    CacheWrite5Minutes: usage["inputCacheCreation"u8].Amount(),
                    CacheWrite1Hour: 0,
                    Reasoning: 0
                ),
            }
        );
    }

    private void ReadCompaction(in KimiRow row, SessionSink sink)
    {
        row.Count(SessionCount.Compaction, sink);
        JsonValue summary = row.Row["summary"u8].IsString ? row.Row["summary"u8] : row.Row["contextSummary"u8];
        sink.BeginMessage(row.Head(row.Key, MessageRole.User, MessageKind.Summary));
        KimiParts.TellText(summary, BlockKind.Text, scratch, sink);
        sink.EndMessage();
    }

    private void ReadFolder(in KimiRow row, SessionSink sink)
    {
        JsonValue folder = row.Row["cwd"u8].IsString ? row.Row["cwd"u8] : row.Row["environmentDisclosure"u8]["cwd"u8];
        if (!folder.IsString || folder.Raw.IsEmpty || folder.Raw.SequenceEqual(_folder))
            return;
        _folder = folder.Raw.ToArray();
        sink.Fact(SessionFact.Folder, folder.Text(scratch));
    }
}

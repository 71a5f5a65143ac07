using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Kimi;

/// <summary>Reads the messages between Kimi CLI and its screen, those of subagents within.</summary>
internal sealed class KimiWire(Utf8Scratch scratch)
{
    private const int MaxNesting = 8;

    // The step that each agent is at, by the agent's name; none between turns.
    private readonly SortedDictionary<string, byte[]> _steps = new(StringComparer.Ordinal);

    /// <summary>Reads a message.</summary>
    public void Read(in KimiRow row, JsonValue message, SessionSink sink) => Read(row, message, depth: 0, sink);

    public void Save(StateWriter state)
    {
        state.Add((long)_steps.Count);
        foreach ((string agent, byte[] step) in _steps)
        {
            state.Add(Encoding.UTF8.GetBytes(agent));
            state.Add(step);
        }
    }

    public void Load(StateReader state)
    {
        for (long left = state.Long(); left > 0; left--)
            _steps[Encoding.UTF8.GetString(state.Text())] = state.Text();
    }

    private void Read(in KimiRow row, JsonValue message, int depth, SessionSink sink)
    {
        JsonValue type = message["type"u8];
        JsonValue payload = message["payload"u8];
        if (type.Is("ContentPart"u8))
            ReadPart(row, payload, sink);
        else if (type.Is("ToolCall"u8))
            ReadCall(row, payload, sink);
        else if (type.Is("ToolResult"u8))
            ReadResult(row, payload, sink);
        else if (type.Is("StatusUpdate"u8))
            ReadStatus(row, payload, sink);
        else if (type.Is("SubagentEvent"u8) && depth < MaxNesting)
            ReadSubagent(row, payload, depth, sink);
        else if (!ReadTurn(row, type, payload, sink) && !KimiRecords.IsKnownMessage(type.Text(scratch)))
            sink.Count(SessionCount.UnknownRecord);
    }

    private bool ReadTurn(in KimiRow row, JsonValue type, JsonValue payload, SessionSink sink)
    {
        if (type.Is("TurnBegin"u8) || type.Is("SteerInput"u8))
        {
            if (type.Is("TurnBegin"u8))
                _steps.Remove(AgentOf(row));
            JsonValue input = payload["user_input"u8];
            bool isTyped = row.IsMain && KimiParts.IsAny(input, scratch);
            Tell(row, MessageRole.User, isTyped ? MessageKind.Prompt : MessageKind.Meta, input, sink);
        }
        else if (type.Is("StepBegin"u8))
        {
            _steps[AgentOf(row)] = row.Key.ToArray();
        }
        else if (type.Is("TurnEnd"u8))
        {
            _steps.Remove(AgentOf(row));
        }
        else if (type.Is("StepInterrupted"u8))
        {
            row.Count(SessionCount.Interrupt, sink);
        }
        else if (type.Is("StepRetry"u8))
        {
            row.Count(SessionCount.ApiError, sink);
        }
        else if (type.Is("CompactionBegin"u8))
        {
            row.Count(SessionCount.Compaction, sink);
        }
        else if (type.Is("PlanDisplay"u8))
        {
            Tell(row, MessageRole.Assistant, MessageKind.Notice, payload["content"u8], sink);
        }
        else if (type.Is("BtwBegin"u8))
        {
            Tell(row, MessageRole.User, MessageKind.Meta, payload["question"u8], sink);
        }
        else if (type.Is("BtwEnd"u8))
        {
            Tell(row, MessageRole.Assistant, MessageKind.Meta, payload["response"u8], sink);
        }
        else
        {
            return false;
        }
        return true;
    }

    // What is said outside of a step is the program's answer to a command.
    private MessageHead HeadOfStep(in KimiRow row) =>
        _steps.TryGetValue(AgentOf(row), out byte[]? step)
            ? row.Head(step, MessageRole.Assistant, MessageKind.Answer)
            : row.Head(row.Key, MessageRole.Assistant, MessageKind.Notice);

    private void ReadPart(in KimiRow row, JsonValue part, SessionSink sink)
    {
        sink.BeginMessage(HeadOfStep(row));
        KimiParts.TellPart(row, part, BlockKind.Text, scratch, sink);
        sink.EndMessage();
    }

    private void ReadCall(in KimiRow row, JsonValue call, SessionSink sink)
    {
        JsonValue function = call["function"u8];
        sink.BeginMessage(HeadOfStep(row));
        sink.ToolCall(call["id"u8].Text(scratch), function["name"u8].Text(scratch), function["arguments"u8].Text(scratch));
        sink.EndMessage();
    }

    private void ReadResult(in KimiRow row, JsonValue payload, SessionSink sink)
    {
        JsonValue value = payload["return_value"u8];
        bool isError = value["is_error"u8].IsTrue;
        if (isError)
            row.Count(SessionCount.ToolError, sink);
        sink.BeginMessage(row.Head(row.Key, MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(payload["tool_call_id"u8].Text(scratch), isError);
        KimiParts.Tell(row, value["output"u8], BlockKind.ToolOutput, scratch, sink);
        if (isError)
            KimiParts.TellText(value["message"u8], BlockKind.ToolOutput, scratch, sink);
        sink.EndMessage();
    }

    private void ReadStatus(in KimiRow row, JsonValue status, SessionSink sink)
    {
        JsonValue usage = status["token_usage"u8];
        if (!usage.IsObject)
            return;
        ReadOnlySpan<byte> id = status["message_id"u8].Text(scratch);
        sink.Usage(
            new ResponseUsage
            {
                // Without the provider's id, its number in the file.
                Key = id.IsEmpty ? row.Key : id,
                IsLocalKey = id.IsEmpty,
                Subagent = row.Subagent,
                Timestamp = row.Timestamp,
                Tokens = new TokenUsage(
                    Input: usage["input_other"u8].Amount(),
                    Output: usage["output"u8].Amount(),
                    CacheRead: usage["input_cache_read"u8].Amount(),
                    CacheWrite5Minutes: usage["input_cache_creation"u8].Amount(),
                    CacheWrite1Hour: 0,
                    Reasoning: 0
                ),
            }
        );
    }

    private void ReadSubagent(in KimiRow row, JsonValue payload, int depth, SessionSink sink)
    {
        // Subagents that have a name have a log as well, which says the same.
        if (payload["agent_id"u8].IsString)
            return;
        JsonValue call = payload["parent_tool_call_id"u8].IsString
            ? payload["parent_tool_call_id"u8]
            : payload["task_tool_call_id"u8];
        ReadOnlySpan<byte> agent = call.Text(scratch);
        if (agent.IsEmpty)
            agent = "subagent"u8;
        sink.Fact(SessionFact.Subagent, agent);
        var inner = new KimiRow
        {
            Row = row.Row,
            Key = row.Key,
            Timestamp = row.Timestamp,
            Subagent = agent,
        };
        Read(inner, payload["event"u8], depth + 1, sink);
    }

    private void Tell(in KimiRow row, MessageRole role, MessageKind kind, JsonValue content, SessionSink sink)
    {
        sink.BeginMessage(row.Head(row.Key, role, kind));
        KimiParts.Tell(row, content, BlockKind.Text, scratch, sink);
        sink.EndMessage();
    }

    private static string AgentOf(in KimiRow row) => Encoding.UTF8.GetString(row.Subagent);
}

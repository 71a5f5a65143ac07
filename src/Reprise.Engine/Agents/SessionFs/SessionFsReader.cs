using System.Globalization;
using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.SessionFs;

/// <summary>Reads <c>messages.jsonl</c>: a message on each line.</summary>
internal sealed class SessionFsReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private long _lines;

    /// <param name="state">What an earlier reader saved.</param>
    public SessionFsReader(ReadOnlySpan<byte> state)
    {
        if (StateReader.Open(state, StateVersion) is { } saved)
            _lines = saved.Long();
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        _lines++;
        if (!_tape.TryParse(record.Utf8, out JsonValue message) || !message.IsObject)
            sink.Count(SessionCount.DamagedRecord);
        else
            ReadMessage(message, sink);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        state.Add(_lines);
        return state.ToArray();
    }

    private void ReadMessage(JsonValue message, SessionSink sink)
    {
        ReadOnlySpan<byte> key = message["msg_id"u8].Text(_scratch);
        if (key.IsEmpty)
            key = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#{_lines}"));
        if (RoleOf(message["role"u8]) is not { } role)
        {
            sink.Count(SessionCount.UnknownRecord);
            return;
        }
        ReadOnlySpan<byte> subagent = message["is_sidechain"u8].IsTrue ? SubagentOf(message) : default;
        if (!subagent.IsEmpty)
            sink.Fact(SessionFact.Subagent, subagent);
        var head = new MessageHead
        {
            Key = key,
            Role = role,
            Kind = KindOf(message, role),
            Timestamp = RecordTime.Of(message["timestamp"u8]),
            Subagent = subagent,
            Model = role == MessageRole.Assistant ? message["model"u8].Text(_scratch) : default,
        };
        ReadContent(message["content"u8], head, sink);
        if (role == MessageRole.Assistant)
            ReadUsage(message["usage"u8], head, sink);
    }

    private ReadOnlySpan<byte> SubagentOf(JsonValue message) =>
        message["agent_id"u8].Text(_scratch) is { IsEmpty: false } named ? named : "sidechain"u8;

    private static MessageRole? RoleOf(JsonValue role) =>
        role.Is("user"u8) ? MessageRole.User
        : role.Is("assistant"u8) ? MessageRole.Assistant
        : role.Is("tool"u8) ? MessageRole.Tool
        : role.Is("system"u8) || role.Is("developer"u8) ? MessageRole.System
        : null;

    private static MessageKind KindOf(JsonValue message, MessageRole role)
    {
        bool hasSummary = false;
        bool hasResult = false;
        foreach (JsonValue block in message["content"u8].Elements)
        {
            hasSummary |= block["type"u8].Is("summary"u8);
            hasResult |= block["type"u8].Is("tool_result"u8);
        }
        return hasSummary ? MessageKind.Summary
            : role == MessageRole.Tool || (hasResult && role == MessageRole.User) ? MessageKind.ToolResult
            : role == MessageRole.System || message["is_meta"u8].IsTrue ? MessageKind.Meta
            : role == MessageRole.User ? MessageKind.Prompt
            : MessageKind.Answer;
    }

    private void ReadContent(JsonValue content, in MessageHead head, SessionSink sink)
    {
        sink.BeginMessage(head);
        foreach (JsonValue block in content.Elements)
            ReadBlock(block, head, sink);
        sink.EndMessage();
        if (head.Kind == MessageKind.Summary && head.Subagent.IsEmpty)
            sink.Count(SessionCount.Compaction);
    }

    private void ReadBlock(JsonValue block, in MessageHead head, SessionSink sink)
    {
        JsonValue type = block["type"u8];
        if (type.Is("text"u8) || type.Is("summary"u8))
            Tell(BlockKind.Text, block["text"u8], sink);
        else if (type.Is("thinking"u8))
        {
            if (head.Subagent.IsEmpty)
                sink.Count(SessionCount.Thinking);
            Tell(BlockKind.Thinking, block["text"u8].IsPresent ? block["text"u8] : block["summary"u8], sink);
        }
        else if (type.Is("tool_use"u8))
            sink.ToolCall(block["tool_use_id"u8].Text(_scratch), block["name"u8].Text(_scratch), block["input"u8].Raw);
        else if (type.Is("tool_result"u8))
        {
            bool isError = block["is_error"u8].IsTrue;
            if (isError)
                sink.Count(SessionCount.ToolError);
            sink.ToolResult(block["tool_use_id"u8].Text(_scratch), isError);
            Tell(BlockKind.ToolOutput, block["content"u8], sink);
        }
        else if (type.Is("image"u8))
            sink.Count(SessionCount.Image);
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    private static void ReadUsage(JsonValue usage, in MessageHead head, SessionSink sink)
    {
        if (!usage.IsObject)
            return;
        sink.Usage(
            new ResponseUsage
            {
                Key = head.Key,
                // The ids of its messages need not be the agent's: nothing tells what makes them.
                IsLocalKey = true,
                Model = head.Model,
                Subagent = head.Subagent,
                Timestamp = head.Timestamp,
                Tokens = new TokenUsage(
                    usage["input_tokens"u8].Amount(),
                    usage["output_tokens"u8].Amount(),
                    usage["cache_read_tokens"u8].Amount(),
                    usage["cache_write_tokens"u8].Amount(),
                    0,
                    usage["reasoning_tokens"u8].Amount()
                ),
            }
        );
    }

    private void Tell(BlockKind kind, JsonValue text, SessionSink sink)
    {
        if (text.Text(_scratch) is { IsEmpty: false } told)
            sink.Block(kind, told);
    }
}

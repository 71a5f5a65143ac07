using System.Buffers;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Windsurf;

/// <summary>Reads a transcript: what a person typed, what the model answered, and each step with what came of it.</summary>
internal sealed class WindsurfReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly ArrayBufferWriter<byte> _input = new();
    private long _place;
    private long _answer = -1;

    /// <param name="state">What an earlier reader of the file saved.</param>
    public WindsurfReader(ReadOnlySpan<byte> state)
    {
        if (StateReader.Open(state, StateVersion) is not { } saved)
            return;
        _place = saved.Long();
        _answer = saved.Long();
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        // There are no ids: a record is known by its place.
        long place = _place++;
        if (!_tape.TryParse(record.Utf8, out JsonValue line) || !line.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        JsonValue step = WindsurfHead.StepOf(line);
        if (!step.IsObject)
            sink.Count(SessionCount.UnknownRecord);
        else if (line["type"u8].Is("user_input"u8))
            ReadPrompt(place, step, sink);
        else if (line["type"u8].Is("planner_response"u8))
            ReadAnswer(place, step, sink);
        else
            ReadStep(place, line, step, sink);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        state.Add(_place);
        state.Add(_answer);
        return state.ToArray();
    }

    private void ReadPrompt(long place, JsonValue step, SessionSink sink)
    {
        _answer = -1;
        sink.BeginMessage(Head(Key(place), MessageRole.User, MessageKind.Prompt));
        if (!step["user_response"u8].Raw.IsEmpty)
            sink.Block(BlockKind.Text, step["user_response"u8].Text(_scratch));
        sink.EndMessage();
    }

    private void ReadAnswer(long place, JsonValue step, SessionSink sink)
    {
        _answer = place;
        sink.BeginMessage(Head(Key(place), MessageRole.Assistant, MessageKind.Answer));
        if (!step["response"u8].Raw.IsEmpty)
            sink.Block(BlockKind.Text, step["response"u8].Text(_scratch));
        sink.EndMessage();
    }

    private void ReadStep(long place, JsonValue line, JsonValue step, SessionSink sink)
    {
        // An answer without words has no record of its own.
        if (_answer < 0)
            _answer = place;
        ReadOnlySpan<byte> call = _scratch.Join(Key(place), "/call"u8);
        WriteInput(step);
        sink.BeginMessage(Head(Key(_answer), MessageRole.Assistant, MessageKind.Answer));
        sink.ToolCall(call, line["type"u8].Text(_scratch), _input.WrittenSpan);
        sink.EndMessage();
        if (!step["cwd"u8].Raw.IsEmpty)
            sink.Fact(SessionFact.Folder, FileUri.PathOf(step["cwd"u8].Text(_scratch), _scratch));
        bool isError = line["status"u8].Is("error"u8);
        if (isError)
            sink.Count(SessionCount.ToolError);
        sink.BeginMessage(Head(_scratch.Join(Key(place), "/result"u8), MessageRole.Tool, MessageKind.ToolResult));
        sink.ToolResult(call, isError);
        foreach (JsonMember member in step.Members)
        {
            if (IsOutput(member.Name) && !member.Value.Raw.IsEmpty)
                sink.Block(BlockKind.ToolOutput, TextOf(member.Value));
        }
        sink.EndMessage();
    }

    private ReadOnlySpan<byte> TextOf(JsonValue value) =>
        value.IsString ? value.Text(_scratch) : JsonText.Decode(value.Raw, isEscaped: false, _scratch);

    private static bool IsOutput(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("output"u8)
        || name.SequenceEqual("content"u8)
        || name.SequenceEqual("result"u8)
        || name.SequenceEqual("results"u8);

    // What a tool was given and what came of it stand in one object.
    private void WriteInput(JsonValue step)
    {
        _input.ResetWrittenCount();
        _input.Write("{"u8);
        foreach (JsonMember member in step.Members)
        {
            if (IsOutput(member.Name))
                continue;
            _input.Write(_input.WrittenCount > 1 ? ",\""u8 : "\""u8);
            _input.Write(member.Name);
            _input.Write(member.Value.IsString ? "\":\""u8 : "\":"u8);
            _input.Write(member.Value.Raw);
            if (member.Value.IsString)
                _input.Write("\""u8);
        }
        _input.Write("}"u8);
    }

    private ReadOnlySpan<byte> Key(long place)
    {
        Span<byte> number = _scratch.Take(24);
        place.TryFormat(number, out int length);
        return _scratch.Join("#"u8, number[..length]);
    }

    private static MessageHead Head(ReadOnlySpan<byte> key, MessageRole role, MessageKind kind) =>
        new()
        {
            Key = key,
            Role = role,
            Kind = kind,
        };
}

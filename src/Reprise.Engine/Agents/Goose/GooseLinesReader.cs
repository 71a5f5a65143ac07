using System.Globalization;
using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Goose;

/// <summary>Reads a session of releases before 1.10: a line about the session, then a message on each.</summary>
internal sealed class GooseLinesReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly GooseMessages _messages;
    private long _lines;

    /// <param name="state">What an earlier reader saved.</param>
    public GooseLinesReader(ReadOnlySpan<byte> state)
    {
        _messages = new GooseMessages(_scratch);
        if (StateReader.Open(state, StateVersion) is { } saved)
            _lines = saved.Long();
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        _lines++;
        if (!_tape.TryParse(record.Utf8, out JsonValue line) || !line.IsObject)
            sink.Count(SessionCount.DamagedRecord);
        else if (line["role"u8].IsString)
            ReadMessage(line, sink);
        else if (line["working_dir"u8].IsString || line["description"u8].IsString)
            ReadHead(line, sink);
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        state.Add(_lines);
        return state.ToArray();
    }

    private void ReadMessage(JsonValue line, SessionSink sink)
    {
        ReadOnlySpan<byte> id = line["id"u8].Text(_scratch);
        var message = new GooseMessage
        {
            Key = id.IsEmpty ? Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#{_lines}")) : id,
            Role = line["role"u8].Text(_scratch),
            At = RecordTime.Of(line["created"u8]),
            Content = line["content"u8],
        };
        _messages.Read(message, sink);
    }

    private void ReadHead(JsonValue head, SessionSink sink)
    {
        sink.Fact(SessionFact.Folder, head["working_dir"u8].Text(_scratch));
        GooseMessages.TellTitle(default, head["description"u8].Text(_scratch), isGiven: false, sink);
        var tokens = new TokenUsage(
            head["accumulated_input_tokens"u8].Amount(),
            head["accumulated_output_tokens"u8].Amount(),
            0,
            0,
            0,
            0
        );
        if (tokens == default)
            return;
        var usage = new ResponseUsage
        {
            Key = "session"u8,
            IsLocalKey = true,
            Tokens = tokens,
        };
        sink.Usage(usage);
    }
}

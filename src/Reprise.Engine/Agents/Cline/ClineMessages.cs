using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Cline;

/// <summary>Reads the messages of one document from its start.</summary>
internal sealed class ClineMessages
{
    private readonly byte[] _subagent;
    private readonly bool _isTask;
    private readonly Utf8Scratch _scratch;
    private readonly ClineAnswers _answers;
    private readonly ClineUser _user;
    private readonly byte[] _key = new byte[16];

    /// <param name="subagent">The subagent whose messages they are; empty in the main thread.</param>
    /// <param name="isTask">Whether they are a task's, where the screen's file has the tokens and every message its place alone.</param>
    /// <param name="scratch">Room for texts.</param>
    public ClineMessages(byte[] subagent, bool isTask, Utf8Scratch scratch)
    {
        _subagent = subagent;
        _isTask = isTask;
        _scratch = scratch;
        var calls = new ClineCalls();
        _answers = new ClineAnswers(calls, isTask, scratch);
        _user = new ClineUser(calls, isTask, scratch);
    }

    /// <summary>Reads all of them.</summary>
    public void Read(JsonValue messages, SessionSink sink)
    {
        int place = 0;
        foreach (JsonValue message in messages.Elements)
        {
            _scratch.Reset();
            Read(message, place++, sink);
        }
    }

    private void Read(JsonValue message, int place, SessionSink sink)
    {
        var found = new ClineMessage
        {
            Json = message,
            Key = KeyOf(message, place),
            Timestamp = RecordTime.Of(message["ts"u8]),
            Subagent = _subagent,
        };
        if (found.Timestamp is { } at)
            sink.Activity(at);
        if (message["role"u8].Is("assistant"u8))
            _answers.Read(found, _user.Model, sink);
        else if (message["role"u8].Is("user"u8))
            _user.Read(found, sink);
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    // A response's id stands in more than one message of a task.
    private ReadOnlySpan<byte> KeyOf(JsonValue message, int place)
    {
        if (!_isTask && message["id"u8].Text(_scratch) is { IsEmpty: false } id)
            return id;
        place.TryFormat(_key, out int length);
        return _scratch.Join(_scratch.Join(_subagent, "#"u8), _key.AsSpan(0, length));
    }
}

/// <summary>A message with what all of them have.</summary>
internal readonly ref struct ClineMessage
{
    public JsonValue Json { get; init; }

    public ReadOnlySpan<byte> Key { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The subagent it belongs to; empty in the main thread.</summary>
    public ReadOnlySpan<byte> Subagent { get; init; }

    /// <summary>Whether it belongs to the main thread, which alone is counted.</summary>
    public bool IsMain => Subagent.IsEmpty;

    /// <summary>Counts an image in it.</summary>
    public void CountImage(SessionSink sink)
    {
        if (IsMain)
            sink.Count(SessionCount.Image);
    }

    /// <summary>Makes the head of what is told of it.</summary>
    public MessageHead Head(ReadOnlySpan<byte> key, MessageRole role, MessageKind kind, ReadOnlySpan<byte> model = default) =>
        new()
        {
            Key = key,
            Role = role,
            Kind = kind,
            Timestamp = Timestamp,
            Subagent = Subagent,
            Model = model,
        };
}

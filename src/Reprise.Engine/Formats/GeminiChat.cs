using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>
/// Reads a chat as Gemini CLI records it: one document, or lines of which each changes what the lines before it said.
/// </summary>
/// <remarks>
/// What a line takes back or replaces was said and paid for all the same, so it stays; what a line repeats is told once.
/// </remarks>
internal sealed class GeminiChat
{
    private readonly Utf8Scratch _scratch;
    private readonly byte[] _subagent;
    private readonly ToldOnce _told = new();
    private readonly GeminiFolder _folder;
    private readonly GeminiMessages _messages;
    private bool _hasBegun;

    /// <param name="subagent">The subagent whose chat it is; empty in the main thread.</param>
    /// <param name="scratch">Room for texts.</param>
    public GeminiChat(byte[] subagent, Utf8Scratch scratch)
    {
        _scratch = scratch;
        _subagent = subagent;
        _folder = new GeminiFolder(scratch);
        _messages = new GeminiMessages(_told, _folder, subagent, scratch);
    }

    /// <summary>Reads a line, or the whole document.</summary>
    public void Read(JsonValue record, SessionSink sink)
    {
        if (!_hasBegun && _subagent.Length > 0)
            sink.Fact(SessionFact.Subagent, _subagent);
        _hasBegun = true;
        JsonValue change = record["$set"u8];
        if (change.IsObject)
        {
            ReadFacts(change, sink);
            ReadMessages(change["messages"u8], isReplay: true, sink);
        }
        else if (record["id"u8].IsString)
        {
            _messages.Read(record, isReplay: false, sink);
        }
        else if (record["sessionId"u8].IsString || record["messages"u8].IsArray)
        {
            ReadFacts(record, sink);
            ReadMessages(record["messages"u8], isReplay: false, sink);
        }
        else if (!record["$rewindTo"u8].IsString)
        {
            sink.Count(SessionCount.UnknownRecord);
        }
    }

    public void Save(StateWriter state)
    {
        state.Add(_hasBegun);
        _folder.Save(state);
        _told.Save(state);
    }

    public void Load(StateReader state)
    {
        _hasBegun = state.Bool();
        _folder.Load(state);
        _told.Load(state);
    }

    private void ReadMessages(JsonValue messages, bool isReplay, SessionSink sink)
    {
        foreach (JsonValue message in messages.Elements)
        {
            _scratch.Reset();
            _messages.Read(message, isReplay, sink);
        }
    }

    private void ReadFacts(JsonValue facts, SessionSink sink)
    {
        _folder.TakeHash(facts["projectHash"u8]);
        if (RecordTime.Of(facts["startTime"u8]) is { } started)
            sink.Activity(started);
        if (RecordTime.Of(facts["lastUpdated"u8]) is { } updated)
            sink.Activity(updated);
        if (_subagent.Length > 0)
            return;
        if (facts["summary"u8].IsString)
            sink.Fact(SessionFact.GeneratedTitle, facts["summary"u8].Text(_scratch));
        foreach (JsonValue folder in facts["directories"u8].Elements)
            sink.Fact(SessionFact.Folder, folder.Text(_scratch));
    }
}

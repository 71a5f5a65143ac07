using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Qwen;

/// <summary>Tells what records say about the session as a whole, each thing only when it changes.</summary>
internal sealed class QwenFacts(byte[] sessionId, Utf8Scratch scratch)
{
    private byte[] _folder = [];
    private byte[] _branch = [];
    private byte[] _version = [];
    private byte[] _forkedFrom = [];
    private byte[] _subagent = [];

    /// <summary>Reads what a record carries.</summary>
    public void Read(in QwenRow row, SessionSink sink)
    {
        if (!row.IsMain && !row.Subagent.SequenceEqual(_subagent))
        {
            _subagent = row.Subagent.ToArray();
            sink.Fact(SessionFact.Subagent, row.Subagent);
        }
        Tell(SessionFact.Folder, row.Row["cwd"u8], ref _folder, sink);
        // The last branch and version told hold, and a subagent's file is read after the session it ran beside.
        if (!row.IsMain)
            return;
        Tell(SessionFact.Branch, row.Row["gitBranch"u8], ref _branch, sink);
        Tell(SessionFact.AgentVersion, row.Row["version"u8], ref _version, sink);
        JsonValue fork = row.Row["forkedFrom"u8]["sessionId"u8];
        if (!fork.Is(sessionId))
            Tell(SessionFact.ForkedFrom, fork, ref _forkedFrom, sink);
        JsonValue payload = row.Row["systemPayload"u8];
        if (row.Subtype.SequenceEqual("custom_title"u8) && payload["customTitle"u8].IsString)
        {
            bool isMadeUp = payload["titleSource"u8].Is("auto"u8);
            sink.Fact(isMadeUp ? SessionFact.GeneratedTitle : SessionFact.CustomTitle, payload["customTitle"u8].Text(scratch));
        }
        else if (row.Subtype.SequenceEqual("parent_session"u8) && payload["parentSessionId"u8].IsString)
        {
            sink.Fact(SessionFact.ParentSession, payload["parentSessionId"u8].Text(scratch));
        }
    }

    public void Save(StateWriter state)
    {
        state.Add(_folder);
        state.Add(_branch);
        state.Add(_version);
        state.Add(_forkedFrom);
        state.Add(_subagent);
    }

    public void Load(StateReader state)
    {
        _folder = state.Text();
        _branch = state.Text();
        _version = state.Text();
        _forkedFrom = state.Text();
        _subagent = state.Text();
    }

    private void Tell(SessionFact fact, JsonValue value, ref byte[] last, SessionSink sink)
    {
        if (!value.IsString || value.Raw.IsEmpty || value.Raw.SequenceEqual(last))
            return;
        last = value.Raw.ToArray();
        sink.Fact(fact, value.Text(scratch));
    }
}

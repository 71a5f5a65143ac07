using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.ClaudeCode;

/// <summary>Tells what records say about the session as a whole, each thing only when it changes.</summary>
internal sealed class ClaudeCodeFacts(byte[] sessionId, byte[] subagent, Utf8Scratch scratch)
{
    private byte[] _folder = [];
    private byte[] _branch = [];
    private byte[] _version = [];
    private byte[] _forkedFrom = [];
    private bool _sawChain;

    /// <summary>Takes what every record of the conversation carries.</summary>
    public void ReadChain(JsonValue row, bool isMain, SessionSink sink)
    {
        if (!_sawChain && subagent.Length > 0)
            sink.Fact(SessionFact.Subagent, subagent);
        Tell(SessionFact.Folder, row["cwd"u8], ref _folder, sink);
        if (isMain)
        {
            // The last branch and version told hold, and a subagent's file is read after the transcript it ran beside.
            Tell(SessionFact.Branch, row["gitBranch"u8], ref _branch, sink);
            Tell(SessionFact.AgentVersion, row["version"u8], ref _version, sink);
            Tell(SessionFact.ForkedFrom, row["forkedFrom"u8]["sessionId"u8], ref _forkedFrom, sink);
            if (!_sawChain)
                TellContinued(row["sessionId"u8], sink);
        }
        _sawChain = true;
    }

    /// <summary>Takes a record that is no part of the conversation.</summary>
    public void ReadRecord(JsonValue row, ReadOnlySpan<byte> type, SessionSink sink)
    {
        if (subagent.Length > 0)
            return;
        if (type.SequenceEqual("custom-title"u8))
            TellTitle(SessionFact.CustomTitle, row["customTitle"u8], sink);
        else if (type.SequenceEqual("ai-title"u8))
            TellTitle(SessionFact.GeneratedTitle, row["aiTitle"u8], sink);
        else if (type.SequenceEqual("summary"u8))
            TellTitle(SessionFact.SummaryTitle, row["summary"u8], sink);
        else if (type.SequenceEqual("relocated"u8))
            Tell(SessionFact.Folder, row["relocatedCwd"u8], ref _folder, sink);
        else if (type.SequenceEqual("worktree-state"u8))
            Tell(SessionFact.Folder, row["worktreeSession"u8]["worktreePath"u8], ref _folder, sink);
    }

    public void Save(StateWriter state)
    {
        state.Add(_folder);
        state.Add(_branch);
        state.Add(_version);
        state.Add(_forkedFrom);
        state.Add(_sawChain);
    }

    public void Load(StateReader state)
    {
        _folder = state.Text();
        _branch = state.Text();
        _version = state.Text();
        _forkedFrom = state.Text();
        _sawChain = state.Bool();
    }

    private void Tell(SessionFact fact, JsonValue value, ref byte[] last, SessionSink sink)
    {
        if (!value.IsString || value.Raw.IsEmpty || value.Raw.SequenceEqual(last))
            return;
        last = value.Raw.ToArray();
        sink.Fact(fact, value.Text(scratch));
    }

    private void TellTitle(SessionFact fact, JsonValue value, SessionSink sink)
    {
        if (value.IsString)
            sink.Fact(fact, value.Text(scratch));
    }

    /// <summary>A session that was continued begins with records that still name the session before it.</summary>
    private void TellContinued(JsonValue named, SessionSink sink)
    {
        bool isOther = named.IsString && named.Raw.Length == sessionId.Length && !named.Raw.SequenceEqual(sessionId);
        if (isOther && _forkedFrom.Length == 0)
            Tell(SessionFact.ForkedFrom, named, ref _forkedFrom, sink);
    }
}

using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.ClaudeCode;

/// <summary>Reads a transcript, or the records of one subagent.</summary>
internal sealed class ClaudeCodeReader : SessionReader
{
    private const byte StateVersion = 1;

    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly byte[] _subagent;
    private readonly ClaudeCodeFacts _facts;
    private readonly ClaudeCodeSidechains _sidechains = new();
    private readonly ClaudeCodeUser _user;
    private readonly ClaudeCodeAnswer _answer;

    /// <param name="sessionId">The session that the file belongs to.</param>
    /// <param name="subagent">The subagent whose records they are; empty for a transcript.</param>
    /// <param name="state">What an earlier reader of the file saved.</param>
    public ClaudeCodeReader(string sessionId, string subagent, ReadOnlySpan<byte> state)
    {
        _subagent = Encoding.UTF8.GetBytes(subagent);
        _facts = new ClaudeCodeFacts(Encoding.UTF8.GetBytes(sessionId), _subagent, _scratch);
        _user = new ClaudeCodeUser(_scratch);
        _answer = new ClaudeCodeAnswer(_scratch);
        if (StateReader.Open(state, StateVersion) is { } saved)
        {
            _facts.Load(saved);
            _sidechains.Load(saved);
        }
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue row) || !row.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        ReadOnlySpan<byte> type = row["type"u8].Text(_scratch);
        if (ClaudeCodeRecords.IsChain(type))
            ReadChain(row, type, sink);
        else if (ClaudeCodeRecords.IsFacts(type))
            _facts.ReadRecord(row, type, sink);
        else
            sink.Count(SessionCount.UnknownRecord);
    }

    public override byte[] SaveState()
    {
        var state = new StateWriter(StateVersion);
        _facts.Save(state);
        _sidechains.Save(state);
        return state.ToArray();
    }

    private void ReadChain(JsonValue row, ReadOnlySpan<byte> type, SessionSink sink)
    {
        ReadOnlySpan<byte> subagent = _subagent;
        if (subagent.IsEmpty && row["isSidechain"u8].IsTrue)
            subagent = _sidechains.Assign(row, _scratch, sink);
        _facts.ReadChain(row, isMain: subagent.IsEmpty, sink);
        var chain = new ClaudeCodeRow
        {
            Row = row,
            Uuid = row["uuid"u8].Text(_scratch),
            Timestamp = RecordTime.Of(row["timestamp"u8]),
            Subagent = subagent,
        };
        if (type.SequenceEqual("progress"u8))
            _answer.ReadProgress(chain, sink);
        bool told =
            type.SequenceEqual("assistant"u8) ? _answer.Read(chain, sink)
            : type.SequenceEqual("user"u8) ? _user.Read(chain, sink)
            : type.SequenceEqual("system"u8) ? ReadSystem(chain, sink)
            : type.SequenceEqual("attachment"u8) && _user.ReadAttachment(chain, sink);
        if (!told && chain.Timestamp is { } at)
            sink.Activity(at);
    }

    private bool ReadSystem(in ClaudeCodeRow chain, SessionSink sink)
    {
        JsonValue subtype = chain.Row["subtype"u8];
        if (chain.IsMain && subtype.Is("compact_boundary"u8))
            sink.Count(SessionCount.Compaction);
        if (chain.IsMain && subtype.Is("api_error"u8))
            sink.Count(SessionCount.ApiError);
        ReadOnlySpan<byte> text = chain.Row["content"u8].Text(_scratch);
        if (text.IsEmpty)
            return false;
        bool isMeta = chain.Row["isMeta"u8].IsTrue || subtype.Is("local_command"u8);
        sink.BeginMessage(chain.Head(MessageRole.System, isMeta ? MessageKind.Meta : MessageKind.Notice));
        sink.Block(BlockKind.Text, text);
        sink.EndMessage();
        return true;
    }
}

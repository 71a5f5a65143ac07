using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Cline;

/// <summary>Reads what the model was told and answered: the list of a task, or the document of a session or of one of its subagents.</summary>
/// <param name="subagent">The subagent whose messages they are; empty for a session's own.</param>
internal sealed class ClineReader(string subagent) : SessionReader
{
    private readonly byte[] _subagent = Encoding.UTF8.GetBytes(subagent);
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue root))
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        if (_subagent.Length > 0)
            sink.Fact(SessionFact.Subagent, _subagent);
        else if (root.IsObject)
            sink.Fact(SessionFact.AgentVersion, root["origin"u8]["version"u8].Text(_scratch));
        var messages = new ClineMessages(_subagent, isTask: root.IsArray, _scratch);
        messages.Read(root.IsArray ? root : root["messages"u8], sink);
    }
}

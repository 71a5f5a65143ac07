using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents;

/// <summary>Reads the output of a tool that was too long for the transcript and lies in a file of its own, as plain text.</summary>
/// <param name="key">Names the output within its session.</param>
public sealed class ToolOutputReader(string key) : SessionReader
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(key);
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (record.Utf8.IsEmpty)
            return;
        _scratch.Reset();
        var head = new MessageHead
        {
            Key = _key,
            Role = MessageRole.Tool,
            Kind = MessageKind.ToolResult,
        };
        sink.BeginMessage(head);
        sink.Block(BlockKind.ToolOutput, JsonText.Decode(record.Utf8, isEscaped: false, _scratch));
        sink.EndMessage();
    }
}

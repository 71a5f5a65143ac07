using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.CopilotVscode;

/// <summary>Reads the file that says which folder a workspace is.</summary>
internal sealed class CopilotVscodeWorkspaceReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue workspace) || !workspace.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        // Several folders have a file that lists them; it lies in one of them, or where the person put it.
        JsonValue address = workspace["folder"u8].IsString ? workspace["folder"u8] : workspace["workspace"u8];
        sink.Fact(SessionFact.Folder, CopilotVscodeNames.PathOf(address.Text(_scratch), _scratch));
    }
}

/// <summary>Reads an output of a tool that was too long for the session.</summary>
/// <param name="path">The file's path, whose end names the output within its session.</param>
internal sealed class CopilotVscodeOutputReader(string path) : SessionReader
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(
        path[(path.IndexOf(CopilotVscodeLayout.Outputs, StringComparison.Ordinal) + 1)..]
    );
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

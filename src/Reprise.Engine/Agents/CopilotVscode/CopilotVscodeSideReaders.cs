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

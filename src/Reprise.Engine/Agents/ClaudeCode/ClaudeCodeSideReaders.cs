using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.ClaudeCode;

/// <summary>Reads the file beside a transcript that holds the title a person gave.</summary>
internal sealed class ClaudeCodeTitleReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        if (!_tape.TryParse(record.Utf8, out JsonValue document))
            sink.Count(SessionCount.DamagedRecord);
        else if (document["customTitle"u8].IsString)
            sink.Fact(SessionFact.CustomTitle, document["customTitle"u8].Text(_scratch));
    }
}

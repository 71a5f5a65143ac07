using System.Text;
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

/// <summary>Reads a tool's output that was too long for the transcript.</summary>
/// <param name="name">The file's name, which names the output within its session.</param>
internal sealed class ClaudeCodeOutputReader(string name) : SessionReader
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes($"tool-results/{name}");
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

using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Windsurf;

/// <summary>Reads a plan that the model wrote down: of an encrypted conversation it is all that can be searched.</summary>
/// <param name="path">The file's path, which names the plan within its session.</param>
internal sealed class WindsurfPlanReader(string path) : SessionReader
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(path);
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (record.Utf8.IsEmpty)
            return;
        _scratch.Reset();
        sink.BeginMessage(
            new MessageHead
            {
                Key = _key,
                Role = MessageRole.Assistant,
                Kind = MessageKind.Meta,
            }
        );
        sink.Block(BlockKind.Text, JsonText.Decode(record.Utf8, isEscaped: false, _scratch));
        sink.EndMessage();
    }
}

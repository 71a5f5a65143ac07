using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Aider;

/// <summary>Reads all runs of a project.</summary>
internal sealed class AiderReader : SessionReader
{
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        _scratch.Reset();
        ReadOnlySpan<byte> text = JsonText.Decode(record.Utf8, isEscaped: false, _scratch);
        var runs = new AiderRuns(text, sink);
        while (!text.IsEmpty)
        {
            int end = text.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            runs.Read(line);
        }
        runs.Complete();
    }
}

using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Cursor;

/// <summary>Reads the small files that say in which folder a conversation was: of a workspace, and beside a chat's database.</summary>
internal sealed class CursorFactsReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue document) || !document.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        JsonValue place = document["folder"u8].IsString ? document["folder"u8] : document["workspace"u8];
        sink.Fact(SessionFact.Folder, FileUri.PathOf(place.Text(_scratch), _scratch));
        sink.Fact(SessionFact.Folder, document["cwd"u8].Text(_scratch));
        sink.Fact(SessionFact.GeneratedTitle, document["title"u8].Text(_scratch));
        foreach (JsonMember member in document.Members)
        {
            bool isTime = member.Name.SequenceEqual("createdAtMs"u8) || member.Name.SequenceEqual("updatedAtMs"u8);
            if (isTime && RecordTime.Of(member.Value) is { } at)
                sink.Activity(at);
        }
    }
}

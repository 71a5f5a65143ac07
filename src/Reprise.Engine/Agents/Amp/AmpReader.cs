using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Amp;

/// <summary>Reads a thread.</summary>
internal sealed class AmpReader : SessionReader
{
    private readonly JsonTape _tape = new();
    private readonly Utf8Scratch _scratch = new();

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_tape.TryParse(record.Utf8, out JsonValue thread) || !thread.IsObject)
        {
            sink.Count(SessionCount.DamagedRecord);
            return;
        }
        ReadFacts(thread, sink);
        JsonValue messages = thread["messages"u8];
        new AmpMessages(_scratch).Read(messages, sink);
        if (!AmpUsage.IsTold(messages))
            new AmpUsage(_scratch).ReadLedger(thread["usageLedger"u8]["events"u8], sink);
    }

    private void ReadFacts(JsonValue thread, SessionSink sink)
    {
        if (RecordTime.Of(thread["created"u8]) is { } created)
            sink.Activity(created);
        sink.Fact(SessionFact.GeneratedTitle, thread["title"u8].Text(_scratch));
        JsonValue environment = thread["env"u8]["initial"u8];
        sink.Fact(SessionFact.AgentVersion, environment["platform"u8]["clientVersion"u8].Text(_scratch));
        bool isFirst = true;
        foreach (JsonValue tree in environment["trees"u8].Elements)
        {
            sink.Fact(SessionFact.Folder, FileUri.PathOf(tree["uri"u8].Text(_scratch), _scratch));
            if (!isFirst)
                continue;
            isFirst = false;
            JsonValue repository = tree["repository"u8];
            ReadOnlySpan<byte> name = repository["ref"u8].Text(_scratch);
            ReadOnlySpan<byte> branches = "refs/heads/"u8;
            sink.Fact(SessionFact.Branch, name.StartsWith(branches) ? name[branches.Length..] : name);
            sink.Fact(SessionFact.Remote, repository["url"u8].Text(_scratch));
        }
    }
}

using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>Reads what events say about the session as a whole.</summary>
internal sealed class CopilotFacts(CopilotState state, Utf8Scratch scratch)
{
    /// <summary>Reads an event of the session.</summary>
    /// <returns>Whether it was one that says facts.</returns>
    public bool Read(ReadOnlySpan<byte> type, in CopilotRow row, SessionSink sink)
    {
        JsonValue data = row.Data;
        if (type.SequenceEqual("session.start"u8))
            ReadStart(data, sink);
        else if (type.SequenceEqual("session.resume"u8))
            ReadResume(data, sink);
        else if (type.SequenceEqual("session.context_changed"u8))
            ReadContext(data["context"u8].IsObject ? data["context"u8] : data, sink);
        else if (type.SequenceEqual("session.model_change"u8))
            TakeModel(data["newModel"u8]);
        else if (type.SequenceEqual("session.title_changed"u8))
            Tell(SessionFact.GeneratedTitle, data["title"u8], sink);
        else if (type.SequenceEqual("session.handoff"u8))
            Tell(SessionFact.ForkedFrom, data["remoteSessionId"u8], sink);
        else
            return false;
        return true;
    }

    private void ReadStart(JsonValue data, SessionSink sink)
    {
        Tell(SessionFact.AgentVersion, data["copilotVersion"u8], sink);
        Tell(SessionFact.ParentSession, data["detachedFromSpawningParentSessionId"u8], sink);
        if (RecordTime.Of(data["startTime"u8]) is { } started)
            sink.Activity(started);
        TakeModel(data["selectedModel"u8]);
        ReadContext(data["context"u8], sink);
    }

    private void ReadResume(JsonValue data, SessionSink sink)
    {
        TakeModel(data["selectedModel"u8]);
        ReadContext(data["context"u8], sink);
    }

    private void ReadContext(JsonValue context, SessionSink sink)
    {
        ReadOnlySpan<byte> folder = context["cwd"u8].Text(scratch);
        if (!folder.IsEmpty && !folder.SequenceEqual(state.Folder))
        {
            state.Folder = folder.ToArray();
            sink.Fact(SessionFact.Folder, folder);
        }
        Tell(SessionFact.Branch, context["branch"u8], sink);
        ReadOnlySpan<byte> repository = context["repository"u8].Text(scratch);
        ReadOnlySpan<byte> host = context["repositoryHost"u8].Text(scratch);
        if (!repository.IsEmpty && !host.IsEmpty)
            repository = scratch.Join(scratch.Join(host, "/"u8), repository);
        if (!repository.IsEmpty)
            sink.Fact(SessionFact.Remote, repository);
    }

    private void TakeModel(JsonValue model)
    {
        // "auto" is answered by a model that the answers name.
        if (model.IsString && !model.Is("auto"u8))
            state.Model = model.Text(scratch).ToArray();
    }

    private void Tell(SessionFact fact, JsonValue value, SessionSink sink)
    {
        if (value.IsString && !value.Raw.IsEmpty)
            sink.Fact(fact, value.Text(scratch));
    }
}

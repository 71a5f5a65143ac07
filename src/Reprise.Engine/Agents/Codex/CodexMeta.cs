using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Codex;

/// <summary>Reads what headers and turns say about the session as a whole.</summary>
internal sealed class CodexMeta(CodexState state, Utf8Scratch scratch)
{
    /// <summary>Reads a header. The first one is the session's own; one of another id was copied with that session's records.</summary>
    public void ReadHeader(JsonValue payload, SessionSink sink)
    {
        ReadOnlySpan<byte> id = payload["id"u8].Text(scratch);
        bool isFirst = state.OwnId.Length == 0;
        // Without an id the file's name goes on to tell it, in a reader that goes on as well.
        if (!id.IsEmpty)
            state.HeaderId = id.ToArray();
        if (isFirst && !id.IsEmpty)
            state.OwnId = state.HeaderId;
        else if (!isFirst && !id.SequenceEqual(state.OwnId))
            return;
        TakeProvider(payload["model_provider"u8]);
        TellFolder(payload["cwd"u8], sink);
        sink.Fact(SessionFact.AgentVersion, payload["cli_version"u8].Text(scratch));
        TellGit(payload["git"u8], sink);
        if (isFirst)
            TellOrigin(payload, sink);
    }

    /// <summary>Reads the header of releases that wrote no envelope.</summary>
    public void ReadOldHeader(JsonValue header, SessionSink sink)
    {
        if (RecordTime.Of(header["timestamp"u8]) is { } at)
            sink.Activity(at);
        ReadOnlySpan<byte> id = header["id"u8].Text(scratch);
        if (state.OwnId.Length == 0 && !id.IsEmpty)
            state.OwnId = state.HeaderId = id.ToArray();
        TellGit(header["git"u8], sink);
    }

    /// <summary>Reads what holds for a turn.</summary>
    public void ReadTurn(JsonValue payload, SessionSink sink)
    {
        TellFolder(payload["cwd"u8], sink);
        if (payload["model"u8].IsString)
            state.Model = payload["model"u8].Text(scratch).ToArray();
    }

    /// <summary>Reads settings that were changed.</summary>
    public void ReadSettings(JsonValue settings)
    {
        if (settings["model"u8].IsString)
            state.Model = settings["model"u8].Text(scratch).ToArray();
        TakeProvider(settings["model_provider_id"u8]);
        JsonValue tier = settings["service_tier"u8];
        bool isStandard = tier.Is("default"u8) || tier.Is("standard"u8) || tier.Is("auto"u8);
        // What the settings call fast is asked for as priority.
        state.Tier =
            isStandard ? []
            : tier.Is("fast"u8) ? [.. "priority"u8]
            : tier.Text(scratch).ToArray();
    }

    /// <summary>Reads the folder from the note on its surroundings that the model is given.</summary>
    public void ReadEnvironment(ReadOnlySpan<byte> note, SessionSink sink)
    {
        int start = note.IndexOf("<cwd>"u8);
        int end = note.IndexOf("</cwd>"u8);
        if (start >= 0 && end > start)
            TellFolder(note[(start + 5)..end].Trim(" \r\n\t"u8), sink);
    }

    private void TellFolder(JsonValue folder, SessionSink sink) => TellFolder(folder.Text(scratch), sink);

    private void TellFolder(ReadOnlySpan<byte> folder, SessionSink sink)
    {
        if (folder.IsEmpty || folder.SequenceEqual(state.Folder))
            return;
        state.Folder = folder.ToArray();
        sink.Fact(SessionFact.Folder, folder);
    }

    private void TellGit(JsonValue git, SessionSink sink)
    {
        if (git["branch"u8].IsString)
            sink.Fact(SessionFact.Branch, git["branch"u8].Text(scratch));
        if (git["repository_url"u8].IsString)
            sink.Fact(SessionFact.Remote, git["repository_url"u8].Text(scratch));
    }

    private void TakeProvider(JsonValue provider)
    {
        if (provider.IsString)
            state.Provider = provider.Text(scratch).ToArray();
    }

    // Sessions that a person or a model asked for are subagents or none; these Codex begins by itself.
    private static bool IsSide(JsonValue payload)
    {
        JsonValue subagent = payload["source"u8]["subagent"u8];
        JsonValue source = payload["thread_source"u8];
        return subagent.Is("compact"u8)
            || subagent.Is("memory_consolidation"u8)
            || subagent["other"u8].Is("guardian"u8)
            || payload["source"u8]["internal"u8].IsPresent
            || source.Is("memory_consolidation"u8)
            || source.Is("guardian_review"u8);
    }

    private void TellOrigin(JsonValue payload, SessionSink sink)
    {
        state.IsSide = IsSide(payload);
        state.FirstOwnOrdinal = payload["subagent_history_start_ordinal"u8].Long();
        JsonValue fork = payload["forked_from_id"u8].IsString
            ? payload["forked_from_id"u8]
            : payload["history_base"u8]["thread_id"u8];
        if (fork.IsString)
            sink.Fact(SessionFact.ForkedFrom, fork.Text(scratch));
        JsonValue parent = payload["parent_thread_id"u8];
        if (!parent.IsString)
            parent = payload["source"u8]["subagent"u8]["thread_spawn"u8]["parent_thread_id"u8];
        if (parent.IsString)
            sink.Fact(SessionFact.ParentSession, parent.Text(scratch));
    }
}

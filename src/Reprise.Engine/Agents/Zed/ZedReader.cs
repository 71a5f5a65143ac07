using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.Zed;

/// <summary>Reads the row of a thread: what its columns say, and the JSON that holds its messages.</summary>
internal sealed class ZedReader : SessionReader
{
    private readonly RowLines _lines = new();
    private readonly Utf8Scratch _scratch = new();
    private readonly ZedMessages _messages;
    private readonly ZedOldMessages _oldMessages;

    public ZedReader()
    {
        _messages = new ZedMessages(_scratch);
        _oldMessages = new ZedOldMessages(_scratch);
    }

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        if (JsonTape.IsBlank(record.Utf8))
            return;
        _scratch.Reset();
        if (!_lines.TryParse(record.Utf8, _scratch, out RowLine line))
            sink.Count(SessionCount.DamagedRecord);
        else if (line.Table.SequenceEqual("threads"u8))
            ReadThread(line, sink);
    }

    private void ReadThread(in RowLine line, SessionSink sink)
    {
        ReadColumns(line, sink);
        if (_lines.TryParseJson(line["data"u8], _scratch, out JsonValue thread) && thread.IsObject)
            ReadContent(thread, RowLine.Time(line["updated_at"u8]), sink);
        else if (line["data"u8]["blobs"u8].IsArray)
            TellUnreadable(sink);
        else
            sink.Count(SessionCount.DamagedRecord);
    }

    private void ReadColumns(in RowLine line, SessionSink sink)
    {
        sink.Fact(SessionFact.GeneratedTitle, TitleOf(RowLine.Text(line["summary"u8], _scratch)));
        sink.Fact(SessionFact.ParentSession, RowLine.Text(line["parent_id"u8], _scratch));
        ReadFolders(RowLine.Text(line["folder_paths"u8], _scratch), RowLine.Text(line["folder_paths_order"u8], _scratch), sink);
        if (RowLine.Time(line["created_at"u8]) is { } created)
            sink.Activity(created);
        if (RowLine.Time(line["updated_at"u8]) is { } updated)
            sink.Activity(updated);
    }

    // Paths are sorted, one a line; the other column says at which place each was, the first one being the one that the window shows.
    private static void ReadFolders(ReadOnlySpan<byte> paths, ReadOnlySpan<byte> order, SessionSink sink)
    {
        ReadOnlySpan<byte> first = default;
        foreach (Range range in paths.Split((byte)'\n'))
        {
            int comma = order.IndexOf((byte)',');
            ReadOnlySpan<byte> place = comma < 0 ? order : order[..comma];
            order = comma < 0 ? default : order[(comma + 1)..];
            if (first.IsEmpty || place.SequenceEqual("0"u8))
                first = paths[range];
        }
        sink.Fact(SessionFact.Folder, first);
    }

    private void ReadContent(JsonValue thread, DateTimeOffset? updated, SessionSink sink)
    {
        ReadProject(thread["initial_project_snapshot"u8], sink);
        if (thread["version"u8].Is("0.3.0"u8) || thread["title"u8].IsString)
            _messages.Read(thread["messages"u8], sink);
        else
            _oldMessages.Read(thread["messages"u8], sink);
        ReadTokens(thread, updated, sink);
    }

    private void ReadProject(JsonValue snapshot, SessionSink sink)
    {
        foreach (JsonValue tree in snapshot["worktree_snapshots"u8].Elements)
        {
            sink.Fact(SessionFact.Folder, tree["worktree_path"u8].Text(_scratch));
            sink.Fact(SessionFact.Branch, tree["git_state"u8]["current_branch"u8].Text(_scratch));
            return;
        }
    }

    // Releases from the autumn of 2025 to the spring after kept no sum: what is left of each turn is its last request.
    private void ReadTokens(JsonValue thread, DateTimeOffset? updated, SessionSink sink)
    {
        ReadOnlySpan<byte> model = thread["model"u8]["model"u8].Text(_scratch);
        ReadOnlySpan<byte> provider = thread["model"u8]["provider"u8].Text(_scratch);
        if (TellTokens("thread"u8, model, provider, thread["cumulative_token_usage"u8], updated, sink))
            return;
        JsonValue requests = thread["request_token_usage"u8];
        foreach (JsonMember request in requests.Members)
            TellTokens(_scratch.Join("turn "u8, request.Name), model, provider, request.Value, updated, sink);
        int index = 0;
        foreach (JsonValue request in requests.Elements)
            TellTokens(ZedKeys.Of(_scratch, index++), model, provider, request, updated, sink);
    }

    private static bool TellTokens(
        ReadOnlySpan<byte> key,
        ReadOnlySpan<byte> model,
        ReadOnlySpan<byte> provider,
        JsonValue usage,
        DateTimeOffset? at,
        SessionSink sink
    )
    {
        var tokens = new TokenUsage(
            usage["input_tokens"u8].Amount(),
            usage["output_tokens"u8].Amount(),
            usage["cache_read_input_tokens"u8].Amount(),
            usage["cache_creation_input_tokens"u8].Amount(),
            0,
            0
        );
        if (tokens == default)
            return false;
        sink.Usage(
            new ResponseUsage
            {
                Key = key,
                IsLocalKey = true,
                Model = model,
                Provider = provider,
                Timestamp = at,
                Tokens = tokens,
            }
        );
        return true;
    }

    private static ReadOnlySpan<byte> TitleOf(ReadOnlySpan<byte> summary) =>
        summary.SequenceEqual("New Thread"u8) || summary.SequenceEqual("New Agent Thread"u8) ? default : summary;

    private static void TellUnreadable(SessionSink sink)
    {
        sink.Count(SessionCount.UnknownRecord);
        sink.BeginMessage(
            new MessageHead
            {
                Key = "unreadable"u8,
                Role = MessageRole.System,
                Kind = MessageKind.Notice,
            }
        );
        sink.Block(
            BlockKind.Text,
            "The messages of this thread are compressed in a way that cannot be read. They are kept as they are."u8
        );
        sink.EndMessage();
    }
}

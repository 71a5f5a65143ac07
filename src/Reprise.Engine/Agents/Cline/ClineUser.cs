using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.Cline;

/// <summary>Reads what the model was told: results of tools, what a person typed, and what the program added.</summary>
internal sealed class ClineUser(ClineCalls calls, bool isTask, Utf8Scratch scratch)
{
    private const int MaxFactBytes = 4096;

    private readonly JsonTape _inner = new();
    private readonly ClineResults _results = new(calls, isTask, scratch);
    private byte[] _folder = [];

    /// <summary>The model that the surroundings named last; empty when they never did.</summary>
    public byte[] Model { get; private set; } = [];

    /// <summary>Reads a message.</summary>
    public void Read(in ClineMessage message, SessionSink sink)
    {
        JsonValue content = message.Json["content"u8];
        if (message.Json["isSummary"u8].IsTrue || message.Json["isTruncationMarker"u8].IsTrue)
        {
            bool isSummary = message.Json["isSummary"u8].IsTrue;
            Tell(message, message.Key, isSummary ? MessageKind.Summary : MessageKind.Notice, content, sink);
            return;
        }
        _results.Read(message, content, sink);
        TellPrompt(message, content, sink);
        TellRest(message, content, sink);
    }

    private void Tell(in ClineMessage message, ReadOnlySpan<byte> key, MessageKind kind, JsonValue content, SessionSink sink)
    {
        sink.BeginMessage(message.Head(key, MessageRole.User, kind));
        if (!content.Raw.IsEmpty && content.IsString)
            sink.Block(BlockKind.Text, content.Text(scratch));
        foreach (JsonValue block in content.Elements)
        {
            if (!block["text"u8].Raw.IsEmpty)
                sink.Block(BlockKind.Text, block["text"u8].Text(scratch));
        }
        sink.EndMessage();
    }

    private static void End(ref bool isOpen, SessionSink sink)
    {
        if (isOpen)
            sink.EndMessage();
        isOpen = false;
    }

    private void TellPrompt(in ClineMessage message, JsonValue content, SessionSink sink)
    {
        bool isOpen = false;
        if (content.IsString)
            TellTyped(message, content.Text(scratch), ref isOpen, sink);
        foreach (JsonValue block in content.Elements)
        {
            JsonValue type = block["type"u8];
            if (type.Is("text"u8))
                TellTyped(message, block["text"u8].Text(scratch), ref isOpen, sink);
            else if (type.Is("tool_result"u8))
                TellRemark(message, block["content"u8], ref isOpen, sink);
            else if (type.Is("image"u8))
                message.CountImage(sink);
            else if (!type.Is("file"u8) && !type.Is("document"u8) && !type.Is("media"u8))
                sink.Count(SessionCount.UnknownRecord);
        }
        End(ref isOpen, sink);
    }

    private void TellTyped(in ClineMessage message, ReadOnlySpan<byte> text, ref bool isOpen, SessionSink sink)
    {
        ReadOnlySpan<byte> typed = ClineSaid.In(text, out _);
        if (typed.IsEmpty && !isTask && !text.StartsWith("<"u8))
            typed = text;
        if (typed.IsEmpty)
            return;
        if (!isOpen)
            sink.BeginMessage(message.Head(message.Key, MessageRole.User, MessageKind.Prompt));
        isOpen = true;
        sink.Block(BlockKind.Text, typed);
    }

    // A person may approve of a call, or refuse it, and say why.
    private void TellRemark(in ClineMessage message, JsonValue content, ref bool isOpen, SessionSink sink)
    {
        if (!isTask)
            return;
        if (content.IsString)
            TellRemark(message, content.Text(scratch), ref isOpen, sink);
        foreach (JsonValue part in content.Elements)
            TellRemark(message, part["text"u8].Text(scratch), ref isOpen, sink);
    }

    private void TellRemark(in ClineMessage message, ReadOnlySpan<byte> text, ref bool isOpen, SessionSink sink)
    {
        int end = text.IndexOf((byte)'\n');
        ReadOnlySpan<byte> first = end < 0 ? text : text[..end];
        ReadOnlySpan<byte> typed = ClineSaid.In(text, out _);
        // {"status":"approved","feedback":"…"}
        if (first.StartsWith("{\"status\":"u8) && _inner.TryParse(first, out JsonValue status))
            typed = status["feedback"u8].Text(scratch);
        if (typed.IsEmpty)
            return;
        if (!isOpen)
            sink.BeginMessage(message.Head(message.Key, MessageRole.User, MessageKind.Prompt));
        isOpen = true;
        sink.Block(BlockKind.Text, typed);
    }

    private void TellRest(in ClineMessage message, JsonValue content, SessionSink sink)
    {
        bool isOpen = false;
        bool isResult = false;
        if (content.IsString)
            TellRest(message, content.Text(scratch), ref isOpen, ref isResult, sink);
        foreach (JsonValue block in content.Elements)
        {
            ReadOnlySpan<byte> text = block["text"u8].Text(scratch);
            if (block["type"u8].Is("text"u8))
                TellRest(message, text, ref isOpen, ref isResult, sink);
            else if (block["type"u8].Is("file"u8))
                TellNote(message, block["content"u8].Text(scratch), ref isOpen, sink);
        }
        End(ref isOpen, sink);
    }

    private void TellRest(in ClineMessage message, ReadOnlySpan<byte> text, ref bool isOpen, ref bool isResult, SessionSink sink)
    {
        bool isAround = ClineSaid.IsSurroundings(text);
        if (isAround)
            ReadSurroundings(text, sink);
        isResult = !isAround && (isResult || (isTask && ClineResults.TryHeader(text, out _, out _)));
        ReadOnlySpan<byte> typed = ClineSaid.In(text, out ReadOnlySpan<byte> rest);
        bool isTyped = !typed.IsEmpty || (!isTask && !text.StartsWith("<"u8));
        if (!isResult)
            TellNote(message, isTyped && rest.Length == text.Length ? default : rest, ref isOpen, sink);
    }

    private void TellNote(in ClineMessage message, ReadOnlySpan<byte> text, ref bool isOpen, SessionSink sink)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text.IsEmpty)
            return;
        if (!isOpen)
            sink.BeginMessage(message.Head(scratch.Join(message.Key, "/sent"u8), MessageRole.User, MessageKind.Meta));
        isOpen = true;
        sink.Block(BlockKind.Text, text);
    }

    private void ReadSurroundings(ReadOnlySpan<byte> text, SessionSink sink)
    {
        if (Between(text, "<model>"u8, "</model>"u8) is { IsEmpty: false } model)
            Model = model.ToArray();
        ReadOnlySpan<byte> folder = Between(text, "\n# Current Working Directory ("u8, ") Files"u8);
        if (folder.IsEmpty)
            folder = Between(text, "\n# Current Workspace Directory ("u8, ") Files"u8);
        if (folder.IsEmpty || folder.SequenceEqual(_folder))
            return;
        _folder = folder.ToArray();
        sink.Fact(SessionFact.Folder, FileUri.WithDrive(folder, scratch));
    }

    private static ReadOnlySpan<byte> Between(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start, ReadOnlySpan<byte> end)
    {
        int at = text.IndexOf(start);
        if (at < 0)
            return default;
        ReadOnlySpan<byte> rest = text[(at + start.Length)..];
        int length = rest.IndexOf(end);
        return length is < 0 or > MaxFactBytes ? default : rest[..length];
    }
}

using System.Globalization;
using System.Text;
using Reprise.Normalizing;
using Reprise.Protocol;
using Reprise.Sealing;

namespace Reprise.Agents.SpecStory;

/// <summary>Reads a session that was written as Markdown: headings of a form of their own say who speaks.</summary>
internal sealed class SpecStoryReader : SessionReader
{
    private static ReadOnlySpan<byte> ThinkStart => "<think><details><summary>Thought Process</summary>"u8;

    private static ReadOnlySpan<byte> ThinkEnd => "</details></think>"u8;

    private static ReadOnlySpan<byte> ToolStart => "<tool-use "u8;

    private static ReadOnlySpan<byte> ToolEnd => "</details></tool-use>"u8;

    private int _messages;
    private int _calls;

    public override void Read(in MaskedRecord record, SessionSink sink)
    {
        ReadOnlySpan<byte> text = record.Utf8;
        if (JsonTape.IsBlank(text))
            return;
        _messages = 0;
        _calls = 0;
        int at = 0;
        int body = 0;
        bool isOpen = false;
        while (at < text.Length)
        {
            int end = text[at..].IndexOf((byte)'\n');
            int next = end < 0 ? text.Length : at + end + 1;
            ReadOnlySpan<byte> line = text[at..next].TrimEnd("\r\n "u8);
            if (SpecStoryHeading.TryRead(line, out SpecStoryHeading heading))
            {
                Close(text[body..at], isOpen, sink);
                Open(heading, sink);
                isOpen = true;
                body = next;
            }
            else if (!isOpen)
                ReadTitle(line, sink);
            at = next;
        }
        Close(text[body..], isOpen, sink);
    }

    // Before 2.0 the first heading is a title; since then it is the time alone.
    private static void ReadTitle(ReadOnlySpan<byte> line, SessionSink sink)
    {
        if (!line.StartsWith("# "u8))
            return;
        ReadOnlySpan<byte> title = line[2..];
        if (SpecStoryHeading.TimeOf(title) is not null)
            return;
        if (
            title.LastIndexOf(" ("u8) is > 0 and var at
            && title.EndsWith(")"u8)
            && SpecStoryHeading.TimeOf(title[(at + 2)..^1]) is not null
        )
            title = title[..at];
        if (System.Text.Unicode.Utf8.IsValid(title))
            sink.Fact(SessionFact.GeneratedTitle, title);
    }

    private void Open(in SpecStoryHeading heading, SessionSink sink)
    {
        bool isUser = heading.IsUser;
        byte[] key = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"#{++_messages}"));
        if (heading.IsSubagent)
            sink.Fact(SessionFact.Subagent, "sidechain"u8);
        sink.BeginMessage(
            new MessageHead
            {
                Key = key,
                Role = isUser ? MessageRole.User : MessageRole.Assistant,
                Kind = isUser ? MessageKind.Prompt : MessageKind.Answer,
                Timestamp = heading.Time,
                Subagent = heading.IsSubagent ? "sidechain"u8 : default,
                Model = heading.Model,
            }
        );
        // Tokens are not written.
        if (!heading.Model.IsEmpty)
            sink.Usage(
                new ResponseUsage
                {
                    Key = key,
                    IsLocalKey = true,
                    Model = heading.Model,
                    Timestamp = heading.Time,
                }
            );
    }

    private void Close(ReadOnlySpan<byte> body, bool isOpen, SessionSink sink)
    {
        if (!isOpen)
            return;
        body = body.Trim("\r\n "u8);
        // A line stands between messages of different speakers.
        if (body.EndsWith("\n---"u8) || body.SequenceEqual("---"u8))
            body = body[..^3].TrimEnd("\r\n "u8);
        while (!body.IsEmpty)
        {
            int think = body.IndexOf(ThinkStart);
            int tool = body.IndexOf(ToolStart);
            int first = think < 0 || (tool >= 0 && tool < think) ? tool : think;
            Tell(BlockKind.Text, first < 0 ? body : body[..first], sink);
            if (first < 0)
                break;
            body = first == think ? ReadThinking(body[first..], sink) : ReadTool(body[first..], sink);
        }
        sink.EndMessage();
    }

    private static ReadOnlySpan<byte> ReadThinking(ReadOnlySpan<byte> body, SessionSink sink)
    {
        int end = body.IndexOf(ThinkEnd);
        sink.Count(SessionCount.Thinking);
        Tell(BlockKind.Thinking, body[ThinkStart.Length..(end < 0 ? body.Length : end)], sink);
        return end < 0 ? default : body[(end + ThinkEnd.Length)..];
    }

    // What went in and what came out is written for people, in a form of each tool's own: it is told as it stands.
    private ReadOnlySpan<byte> ReadTool(ReadOnlySpan<byte> body, SessionSink sink)
    {
        int end = body.IndexOf(ToolEnd);
        ReadOnlySpan<byte> call = end < 0 ? body : body[..end];
        int head = call.IndexOf((byte)'>');
        ReadOnlySpan<byte> name = SpecStoryHeading.Attribute(head < 0 ? call : call[..head], "data-tool-name=\""u8);
        ReadOnlySpan<byte> inner = head < 0 ? default : call[(head + 1)..];
        if (inner.StartsWith("<details>"u8))
            inner = inner["<details>"u8.Length..];
        Span<byte> id = stackalloc byte[16];
        Encoding.ASCII.TryGetBytes(string.Create(CultureInfo.InvariantCulture, $"call {++_calls}"), id, out int length);
        sink.ToolCall(id[..length], Valid(name), Valid(inner.Trim("\r\n "u8)));
        return end < 0 ? default : body[(end + ToolEnd.Length)..];
    }

    private static void Tell(BlockKind kind, ReadOnlySpan<byte> text, SessionSink sink)
    {
        text = text.Trim("\r\n "u8);
        if (!text.IsEmpty)
            sink.Block(kind, Valid(text));
    }

    private static ReadOnlySpan<byte> Valid(ReadOnlySpan<byte> text) =>
        System.Text.Unicode.Utf8.IsValid(text) ? text : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(text));
}

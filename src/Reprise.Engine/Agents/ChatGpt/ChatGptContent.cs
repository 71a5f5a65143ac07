using System.Buffers;
using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Agents.ChatGpt;

/// <summary>Reads the content of a message, whatever its type.</summary>
internal sealed class ChatGptContent(Utf8Scratch scratch)
{
    private readonly ArrayBufferWriter<byte> _joined = new();

    /// <summary>Whether the content is what a person set for all conversations, not what was typed in this one.</summary>
    public static bool IsContext(JsonValue content) =>
        content["content_type"u8].Is("user_editable_context"u8) || content["content_type"u8].Is("model_editable_context"u8);

    /// <summary>Tells the content as blocks.</summary>
    /// <param name="content">The content.</param>
    /// <param name="kind">What its text is.</param>
    /// <param name="sink">Where it is told.</param>
    public void Tell(JsonValue content, BlockKind kind, SessionSink sink)
    {
        JsonValue type = content["content_type"u8];
        if (type.Is("thoughts"u8))
            TellThoughts(content, sink);
        else if (type.Is("text"u8) || type.Is("multimodal_text"u8))
            TellParts(content["parts"u8], kind, sink);
        else if (IsContext(content))
            TellMembers(content, sink);
        else if (type.Is("code"u8) || type.Is("execution_output"u8) || type.Is("system_error"u8))
            TellText(content["text"u8], kind, sink);
        else if (type.Is("tether_browsing_display"u8) || type.Is("tether_quote"u8) || type.Is("sonic_webpage"u8))
        {
            TellText(content["title"u8], kind, sink);
            TellText(content["result"u8], kind, sink);
            TellText(content["text"u8], kind, sink);
        }
        // "Thought for 5 seconds" says nothing.
        else if (!type.Is("reasoning_recap"u8))
        {
            sink.Count(SessionCount.UnknownRecord);
            TellText(content["text"u8], kind, sink);
            TellParts(content["parts"u8], kind, sink);
        }
    }

    /// <summary>Gives all text of the content: what a tool was called with.</summary>
    public ReadOnlySpan<byte> Join(JsonValue content)
    {
        _joined.ResetWrittenCount();
        _joined.Write(content["text"u8].Text(scratch));
        foreach (JsonValue part in content["parts"u8].Elements)
            _joined.Write(part.Text(scratch));
        return _joined.WrittenSpan;
    }

    private void TellThoughts(JsonValue content, SessionSink sink)
    {
        foreach (JsonValue thought in content["thoughts"u8].Elements)
        {
            sink.Count(SessionCount.Thinking);
            TellText(thought["summary"u8], BlockKind.Thinking, sink);
            TellText(thought["content"u8], BlockKind.Thinking, sink);
        }
    }

    private void TellParts(JsonValue parts, BlockKind kind, SessionSink sink)
    {
        foreach (JsonValue part in parts.Elements)
        {
            TellText(part, kind, sink);
            JsonValue type = part["content_type"u8];
            if (type.Is("image_asset_pointer"u8))
                sink.Count(SessionCount.Image);
            // What was spoken.
            else if (type.Is("audio_transcription"u8))
                TellText(part["text"u8], kind, sink);
        }
    }

    private void TellMembers(JsonValue content, SessionSink sink)
    {
        foreach (JsonMember member in content.Members)
        {
            if (!member.Name.SequenceEqual("content_type"u8))
                TellText(member.Value, BlockKind.Text, sink);
        }
    }

    private void TellText(JsonValue text, BlockKind kind, SessionSink sink)
    {
        if (text.Text(scratch) is { IsEmpty: false } told)
            sink.Block(kind, told);
    }
}

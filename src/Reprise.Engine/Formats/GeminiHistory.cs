using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>Reads a list of contents as Google's API takes it: roles and parts, without ids and times.</summary>
internal sealed class GeminiHistory(Utf8Scratch scratch)
{
    private readonly GeminiParts _parts = new(told: null, scratch);
    private readonly byte[] _key = new byte[24];

    /// <summary>Reads all of it.</summary>
    public void Read(JsonValue contents, SessionSink sink)
    {
        int place = 0;
        foreach (JsonValue content in contents.Elements)
        {
            scratch.Reset();
            ReadContent(content, place++, sink);
        }
    }

    private void ReadContent(JsonValue content, int place, SessionSink sink)
    {
        JsonValue parts = content["parts"u8];
        if (GeminiParts.HasResponse(parts))
        {
            foreach (JsonValue part in parts.Elements)
                ReadResponse(part, sink);
            return;
        }
        bool isModel = content["role"u8].Is("model"u8);
        MessageKind kind =
            isModel ? MessageKind.Answer
            : GeminiPrompt.IsSummary(parts, scratch) ? MessageKind.Summary
            : GeminiPrompt.Look(parts, scratch) == GeminiPrompt.Kind.Typed ? MessageKind.Prompt
            : MessageKind.Meta;
        // The place stays the same when the list is read again.
        place.TryFormat(_key, out int length);
        var head = new MessageHead
        {
            Key = _key.AsSpan(0, length),
            Role = isModel ? MessageRole.Assistant : MessageRole.User,
            Kind = kind,
        };
        sink.BeginMessage(head);
        _parts.Tell(parts, _key.AsSpan(0, length), isMain: true, sink);
        sink.EndMessage();
    }

    private void ReadResponse(JsonValue part, SessionSink sink)
    {
        JsonValue response = part["functionResponse"u8];
        if (!response.IsObject)
            return;
        ReadOnlySpan<byte> id = response["id"u8].Text(scratch);
        bool isError = response["response"u8]["error"u8].IsPresent;
        if (isError)
            sink.Count(SessionCount.ToolError);
        var head = new MessageHead
        {
            Key = id,
            Role = MessageRole.Tool,
            Kind = MessageKind.ToolResult,
        };
        sink.BeginMessage(head);
        sink.ToolResult(id, isError);
        _parts.TellOutput(part, isMain: true, sink);
        sink.EndMessage();
    }
}

using Reprise.Normalizing;
using Reprise.Protocol;

namespace Reprise.Formats;

/// <summary>Reads a list of the prompts of all sessions of a project, as notes.</summary>
internal sealed class GeminiPromptLog(Utf8Scratch scratch)
{
    /// <summary>Reads all of it.</summary>
    public void Read(JsonValue log, SessionSink sink)
    {
        foreach (JsonValue entry in log.Elements)
        {
            scratch.Reset();
            ReadOnlySpan<byte> text = entry["message"u8].Text(scratch);
            if (text.IsEmpty)
                continue;
            ReadOnlySpan<byte> session = entry["sessionId"u8].Text(scratch);
            ReadOnlySpan<byte> number = JsonText.Decode(entry["messageId"u8].Raw, isEscaped: false, scratch);
            var head = new MessageHead
            {
                Key = scratch.Join(scratch.Join(session, "/"u8), number),
                Role = MessageRole.User,
                Kind = MessageKind.Meta,
                Timestamp = RecordTime.Of(entry["timestamp"u8]),
            };
            sink.BeginMessage(head);
            sink.Block(BlockKind.Text, text);
            sink.EndMessage();
        }
    }
}

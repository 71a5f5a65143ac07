using System.Text.Encodings.Web;
using System.Text.Json;
using Reprise.Indexing;
using Reprise.Searching;
using Reprise.Usage;

namespace Reprise.Cli.Json;

/// <summary>Writes a session with what was asked for of it as one document, message by message.</summary>
internal static class SessionJsonWriter
{
    private const int FlushBytes = 64 * 1024;

    /// <param name="context">Where it is written.</param>
    /// <param name="session">The session.</param>
    /// <param name="cost">What it cost.</param>
    /// <param name="details">What was asked for besides.</param>
    /// <param name="messages">The transcript; null when it was not asked for.</param>
    public static void Write(
        CliContext context,
        IndexedSession session,
        UsageTotal cost,
        SessionDetails details,
        IEnumerable<TranscriptMessage>? messages
    )
    {
        Stream output = context.RawOut();
        var options = new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Indented = context.Environment.IsOutputTerminal,
            NewLine = "\n",
        };
        using (var json = new Utf8JsonWriter(output, options))
        {
            json.WriteStartObject();
            WriteMembers(
                json,
                JsonSerializer.SerializeToUtf8Bytes(SessionShape.Of(session, cost), SessionJson.Default.SessionShape),
                keepsNull: true
            );
            WriteMembers(
                json,
                JsonSerializer.SerializeToUtf8Bytes(details, SessionJson.Default.SessionDetails),
                keepsNull: false
            );
            if (messages is not null)
                WriteMessages(json, messages);
            json.WriteEndObject();
        }
        output.Write("\n"u8);
    }

    private static void WriteMembers(Utf8JsonWriter json, byte[] value, bool keepsNull)
    {
        using JsonDocument document = JsonDocument.Parse(value);
        foreach (JsonProperty member in document.RootElement.EnumerateObject())
        {
            if (keepsNull || member.Value.ValueKind != JsonValueKind.Null)
                member.WriteTo(json);
        }
    }

    private static void WriteMessages(Utf8JsonWriter json, IEnumerable<TranscriptMessage> messages)
    {
        json.WriteStartArray("messageList");
        foreach (TranscriptMessage message in messages)
        {
            JsonSerializer.Serialize(json, Shape(message), SessionJson.Default.MessageShape);
            if (json.BytesPending > FlushBytes)
                json.Flush();
        }
        json.WriteEndArray();
    }

    private static MessageShape Shape(TranscriptMessage message) =>
        new()
        {
            Id = message.Id,
            Role = message.Role.ToString().ToLowerInvariant(),
            Kind = JsonNamingPolicy.CamelCase.ConvertName(message.Kind.ToString()),
            Timestamp = message.Timestamp?.UtcDateTime,
            Subagent = message.Subagent,
            Model = message.Model,
            Parts = [.. message.Parts.Select(Shape)],
        };

    private static PartShape Shape(TranscriptPart part) =>
        part switch
        {
            TranscriptPart.Text text => new PartShape("text", text.Value, null, null, null, 0),
            TranscriptPart.Thinking thinking => new PartShape("thinking", thinking.Value, null, null, null, 0),
            TranscriptPart.ToolCall call => new PartShape(
                "toolCall",
                call.Input,
                call.Name,
                call.CallId,
                null,
                call.OmittedBytes
            ),
            TranscriptPart.ToolResult result => new PartShape(
                "toolResult",
                result.Output,
                null,
                result.CallId,
                result.IsError,
                result.OmittedBytes
            ),
            _ => throw new InvalidOperationException("There is no other part."),
        };
}

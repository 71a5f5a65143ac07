using System.Text.Json;

namespace Reprise.Agents.CopilotVscode;

/// <summary>Looks at the first bytes of a file: whether it is a session of the editor's chat.</summary>
internal static class CopilotVscodeHead
{
    /// <summary>Recognises a document, a log of changes, or a log of the extension's own.</summary>
    /// <param name="head">The first bytes; they may end anywhere.</param>
    public static bool IsOwn(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart("\uFEFF \r\n\t\0"u8);
        if (head.IsEmpty || head[0] != '{')
            return false;
        Seen top = Seen.None;
        Seen inner = Seen.None;
        bool isSnapshot = false;
        ReadOnlySpan<byte> last = default;
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
                    last = reader.ValueSpan;
                else if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.Number)
                    isSnapshot |= last.SequenceEqual("kind"u8) && reader.ValueSpan.SequenceEqual("0"u8);
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                if (reader.CurrentDepth == 1)
                    top |= Name(reader.ValueSpan);
                else if (reader.CurrentDepth == 2 && last.SequenceEqual("v"u8))
                    inner |= Name(reader.ValueSpan);
                else if (
                    reader.CurrentDepth == 2
                    && last.SequenceEqual("data"u8)
                    && reader.ValueSpan.SequenceEqual("vscodeVersion"u8)
                )
                    return true;
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }
        return IsSession(top) || (isSnapshot && IsSession(inner));
    }

    private static bool IsSession(Seen seen) => (seen & Seen.Requests) != Seen.None && (seen & ~Seen.Requests) != Seen.None;

    private static Seen Name(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("requests"u8) ? Seen.Requests
        : name.SequenceEqual("responderUsername"u8) || name.SequenceEqual("requesterUsername"u8) ? Seen.Names
        : name.SequenceEqual("initialLocation"u8) ? Seen.Location
        : name.SequenceEqual("creationDate"u8) ? Seen.Date
        : Seen.None;

    [Flags]
    private enum Seen : byte
    {
        None = 0,
        Requests = 1,
        Names = 2,
        Location = 4,
        Date = 8,
    }
}

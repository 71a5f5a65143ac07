using System.Text.Json;

namespace Reprise.Agents.Codex;

/// <summary>Looks at the first bytes of a file: whether it is Codex's, and which session it is.</summary>
internal static class CodexHead
{
    private const int MaxLines = 10;

    /// <summary>Recognises a session of any release.</summary>
    /// <param name="head">The first bytes; the last line may be cut.</param>
    /// <param name="id">The id in the header; null when none was found.</param>
    public static bool TryRead(ReadOnlySpan<byte> head, out byte[]? id)
    {
        id = null;
        for (int line = 0; line < MaxLines && !head.IsEmpty; line++)
        {
            int end = head.IndexOf((byte)'\n');
            ReadOnlySpan<byte> first = (end < 0 ? head : head[..end]).Trim("\uFEFF \r\t\0"u8);
            // The document of the oldest release is one value on many lines.
            if (first.SequenceEqual("{"u8) || first.StartsWith("{\"session\""u8))
                return IsDocument(head, out id);
            head = end < 0 ? default : head[(end + 1)..];
            if (first.IsEmpty)
                continue;
            if (IsLine(first, out id))
                return true;
            if (first[0] != '{')
                return false;
        }
        return false;
    }

    private static bool IsLine(ReadOnlySpan<byte> line, out byte[]? id)
    {
        id = null;
        Seen seen = Seen.None;
        byte[]? outer = null;
        byte[]? inner = null;
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 2)
                    continue;
                bool isTop = reader.CurrentDepth == 1;
                ReadOnlySpan<byte> name = reader.ValueSpan;
                if (isTop)
                    seen |= Name(name);
                bool isId = name.SequenceEqual("id"u8);
                bool isType = isTop && name.SequenceEqual("type"u8);
                bool isPayload = isTop && name.SequenceEqual("payload"u8);
                if (!reader.Read())
                    break;
                if (isPayload && reader.TokenType == JsonTokenType.StartObject)
                    seen |= Seen.Payload;
                if (reader.TokenType != JsonTokenType.String)
                    continue;
                if (isType)
                    seen |= CodexRecords.IsEnvelope(reader.ValueSpan) ? Seen.Envelope : Seen.OtherType;
                // Without a name the file's own name is the better id: another file may have none either.
                if (!isId || reader.ValueSpan.IsEmpty)
                    continue;
                if (isTop)
                    outer = reader.ValueSpan.ToArray();
                else
                    inner ??= reader.ValueSpan.ToArray();
            }
        }
        catch (JsonException)
        {
            return false;
        }
        bool isEnvelope =
            (seen & (Seen.Envelope | Seen.Payload | Seen.Timestamp)) == (Seen.Envelope | Seen.Payload | Seen.Timestamp);
        bool isHeader =
            outer is not null
            && (seen & (Seen.Instructions | Seen.Timestamp)) == (Seen.Instructions | Seen.Timestamp)
            && (seen & (Seen.Envelope | Seen.OtherType)) == Seen.None;
        id = isHeader ? outer : inner;
        return isEnvelope || isHeader;
    }

    private static bool IsDocument(ReadOnlySpan<byte> head, out byte[]? id)
    {
        id = null;
        bool hasItems = false;
        bool inSession = false;
        bool hasTime = false;
        var reader = new Utf8JsonReader(head.TrimStart("\uFEFF \r\n\t"u8), isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 2)
                    continue;
                if (reader.CurrentDepth == 1)
                {
                    inSession = reader.ValueSpan.SequenceEqual("session"u8);
                    hasItems |= reader.ValueSpan.SequenceEqual("items"u8);
                    continue;
                }
                bool isId = inSession && reader.ValueSpan.SequenceEqual("id"u8);
                hasTime |= inSession && reader.ValueSpan.SequenceEqual("timestamp"u8);
                if (reader.Read() && isId && reader.TokenType == JsonTokenType.String && !reader.ValueSpan.IsEmpty)
                    id = reader.ValueSpan.ToArray();
            }
        }
        catch (JsonException)
        {
            return false;
        }
        return id is not null && (hasItems || hasTime);
    }

    private static Seen Name(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("timestamp"u8) ? Seen.Timestamp
        : name.SequenceEqual("instructions"u8) ? Seen.Instructions
        : Seen.None;

    [Flags]
    private enum Seen
    {
        None = 0,
        Timestamp = 1,
        Instructions = 2,
        Payload = 4,
        Envelope = 8,
        OtherType = 16,
    }
}

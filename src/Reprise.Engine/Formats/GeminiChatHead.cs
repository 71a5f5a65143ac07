using System.Text;
using System.Text.Json;

namespace Reprise.Formats;

/// <summary>What the first bytes of a chat of Gemini's kind say: whose it is, and which session.</summary>
/// <param name="SessionId">The session; empty when it is not named.</param>
/// <param name="IsSubagent">Whether it is a subagent's.</param>
/// <param name="IsQwen">Whether Qwen Code wrote it, which began as Gemini CLI.</param>
internal readonly record struct GeminiChatHead(string SessionId, bool IsSubagent, bool IsQwen)
{
    private const int MaxLines = 10;

    /// <summary>Recognises a chat.</summary>
    /// <param name="head">The first bytes; they may end anywhere.</param>
    /// <param name="found">What they say.</param>
    public static bool TryRead(ReadOnlySpan<byte> head, out GeminiChatHead found)
    {
        found = default;
        for (int line = 0; line < MaxLines && !head.IsEmpty; line++)
        {
            ReadOnlySpan<byte> start = head.TrimStart("\uFEFF \r\n\t\0"u8);
            if (start.IsEmpty || start[0] != '{')
                return false;
            if (TryReadObject(start, out found))
                return true;
            // A file in its place that is torn behind its id is still known by it.
            if (found.SessionId.Length > 0)
                return false;
            int end = start.IndexOf((byte)'\n');
            head = end < 0 ? default : start[(end + 1)..];
        }
        return false;
    }

    private static bool TryReadObject(ReadOnlySpan<byte> json, out GeminiChatHead found)
    {
        string? id = null;
        bool hasHash = false;
        bool isSubagent = false;
        bool isQwen = false;
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                bool isTop = reader.CurrentDepth == 1;
                ReadOnlySpan<byte> name = reader.ValueSpan;
                bool isId = isTop && name.SequenceEqual("sessionId"u8);
                bool isHash = isTop && name.SequenceEqual("projectHash"u8);
                bool isKind = isTop && name.SequenceEqual("kind"u8);
                bool isType = reader.CurrentDepth == 3 && name.SequenceEqual("type"u8);
                if (!reader.Read())
                    break;
                if (reader.TokenType != JsonTokenType.String)
                    continue;
                if (isId && !reader.ValueIsEscaped && reader.ValueSpan.Length > 0)
                    id = Encoding.UTF8.GetString(reader.ValueSpan);
                hasHash |= isHash;
                isSubagent |= isKind && reader.ValueSpan.SequenceEqual("subagent"u8);
                isQwen |= isType && reader.ValueSpan.SequenceEqual("qwen"u8);
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }
        found = new GeminiChatHead(id ?? "", isSubagent, isQwen);
        return id is not null && hasHash;
    }
}

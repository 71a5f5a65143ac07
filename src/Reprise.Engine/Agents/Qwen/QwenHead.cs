using System.Text;
using System.Text.Json;
using Reprise.Formats;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Qwen;

/// <summary>Looks at the first bytes of a file: whether it is Qwen Code's, and which session it belongs to.</summary>
internal static class QwenHead
{
    /// <summary>Finds the session of a document that older releases wrote.</summary>
    /// <param name="file">The file.</param>
    /// <param name="isOwn">Whether it is Qwen Code's when it does not say: Gemini CLI writes the same.</param>
    /// <param name="context">What earlier captures know.</param>
    /// <returns>The file's own stem when it names none; null when it is not Qwen Code's.</returns>
    public static string? IdOfDocument(SourceFile file, bool isOwn, DiscoveryContext context)
    {
        string stem = Path.GetFileNameWithoutExtension(file.Path);
        SessionKey own = new(QwenAgent.AgentName, stem);
        if (context.KnownOwner(file.Path) is { } known && known.Agent == own.Agent && known != own)
            return known.NativeId;
        _ = GeminiChatHead.TryRead(FileHead.Read(file, context.Report), out GeminiChatHead found);
        return !found.IsQwen && !isOwn ? null
            : found.SessionId is { Length: > 0 } id ? id
            : stem;
    }

    /// <summary>Recognises the records of Qwen Code.</summary>
    /// <param name="head">The first bytes of a file; the last line may be cut.</param>
    /// <param name="sessionId">The first session that is named; null when none is.</param>
    public static bool TryRead(ReadOnlySpan<byte> head, out string? sessionId)
    {
        sessionId = null;
        while (!head.IsEmpty)
        {
            int end = head.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = (end < 0 ? head : head[..end]).Trim("\uFEFF \r\t\0"u8);
            if (!line.IsEmpty && line[0] == '{' && IsOwn(line, out sessionId))
                return true;
            head = end < 0 ? default : head[(end + 1)..];
        }
        return false;
    }

    private static bool IsOwn(ReadOnlySpan<byte> line, out string? sessionId)
    {
        sessionId = null;
        bool hasType = false;
        bool isOwn = false;
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 2)
                    continue;
                bool isTop = reader.CurrentDepth == 1;
                ReadOnlySpan<byte> name = reader.ValueSpan;
                // The records look like Claude Code's; what is in them is Google's.
                isOwn |= isTop ? name.SequenceEqual("systemPayload"u8) : name.SequenceEqual("parts"u8);
                bool isType = isTop && name.SequenceEqual("type"u8);
                bool isId = isTop && name.SequenceEqual("sessionId"u8);
                if (!reader.Read())
                    break;
                if (reader.TokenType != JsonTokenType.String)
                    continue;
                hasType |= isType && QwenRecords.IsType(reader.ValueSpan);
                if (isId && !reader.ValueIsEscaped && reader.ValueSpan.Length > 0)
                    sessionId = Encoding.UTF8.GetString(reader.ValueSpan);
            }
        }
        catch (JsonException)
        {
            // A damaged line says nothing; what was read before the damage does not count either.
            return false;
        }
        return isOwn && hasType && sessionId is not null;
    }
}

using System.Text;
using System.Text.Json;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.ClaudeCode;

/// <summary>Looks at the first bytes of a file: whether it is Claude Code's, and which session it belongs to.</summary>
internal static class ClaudeCodeHead
{
    private const int MaxHeadBytes = 64 * 1024;

    /// <summary>Finds the session that a subagent's file of the older layout belongs to.</summary>
    /// <returns>The session named in its first records, or the file's own stem when there is none.</returns>
    public static string OwnerOf(SourceFile file, DiscoveryContext context)
    {
        string stem = Path.GetFileNameWithoutExtension(file.Path);
        // A file that was empty when it was seen first is its own session until it names another.
        SessionKey own = new(ClaudeCodeAgent.AgentName, stem);
        if (context.KnownOwner(file.Path) is { } known && known.Agent == own.Agent && known != own)
            return known.NativeId;
        if (file.Length == 0)
            return stem;
        try
        {
            using var handle = RegularFile.Open(file.Path);
            byte[] head = new byte[Math.Min(MaxHeadBytes, file.Length)];
            int read = RandomAccess.Read(handle, head, 0);
            return TryRead(head.AsSpan(0, read), out string? sessionId) && sessionId is not null ? sessionId : stem;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Report(file.Path, "the file could not be opened to see which session it belongs to");
            return stem;
        }
    }

    /// <summary>Recognises the records of Claude Code.</summary>
    /// <param name="head">The first bytes of a file; the last line may be cut.</param>
    /// <param name="sessionId">The first session that is named; null when none is.</param>
    /// <returns>Whether one of the first lines is such a record.</returns>
    public static bool TryRead(ReadOnlySpan<byte> head, out string? sessionId)
    {
        sessionId = null;
        bool isOwn = false;
        while (!head.IsEmpty && sessionId is null)
        {
            int end = head.IndexOf((byte)'\n');
            ReadOnlySpan<byte> line = end < 0 ? head : head[..end];
            isOwn |= ReadLine(line.Trim("\uFEFF \r\t\0"u8), out sessionId, out bool isForeign);
            if (isForeign)
                return false;
            head = end < 0 ? default : head[(end + 1)..];
        }
        return isOwn;
    }

    private static bool ReadLine(ReadOnlySpan<byte> line, out string? sessionId, out bool isForeign)
    {
        sessionId = null;
        isForeign = false;
        if (line.IsEmpty || line[0] != '{')
            return false;
        ReadOnlySpan<byte> type = default;
        bool hasId = false;
        bool hasLeaf = false;
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 2)
                    continue;
                ReadOnlySpan<byte> name = reader.ValueSpan;
                bool isTop = reader.CurrentDepth == 1;
                if (!reader.Read())
                    break;
                // Qwen Code writes the same envelope around the messages of Gemini.
                isForeign |= !isTop && name.SequenceEqual("parts"u8);
                if (!isTop || reader.TokenType != JsonTokenType.String)
                    continue;
                if (name.SequenceEqual("type"u8))
                    type = reader.ValueSpan;
                else if (name.SequenceEqual("sessionId"u8))
                    sessionId = reader.ValueIsEscaped ? null : Encoding.UTF8.GetString(reader.ValueSpan);
                hasId |= name.SequenceEqual("uuid"u8) || name.SequenceEqual("messageId"u8);
                hasLeaf |= name.SequenceEqual("leafUuid"u8);
            }
        }
        catch (JsonException)
        {
            // A damaged line says nothing; what was read before the damage does not count either.
            type = default;
        }
        bool isOwn = !isForeign && IsOwn(type, hasId, hasLeaf, sessionId is { Length: > 0 });
        if (!isOwn || sessionId is { Length: 0 })
            sessionId = null;
        return isOwn;
    }

    private static bool IsOwn(ReadOnlySpan<byte> type, bool hasId, bool hasLeaf, bool hasSession)
    {
        if (ClaudeCodeRecords.IsChain(type))
            return hasSession;
        if (type.SequenceEqual("summary"u8))
            return hasLeaf;
        if (type.SequenceEqual("file-history-snapshot"u8))
            return hasId;
        return hasSession && ClaudeCodeRecords.IsFacts(type);
    }
}

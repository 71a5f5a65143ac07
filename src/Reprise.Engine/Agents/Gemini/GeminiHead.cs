using System.Text;
using System.Text.Json;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Gemini;

/// <summary>What the first bytes of a chat say: whose it is, and which session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="IsSubagent">Whether it is a subagent's.</param>
/// <param name="IsOther">Whether it was written by a program that began as Gemini CLI and keeps chats the same way.</param>
internal readonly record struct GeminiHead(string SessionId, bool IsSubagent, bool IsOther)
{
    private const int MaxHeadBytes = 64 * 1024;
    private const int MaxLines = 10;

    /// <summary>Finds the session of a chat; its name has only the first characters of the id.</summary>
    /// <returns>The file's own stem when it says none.</returns>
    public static string IdOf(SourceFile file, DiscoveryContext context)
    {
        string stem = Path.GetFileNameWithoutExtension(file.Path);
        SessionKey own = new(GeminiAgent.AgentName, stem);
        // A file that was empty when it was seen first is known by its name until it says another.
        if (context.KnownOwner(file.Path) is { } known && known.Agent == own.Agent && known != own)
            return known.NativeId;
        if (file.Length == 0)
            return stem;
        try
        {
            using var handle = RegularFile.Open(file.Path);
            byte[] head = new byte[Math.Min(MaxHeadBytes, file.Length)];
            int read = RandomAccess.Read(handle, head, 0);
            _ = TryRead(head.AsSpan(0, read), out GeminiHead found);
            return found.SessionId is { Length: > 0 } id ? id : stem;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            context.Report(file.Path, "the file could not be opened to see which session it is");
            return stem;
        }
    }

    /// <summary>Recognises a chat.</summary>
    /// <param name="head">The first bytes; they may end anywhere.</param>
    /// <param name="found">What they say.</param>
    public static bool TryRead(ReadOnlySpan<byte> head, out GeminiHead found)
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

    private static bool TryReadObject(ReadOnlySpan<byte> json, out GeminiHead found)
    {
        string? id = null;
        bool hasHash = false;
        bool isSubagent = false;
        bool isOther = false;
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
                isOther |= isType && reader.ValueSpan.SequenceEqual("qwen"u8);
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }
        found = new GeminiHead(id ?? "", isSubagent, isOther);
        return id is not null && hasHash;
    }
}

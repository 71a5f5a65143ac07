using System.Text;
using System.Text.Json;

namespace Reprise.Agents.Cline;

/// <summary>What the first bytes of a file say: whether it is of the family, and of whom in it.</summary>
/// <param name="SessionId">The session that a document of the newer layout names; empty for a task, whose folder is its id.</param>
/// <param name="IsSubagent">Whether it is a subagent's.</param>
/// <param name="HasTime">Whether the first message has a time, which Roo Code gives to each.</param>
/// <param name="HasModes">Whether the surroundings name one of the two modes that only Cline has.</param>
internal readonly record struct ClineHead(string SessionId, bool IsSubagent, bool HasTime, bool HasModes)
{
    /// <summary>The session whose subagent it is, or its own id.</summary>
    public string RootSession =>
        IsSubagent && SessionId.IndexOf("__", StringComparison.Ordinal) is var end and > 0 ? SessionId[..end] : SessionId;

    /// <summary>Recognises the messages of a task or of a session.</summary>
    /// <param name="head">The first bytes; they may end anywhere.</param>
    /// <param name="found">What they say.</param>
    public static bool TryRead(ReadOnlySpan<byte> head, out ClineHead found)
    {
        head = head.TrimStart("\uFEFF \r\n\t\0"u8);
        found = default;
        if (head.IsEmpty)
            return false;
        return head[0] == '[' ? TryReadTask(head, out found) : head[0] == '{' && TryReadSession(head, out found);
    }

    // [{"role":"user","content":[{"type":"text","text":"<task>…"},{"type":"text","text":"<environment_details>…"}],"ts":…}, …
    private static bool TryReadTask(ReadOnlySpan<byte> json, out ClineHead found)
    {
        bool hasRole = false;
        bool isOwn = false;
        bool hasTime = false;
        bool hasModes = false;
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 1))
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 2)
                {
                    hasRole |= reader.ValueSpan.SequenceEqual("role"u8);
                    hasTime |= reader.ValueSpan.SequenceEqual("ts"u8);
                }
                else if (reader.TokenType == JsonTokenType.String && reader.CurrentDepth is 2 or 4)
                {
                    ReadOnlySpan<byte> text = reader.ValueSpan;
                    isOwn |= ClineSaid.BeginsWithMark(text);
                    hasModes |= text.IndexOf("\\nACT MODE"u8) >= 0 || text.IndexOf("\\nPLAN MODE"u8) >= 0;
                }
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }
        found = new ClineHead("", IsSubagent: false, hasTime, hasModes);
        return hasRole && isOwn;
    }

    // {"version":1,"updated_at":"…","agent":"lead","sessionId":"…","origin":{…},"messages":[…
    private static bool TryReadSession(ReadOnlySpan<byte> json, out ClineHead found)
    {
        string session = "";
        bool isKnownAgent = false;
        bool isSubagent = false;
        bool hasOrigin = false;
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                    continue;
                ReadOnlySpan<byte> name = reader.ValueSpan;
                bool isAgent = name.SequenceEqual("agent"u8);
                bool isSession = name.SequenceEqual("sessionId"u8);
                bool isOrigin = name.SequenceEqual("origin"u8);
                if (!reader.Read())
                    break;
                hasOrigin |= isOrigin && reader.TokenType == JsonTokenType.StartObject;
                if (reader.TokenType != JsonTokenType.String)
                    continue;
                if (isSession && !reader.ValueIsEscaped)
                    session = Encoding.UTF8.GetString(reader.ValueSpan);
                if (!isAgent)
                    continue;
                isSubagent = reader.ValueSpan.SequenceEqual("subagent"u8) || reader.ValueSpan.SequenceEqual("teammate"u8);
                isKnownAgent = isSubagent || reader.ValueSpan.SequenceEqual("lead"u8);
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }
        found = new ClineHead(session, isSubagent, HasTime: false, HasModes: true);
        return isKnownAgent && hasOrigin && session.Length > 0;
    }
}

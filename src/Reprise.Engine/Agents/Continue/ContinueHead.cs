using System.Text.Json;

namespace Reprise.Agents.Continue;

/// <summary>Looks at the first bytes of a file: whether it is a session of Continue's.</summary>
internal static class ContinueHead
{
    // {"sessionId":"…","title":"…","workspaceDirectory":"…","history":[…
    /// <summary>Recognises a session.</summary>
    /// <param name="head">The first bytes; they may end anywhere.</param>
    public static bool IsOwn(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart("\uFEFF \r\n\t\0"u8);
        if (head.IsEmpty || head[0] != '{')
            return false;
        bool hasId = false;
        bool hasFolder = false;
        bool hasHistory = false;
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                    continue;
                ReadOnlySpan<byte> name = reader.ValueSpan;
                hasId |= name.SequenceEqual("sessionId"u8) || name.SequenceEqual("session_id"u8);
                hasFolder |= name.SequenceEqual("workspaceDirectory"u8) || name.SequenceEqual("workspace_directory"u8);
                hasHistory |= name.SequenceEqual("history"u8);
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }
        return hasId && hasFolder && hasHistory;
    }
}

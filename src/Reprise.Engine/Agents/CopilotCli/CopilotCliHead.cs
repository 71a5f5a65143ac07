using System.Text;
using System.Text.Json;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.CopilotCli;

/// <summary>Looks at the first bytes of a file: whether it is Copilot CLI's, and which session it is.</summary>
internal static class CopilotCliHead
{
    private const int MaxLines = 10;

    /// <summary>Finds the session of a document of the first releases.</summary>
    /// <returns>The file's own stem when it says none.</returns>
    public static string IdOf(SourceFile file, DiscoveryContext context)
    {
        string stem = Path.GetFileNameWithoutExtension(file.Path);
        SessionKey own = new(CopilotCliAgent.AgentName, stem);
        if (context.KnownOwner(file.Path) is { } known && known.Agent == own.Agent && known != own)
            return known.NativeId;
        _ = TryRead(FileHead.Read(file, context.Report), out string? id);
        return string.IsNullOrEmpty(id) ? stem : id;
    }

    /// <summary>Recognises a log or a document.</summary>
    /// <param name="head">The first bytes; they may end anywhere.</param>
    /// <param name="sessionId">The session; null when it is not named.</param>
    public static bool TryRead(ReadOnlySpan<byte> head, out string? sessionId)
    {
        sessionId = null;
        for (int line = 0; line < MaxLines && !head.IsEmpty; line++)
        {
            ReadOnlySpan<byte> start = head.TrimStart("\uFEFF \r\n\t\0"u8);
            if (start.IsEmpty || start[0] != '{')
                return false;
            if (IsOwn(start, out sessionId, out bool isForeign))
                return true;
            if (isForeign)
                return false;
            int end = start.IndexOf((byte)'\n');
            head = end < 0 ? default : start[(end + 1)..];
        }
        return false;
    }

    private static bool IsOwn(ReadOnlySpan<byte> json, out string? sessionId, out bool isForeign)
    {
        sessionId = null;
        Seen seen = Seen.None;
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            while (reader.Read() && !(reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == 0))
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 2)
                    continue;
                bool isTop = reader.CurrentDepth == 1;
                ReadOnlySpan<byte> name = reader.ValueSpan;
                bool isId = name.SequenceEqual("sessionId"u8);
                bool isType = isTop && name.SequenceEqual("type"u8);
                seen |= Name(name, isTop);
                if (!reader.Read())
                    break;
                if (reader.TokenType != JsonTokenType.String)
                    continue;
                if (isType && Formats.CopilotRecords.IsKnown(reader.ValueSpan))
                    seen |= Seen.Type;
                if (isId && !reader.ValueIsEscaped && reader.ValueSpan.Length > 0)
                    sessionId ??= Encoding.UTF8.GetString(reader.ValueSpan);
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }
        // The chat of an editor logs the same events, and says which editor.
        isForeign = (seen & Seen.Editor) != Seen.None;
        if (isForeign)
            return false;
        return (seen & Seen.Event) == Seen.Event || (sessionId is not null && (seen & Seen.Messages) != Seen.None);
    }

    private static Seen Name(ReadOnlySpan<byte> name, bool isTop)
    {
        if (!isTop)
            return name.SequenceEqual("vscodeVersion"u8) ? Seen.Editor : Seen.None;
        return name.SequenceEqual("data"u8) ? Seen.Data
            : name.SequenceEqual("chatMessages"u8) ? Seen.Messages
            : Seen.None;
    }

    [Flags]
    private enum Seen : byte
    {
        None = 0,
        Type = 1,
        Data = 2,
        Event = Type | Data,
        Messages = 4,
        Editor = 8,
    }
}

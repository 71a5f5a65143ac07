using System.Text;
using System.Text.Json;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Pi;

/// <summary>Looks at the first line of a file: whether it is Pi's, and which session it is.</summary>
internal static class PiHead
{
    /// <summary>Finds the session of a file whose name does not say it.</summary>
    /// <returns>The file's own stem when it says none.</returns>
    public static string IdOf(SourceFile file, AgentId agent, DiscoveryContext context)
    {
        string stem = Path.GetFileNameWithoutExtension(file.Path);
        SessionKey own = new(agent, stem);
        if (context.KnownOwner(file.Path) is { } known && known.Agent == own.Agent && known != own)
            return known.NativeId;
        _ = TryRead(FileHead.Read(file, context.Report), out string? id);
        return id ?? stem;
    }

    /// <summary>Recognises the line that every session begins with.</summary>
    /// <param name="head">The first bytes of a file; they may end anywhere.</param>
    /// <param name="sessionId">The session; null when it is not named.</param>
    public static bool TryRead(ReadOnlySpan<byte> head, out string? sessionId)
    {
        sessionId = null;
        ReadOnlySpan<byte> line = FileHead.FirstLine(head);
        if (line.IsEmpty || line[0] != '{')
            return false;
        bool isSession = false;
        bool hasFolder = false;
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 1)
                    continue;
                bool isType = reader.ValueSpan.SequenceEqual("type"u8);
                bool isId = reader.ValueSpan.SequenceEqual("id"u8);
                bool isFolder = reader.ValueSpan.SequenceEqual("cwd"u8);
                if (!reader.Read())
                    break;
                if (reader.TokenType != JsonTokenType.String)
                    continue;
                isSession |= isType && reader.ValueSpan.SequenceEqual("session"u8);
                hasFolder |= isFolder;
                if (isId && !reader.ValueIsEscaped && reader.ValueSpan.Length > 0)
                    sessionId = Encoding.UTF8.GetString(reader.ValueSpan);
            }
        }
        catch (JsonException)
        {
            // A damaged line says nothing; what was read before the damage does not count either.
            return false;
        }
        return isSession && hasFolder && sessionId is not null;
    }
}

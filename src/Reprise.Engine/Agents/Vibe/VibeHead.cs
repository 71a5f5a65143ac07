using System.Text;
using System.Text.Json;
using Reprise.Protocol;
using Reprise.Reading;

namespace Reprise.Agents.Vibe;

/// <summary>Looks at the first bytes of files: which session a folder is, and whether messages are Vibe's.</summary>
internal static class VibeHead
{
    /// <summary>Finds the session of a folder, whose name has only the first digits of the id.</summary>
    /// <param name="folder">The folder's name.</param>
    /// <param name="messages">The session's messages.</param>
    /// <param name="meta">What is known of it; null when there is none.</param>
    /// <param name="context">What earlier captures know.</param>
    /// <returns>The folder's name when nothing says the id.</returns>
    public static string IdOf(string folder, string messages, SourceFile? meta, DiscoveryContext context)
    {
        SessionKey own = new(VibeAgent.AgentName, folder);
        if (context.KnownOwner(messages) is { } known && known.Agent == own.Agent && known != own)
            return known.NativeId;
        return meta is null ? folder : SessionIdIn(FileHead.Read(meta, context.Report)) ?? folder;
    }

    /// <summary>Recognises messages: each says whether the program put it in.</summary>
    /// <param name="head">The first bytes of a file; they may end anywhere.</param>
    public static bool IsMessages(ReadOnlySpan<byte> head)
    {
        bool hasRole = false;
        bool hasMark = false;
        Look(
            FileHead.FirstLine(head),
            (ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
            {
                hasRole |= name.SequenceEqual("role"u8) && reader.TokenType == JsonTokenType.String;
                hasMark |= name.SequenceEqual("injected"u8) && reader.TokenType is JsonTokenType.True or JsonTokenType.False;
            }
        );
        return hasRole && hasMark;
    }

    private static string? SessionIdIn(ReadOnlySpan<byte> head)
    {
        string? id = null;
        Look(
            head.TrimStart("\uFEFF \r\n\t\0"u8),
            (ref Utf8JsonReader reader, ReadOnlySpan<byte> name) =>
            {
                bool isId = name.SequenceEqual("session_id"u8) && reader.TokenType == JsonTokenType.String;
                if (isId && !reader.ValueIsEscaped && reader.ValueSpan.Length > 0)
                    id ??= Encoding.UTF8.GetString(reader.ValueSpan);
            }
        );
        return id;
    }

    private delegate void Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> name);

    private static void Look(ReadOnlySpan<byte> json, Member member)
    {
        if (json.IsEmpty || json[0] != '{')
            return;
        var reader = new Utf8JsonReader(json, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 1)
                    continue;
                ReadOnlySpan<byte> name = reader.ValueSpan;
                if (!reader.Read())
                    break;
                member(ref reader, name);
            }
        }
        catch (JsonException)
        {
            // What was read before the damage counts.
        }
    }
}

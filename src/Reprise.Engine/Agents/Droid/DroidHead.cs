using System.Text.Json;
using Reprise.Reading;

namespace Reprise.Agents.Droid;

/// <summary>Looks at the first line of a file: whether it is Droid's.</summary>
internal static class DroidHead
{
    /// <summary>Whether a file that lies where others may lie too is a session of Droid.</summary>
    public static bool IsOwn(SourceFile file, DiscoveryContext context) =>
        context.KnownOwner(file.Path) is { } known
            ? known.Agent == DroidAgent.AgentName
            : IsOwn(FileHead.Read(file, context.Report));

    /// <summary>Recognises the line that every session begins with.</summary>
    /// <param name="head">The first bytes of a file; they may end anywhere.</param>
    public static bool IsOwn(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> line = FileHead.FirstLine(head);
        if (line.IsEmpty || line[0] != '{')
            return false;
        bool isStart = false;
        bool hasId = false;
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 1)
                    continue;
                bool isType = reader.ValueSpan.SequenceEqual("type"u8);
                bool isId = reader.ValueSpan.SequenceEqual("id"u8);
                if (!reader.Read())
                    break;
                bool isText = reader.TokenType == JsonTokenType.String;
                isStart |= isType && isText && reader.ValueSpan.SequenceEqual("session_start"u8);
                hasId |= isId && isText;
            }
        }
        catch (JsonException)
        {
            // A damaged line says nothing; what was read before the damage does not count either.
            return false;
        }
        return isStart && hasId;
    }
}

using System.Text.Json;
using Reprise.Reading;

namespace Reprise.Agents.Kimi;

/// <summary>Looks at the first line of a file: whether it is Kimi's.</summary>
internal static class KimiHead
{
    /// <summary>Recognises the line that every log begins with, and the one that what the model is given begins with.</summary>
    /// <param name="head">The first bytes of a file; they may end anywhere.</param>
    public static bool IsOwn(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> line = FileHead.FirstLine(head);
        if (line.IsEmpty || line[0] != '{')
            return false;
        bool isMetadata = false;
        bool hasVersion = false;
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 1)
                    continue;
                bool isType = reader.ValueSpan.SequenceEqual("type"u8);
                bool isRole = reader.ValueSpan.SequenceEqual("role"u8);
                hasVersion |= reader.ValueSpan.SequenceEqual("protocol_version"u8);
                if (!reader.Read())
                    break;
                if (reader.TokenType != JsonTokenType.String)
                    continue;
                if (
                    isRole
                    && (reader.ValueSpan.SequenceEqual("_system_prompt"u8) || reader.ValueSpan.SequenceEqual("_checkpoint"u8))
                )
                    return true;
                isMetadata |= isType && reader.ValueSpan.SequenceEqual("metadata"u8);
            }
        }
        catch (JsonException)
        {
            // A damaged line says nothing; what was read before the damage does not count either.
            return false;
        }
        return isMetadata && hasVersion;
    }
}

using System.Text.Json;
using Reprise.Reading;

namespace Reprise.Agents.Grok;

/// <summary>Looks at the first line of a file: whether it is an item of a conversation.</summary>
internal static class GrokHead
{
    /// <summary>Recognises an item by its type.</summary>
    /// <param name="head">The first bytes of a file; they may end anywhere.</param>
    public static bool IsOwn(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> line = FileHead.FirstLine(head);
        if (line.IsEmpty || line[0] != '{')
            return false;
        var reader = new Utf8JsonReader(line, isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 1)
                    continue;
                bool isType = reader.ValueSpan.SequenceEqual("type"u8) || reader.ValueSpan.SequenceEqual("role"u8);
                if (!reader.Read())
                    break;
                if (isType && reader.TokenType == JsonTokenType.String)
                    return GrokReader.IsItem(reader.ValueSpan);
            }
        }
        catch (JsonException)
        {
            // A damaged line says nothing.
        }
        return false;
    }
}

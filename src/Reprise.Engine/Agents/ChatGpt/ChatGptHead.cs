using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Reprise.Agents.ChatGpt;

/// <summary>Recognises a conversation of ChatGPT.</summary>
internal static class ChatGptHead
{
    /// <summary>Reads what tells a conversation from others.</summary>
    /// <param name="head">A whole conversation: its id stands at its end.</param>
    /// <param name="id">Its id.</param>
    /// <param name="changed">When it was changed last; null when that is not said.</param>
    public static bool TryRead(ReadOnlySpan<byte> head, [NotNullWhen(true)] out string? id, out DateTimeOffset? changed)
    {
        id = null;
        changed = null;
        bool hasTree = false;
        bool hasPlace = false;
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
                return false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadOnlySpan<byte> name = reader.ValueSpan;
                bool isId = name.SequenceEqual("conversation_id"u8) || (id is null && name.SequenceEqual("id"u8));
                bool isTree = name.SequenceEqual("mapping"u8);
                bool isTime = name.SequenceEqual("update_time"u8);
                hasPlace |= name.SequenceEqual("current_node"u8);
                if (!reader.Read())
                    break;
                if (isId && reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped)
                    id = Encoding.UTF8.GetString(reader.ValueSpan);
                hasTree |= isTree && reader.TokenType == JsonTokenType.StartObject;
                if (isTime && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out double seconds))
                    changed = ChatGptTime.Of(seconds);
                if (!reader.TrySkip())
                    break;
            }
        }
        catch (JsonException)
        {
            return false;
        }
        return hasTree && hasPlace && id is not null && ExportedChat.IsPlain(id);
    }
}
